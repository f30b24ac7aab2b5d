import { formatDate, formatInstant, localDate, type Temporal } from '#kernel/time.ts'
import { findDocumentType } from '../document-type.ts'
import { type RoutingPart, routingPartNames } from '../incoming.ts'
import { type DocumentState, writtenCode } from '../official-document.ts'
import { joined, type RegisterColumn, secrecyNames, typeAndSubject, writtenDay } from './register-forms.ts'

/** What every line of a book of incoming documents says of its document. */
type IncomingFace = {
  /** Of the line: the document, or the piece of work with which it was handed over. */
  readonly id: string
  readonly documentId: string
  readonly year: number
  readonly number: number
  readonly authorName: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly typeCode: string
  readonly subject: string
  readonly secrecy: number
}

/** A line of the book of incoming documents, and of that in which their handling is followed. */
export type IncomingLine = IncomingFace & {
  readonly arrivedAt: Temporal.Instant
  readonly receivers: string
  readonly routedAt: Temporal.Instant | null
  readonly dueAt: Temporal.Instant | null
  readonly state: DocumentState
  readonly settledAt: Temporal.Instant | null
  readonly answers: string
}

/** A document handed to one of those whom it concerns. */
export type HandOverLine = IncomingFace & {
  readonly handedAt: Temporal.Instant
  readonly part: RoutingPart
  readonly receiver: string
  /** When the receiver, or somebody of the unit, first opened it here. */
  readonly openedAt: Temporal.Instant | null
}

const dayOf = (at: Temporal.Instant | null): string => (at === null ? '' : formatDate(localDate(at)))
const codeOf = (line: IncomingFace): string => writtenCode({ number: line.codeNumber, notation: line.codeNotation })
const typeOf = (line: IncomingFace): string => findDocumentType(line.typeCode)?.name ?? ''

const progress: Partial<Readonly<Record<DocumentState, string>>> = {
  arrived: 'Chờ ý kiến chỉ đạo',
  routed: 'Đang giải quyết',
  settled: 'Đã giải quyết',
  returned: 'Đã trả lại nơi gửi',
  recalled: 'Nơi gửi đã thu hồi',
}

const numberColumn = { title: 'Số đến', share: 0.8, cell: (line: IncomingFace) => String(line.number) } as const
const subjectCell = ({ typeCode, subject }: IncomingFace): string => typeAndSubject(typeCode, subject)
const secretNote = (line: IncomingFace): string => secrecyNames[line.secrecy] ?? ''

/** @legal ND-30-2020 Phụ lục IV, mục VI */
export const incomingColumns: readonly RegisterColumn<IncomingLine>[] = [
  { title: 'Ngày đến', share: 1.3, cell: (line) => dayOf(line.arrivedAt) },
  numberColumn,
  { title: 'Tác giả', share: 2, cell: (line) => line.authorName },
  { title: 'Số, ký hiệu văn bản', share: 1.6, cell: codeOf },
  { title: 'Ngày tháng văn bản', share: 1.3, cell: (line) => writtenDay(line.documentDate) },
  { title: 'Tên loại và trích yếu nội dung văn bản', share: 4, cell: subjectCell },
  { title: 'Đơn vị hoặc người nhận', share: 1.8, cell: (line) => line.receivers },
  { title: 'Ngày chuyển', share: 1.3, cell: (line) => dayOf(line.routedAt) },
  { title: 'Ký nhận', share: 1, isByHand: true, cell: () => '' },
  { title: 'Ghi chú', share: 1.2, cell: secretNote },
]

/** @legal ND-30-2020 Phụ lục IV, mục VIII */
export const followColumns: readonly RegisterColumn<IncomingLine>[] = [
  numberColumn,
  {
    title: 'Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản',
    share: 4,
    cell: (line) => joined(', ', typeOf(line), codeOf(line), writtenDay(line.documentDate), line.authorName),
  },
  { title: 'Đơn vị hoặc người nhận', share: 2, cell: (line) => line.receivers },
  { title: 'Thời hạn giải quyết', share: 1.3, cell: (line) => dayOf(line.dueAt) },
  {
    title: 'Tiến độ giải quyết',
    share: 2,
    cell: (line) => joined(', ', progress[line.state] ?? '', dayOf(line.settledAt)),
  },
  { title: 'Số, ký hiệu văn bản trả lời', share: 1.6, cell: (line) => line.answers },
  { title: 'Ghi chú', share: 1.2, cell: secretNote },
]

/**
 * The decree asks that who gets a paper signs for it and has no form of its own for that; the columns are those of its book of incoming
 * documents that speak of handing over. Who opened it here has signed in for it, so his moment stands where the pen would.
 * @legal ND-30-2020 Điều 23; Phụ lục IV, mục VI
 */
export const handOverColumns: readonly RegisterColumn<HandOverLine>[] = [
  { title: 'Ngày chuyển', share: 1.5, cell: (line) => formatInstant(line.handedAt) },
  numberColumn,
  { title: 'Số, ký hiệu văn bản', share: 1.6, cell: codeOf },
  { title: 'Tên loại và trích yếu nội dung văn bản', share: 4, cell: subjectCell },
  {
    title: 'Đơn vị hoặc người nhận',
    share: 2.4,
    cell: (line) => `${line.receiver} (${routingPartNames[line.part].toLowerCase()})`,
  },
  {
    title: 'Ký nhận',
    share: 1.8,
    cell: (line) => (line.openedAt === null ? '' : `Nhận trên hệ thống ${formatInstant(line.openedAt)}`),
  },
  { title: 'Ghi chú', share: 1, cell: secretNote },
]
