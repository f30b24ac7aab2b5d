/** Addresses around the account of an officer. */
export const officerPaths = {
  home: '/can-bo/hom-nay',
  signIn: '/can-bo/dang-nhap',
  account: '/can-bo/tai-khoan',
  password: '/can-bo/doi-mat-khau',
  stay: '/can-bo/giu-phien',
} as const
