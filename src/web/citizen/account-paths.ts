/** Addresses around the account of a citizen. */
export const accountPaths = {
  signIn: '/dang-nhap',
  signOut: '/dang-xuat',
  register: '/dang-ky',
  account: '/tai-khoan',
  password: '/tai-khoan/mat-khau',
  eidBegin: '/dang-nhap/dinh-danh',
  eidAnswer: '/dang-nhap/dinh-danh/tra-loi',
  eidChoose: '/dang-nhap/lien-ket',
  eidLink: '/tai-khoan/lien-ket',
} as const
