import { formatDate, type Temporal } from '#kernel/time.ts'

export type CertificateLetterFacts = {
  readonly kind: 'officer' | 'agency'
  readonly holder: string
  readonly serial: string
  readonly until: Temporal.PlainDate
  readonly daysLeft: number
}

/** A certificate ends soon, and what to do about it. */
export const certificateLetter = ({
  kind,
  holder,
  serial,
  until,
  daysLeft,
}: CertificateLetterFacts): { readonly subject: string; readonly body: string } => {
  const what = kind === 'officer' ? 'Chứng thư chữ ký số' : `Chứng thư con dấu số của ${holder}`
  const when = daysLeft <= 0 ? 'hết hạn hôm nay' : `hết hạn sau ${daysLeft} ngày`
  return {
    subject: `${what} ${when}`,
    body: [
      `${what}, số hiệu ${serial}, ${when}: ngày ${formatDate(until)}.`,
      kind === 'officer'
        ? 'Sau ngày đó bạn không ký số được trên hệ thống. Xin cấp chứng thư mới, rồi gửi quản trị viên của cơ quan để nhập vào trang Khóa ký số.'
        : 'Sau ngày đó cơ quan không đóng dấu, phát hành văn bản được. Xin cấp chứng thư mới, rồi gửi quản trị viên của cơ quan để nhập vào trang Khóa ký số.',
    ].join('\n\n'),
  }
}
