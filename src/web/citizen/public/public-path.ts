import type { Locale } from '#web/messages/index.ts'

/** The address of a public page in the language of the reader. */
export const publicPath = (locale: Locale, path: string): string =>
  locale === 'en' ? `/en${path === '/' ? '' : path}` : path
