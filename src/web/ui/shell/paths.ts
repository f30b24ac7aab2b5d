import type { Locale } from '../../messages/index.ts'

/** Addresses of the public pages; the English ones stand under `/en`. */
export const publicPaths = (locale: Locale) => {
  const at = (path: string): string => (locale === 'vi' ? path : `/en${path === '/' ? '' : path}`)
  return {
    home: at('/'),
    procedures: at('/thu-tuc'),
    suggestions: at('/thu-tuc/goi-y'),
    track: at('/tra-cuu'),
    transparency: at('/minh-bach'),
    guide: at('/huong-dan'),
    verify: at('/kiem-tra'),
    signIn: at('/dang-nhap'),
    forgot: at('/quen-mat-khau'),
    reset: at('/dat-lai-mat-khau'),
    signOut: '/dang-xuat',
    myDossiers: at('/ho-so-cua-toi'),
    api: '/api',
    officers: '/can-bo/hom-nay',
  } as const
}

export type PublicPaths = ReturnType<typeof publicPaths>
