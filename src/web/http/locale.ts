export type Locale = 'vi' | 'en'

/** The language of an address: English stands under `/en`. */
export const localeOfPath = (path: string): Locale => (path === '/en' || path.startsWith('/en/') ? 'en' : 'vi')

/** `/thu-tuc` → `/en/thu-tuc`, `/` → `/en`. */
export const inEnglish = (path: string): string => (path === '/' ? '/en' : `/en${path}`)
