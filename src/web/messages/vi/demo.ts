/** Pages of the demonstration. */
export const demo = {
  title: 'Bản chạy thử',
  lead: (password: string) =>
    `Mọi người, mọi cơ quan ở đây đều là dữ liệu mẫu. Đăng nhập bằng tài khoản bất kỳ, mật khẩu chung là ${password}.`,
  mail: 'Xem các thư đã gửi',
  citizens: 'Công dân',
  officers: 'Cán bộ',
  login: 'Tên đăng nhập',
  about: 'Là ai',
  signIn: 'Đến trang đăng nhập',
}
