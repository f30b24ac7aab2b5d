/**
 * Text without marks and case, for finding things as people type them: `Đăng ký khai sinh` → `dang ky khai sinh`.
 * The database function `public.fold` gives the same for Vietnamese text.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()

/** Words for an address or a file name: `Đăng ký khai sinh` → `dang-ky-khai-sinh`. */
export const slug = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')

const collator = new Intl.Collator('vi')

/** The order of a Vietnamese dictionary. */
export const compareVietnamese = (left: string, right: string): number => collator.compare(left, right)

/** One space between words, none around, Unicode in its composed form: how every typed line is stored. */
export const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim()

/** `025184000890` → `0251••••0890`: how an identity number is shown in lists. */
export const maskIdentityNumber = (number: string): string =>
  number.length < 9 ? '••••' : `${number.slice(0, 4)}••••${number.slice(-4)}`
