/**
 * The letter with the link that replaces a forgotten password. It names neither the person nor the login: an address that was typed wrongly
 * belongs to a stranger, who is told nothing.
 */
export const resetLetter = ({
  provinceName,
  link,
  minutes,
}: {
  readonly provinceName: string
  readonly link: string
  readonly minutes: number
}): { readonly subject: string; readonly body: string } => ({
  subject: `Đặt lại mật khẩu trên cổng dịch vụ công ${provinceName}`,
  body: [
    'Kính gửi ông/bà,',
    'Có người vừa yêu cầu đặt lại mật khẩu của một tài khoản dùng địa chỉ thư này.',
    `Để đặt mật khẩu mới, mở liên kết sau trong vòng ${minutes} phút. Liên kết chỉ dùng được một lần:`,
    link,
    'Nếu ông/bà không yêu cầu, hãy bỏ qua thư này: mật khẩu vẫn như cũ. Đừng chuyển liên kết cho bất kỳ ai.',
  ].join('\n\n'),
})
