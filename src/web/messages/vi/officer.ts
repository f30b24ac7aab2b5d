/** Officer pages: the frame, the work list, the open dossier. */
export const officer = {
  navigation: 'Mục công việc',
  tabWork: 'Công việc',
  tabAccounts: 'Tài khoản',
  menuOf: (name: string) => `Tài khoản của ${name}`,
  actAs: (post: string) => `Làm việc với tư cách ${post}`,
  idleSoon: 'Bạn đã lâu không thao tác. Phiên làm việc sắp kết thúc.',
  idleOver: 'Phiên làm việc đã kết thúc. Đăng nhập lại, trang này vẫn giữ nguyên.',
  idleStay: 'Tiếp tục làm việc',
  signInAgain: 'Đăng nhập lại',
  viewing: (name: string) => `Đang xem ${name}`,
  cannotShow: 'Không xem được loại tệp này trong trang.',
}
