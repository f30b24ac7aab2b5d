import type { Locale } from '#web/messages/index.ts'

/** The language of an address: English stands under `/en`. */
export const localeOfPath = (path: string): Locale => (path === '/en' || path.startsWith('/en/') ? 'en' : 'vi')

/** `/thu-tuc` → `/en/thu-tuc`, `/` → `/en`. */
export const inEnglish = (path: string): string => (path === '/' ? '/en' : `/en${path}`)

/** The same page in the other language. */
export const inOtherLanguage = (path: string): { readonly to: Locale; readonly href: string } =>
  localeOfPath(path) === 'vi'
    ? { to: 'en', href: inEnglish(path) }
    : { to: 'vi', href: path === '/en' ? '/' : path.slice('/en'.length) }
