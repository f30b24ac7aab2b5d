import type { Locale } from '../../messages/index.ts'

export type LanguageSwitchProps = { readonly to: Locale; readonly href: string }

const names: Record<Locale, string> = { vi: 'Tiếng Việt', en: 'English' }

/** Leads to the same page in the other language; each language is named in itself. */
export const LanguageSwitch = ({ to, href }: LanguageSwitchProps) => (
  <a class="language" href={href} lang={to} hreflang={to}>
    {names[to]}
  </a>
)
