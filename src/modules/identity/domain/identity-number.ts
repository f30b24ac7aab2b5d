/** A personal identification number has twelve digits; its first three name a province or a country and are not checked here. */
export const isIdentityNumber = (text: string): boolean => /^\d{12}$/.test(text)

/** As people type it, with spaces or dots between groups. */
export const tidyIdentityNumber = (text: string): string => text.replaceAll(/[\s.-]/g, '')

/** `0912 345 678`, `+84 912345678` → `0912345678`; null when it is no Vietnamese telephone number. */
export const tidyPhone = (text: string): string | null => {
  const digits = text.replaceAll(/[\s().-]/g, '').replace(/^\+?84(?=\d{9}$)/, '0')
  return /^0\d{9,10}$/.test(digits) ? digits : null
}

export const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(text)

/** A name to sign in with: no spaces, no marks, nothing that could be taken for another by its case. */
export const isLogin = (text: string): boolean => /^[a-z0-9][a-z0-9._@-]{2,59}$/.test(text)
