import { z } from 'zod'
import { formatDate, type Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'

/** What a mail to a receiver outside brings: the document, or that it was taken back, replaced or corrected. */
export type MailingKind = 'issue' | 'recall' | 'replacement' | 'correction'

/** `kept`: no mail server is set. `stopped`: the document was taken out of force before it left. */
export type MailingState = 'waiting' | 'sent' | 'kept' | 'refused' | 'given-up' | 'stopped'

/** Twelve tries with growing pauses take about a day. */
export const mostMailTries = 12

/** What files of one mail may weigh together; a third more goes over the line. */
export const mailBytesKey = {
  key: 'documents.mail-bytes',
  schema: z.int().min(1_048_576).max(52_428_800),
  whenUndecided: 15_728_640,
} as const

/** Under which a receiver stands in the address book: marks tell two names apart, capitals and spaces do not. */
export const receiverKey = (name: string): string => tidy(name).toLocaleLowerCase('vi')

/** `Như trên`, `Lưu: VT`: lines among the recipients that name nobody who could be written to. */
export const isAddressable = (name: string): boolean => !/^(?:như|lưu)(?:\s|:)/iu.test(name)

/** Faults of our own; others are codes of the mail server. */
export const tooLargeFault = 'too-large'

type NamedDocument = { readonly typeName: string; readonly code: string; readonly date: Temporal.PlainDate | null }

export type MailedDocument = NamedDocument & {
  readonly kind: MailingKind
  readonly agencyName: string
  readonly receiver: string
  readonly subject: string
  readonly files: readonly string[]
  /** Where anybody checks the document. */
  readonly checkUrl: string
  readonly changedBy: NamedDocument | null
  readonly reason: string
  readonly isAnswered: boolean
}

const called = ({ typeName, code, date }: NamedDocument): string =>
  [`${typeName} số ${code}`, ...(date === null ? [] : [`ngày ${formatDate(date)}`])].join(' ')

const heads: Readonly<Record<MailingKind, string>> = {
  issue: '',
  recall: 'Thu hồi văn bản: ',
  replacement: 'Thay thế văn bản: ',
  correction: 'Đính chính văn bản: ',
}

/** What is asked of whoever got the document. @legal ND-30-2020 Điều 18 */
const saying = (mail: MailedDocument): readonly string[] => {
  const [what, by] = [called(mail), mail.changedBy === null ? '' : ` bằng ${called(mail.changedBy)}`]
  switch (mail.kind) {
    case 'issue':
      return [
        `${mail.agencyName} gửi ${what}: ${mail.subject}.`,
        ['Tệp kèm theo, đã ký số:', ...mail.files.map((name) => `- ${name}`)].join('\n'),
      ]
    case 'recall':
      return [
        `${mail.agencyName} thu hồi ${what}${by}: ${mail.subject}.`,
        ...(mail.reason === '' || mail.changedBy !== null ? [] : [`Lý do: ${mail.reason}`]),
        'Đề nghị không sử dụng và hủy bản điện tử đã nhận.',
      ]
    case 'replacement':
      return [`${mail.agencyName} thay thế ${what}${by}: ${mail.subject}.`, 'Đề nghị không sử dụng bản đã nhận.']
    case 'correction':
      return [
        `${mail.agencyName} đính chính ${what}${by}: ${mail.subject}.`,
        'Đề nghị dùng văn bản cùng với phần đính chính.',
      ]
  }
}

/** The letter around a document. */
export const documentMail = (mail: MailedDocument): { readonly subject: string; readonly text: string } => ({
  subject: `${heads[mail.kind]}${mail.code} ${mail.subject}`.slice(0, 200),
  text: [
    `Kính gửi: ${mail.receiver}`,
    ...saying(mail),
    `Kiểm tra hiệu lực và chữ ký của văn bản: ${mail.checkUrl}`,
    mail.isAnswered
      ? `${mail.agencyName} nhận thư trả lời tại địa chỉ ghi ở mục trả lời của thư này.`
      : 'Thư này do hệ thống tự động gửi; xin không trả lời vào địa chỉ gửi.',
  ].join('\n\n'),
})
