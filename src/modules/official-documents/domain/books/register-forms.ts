import { z } from 'zod'
import { formatDate, type Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { DocumentRegisterPage } from '#platform/pdf/incoming-pages.ts'
import { type CopyKind, copyKindNames } from '../document-copy.ts'
import { findDocumentType } from '../document-type.ts'
import { type DocumentState, writtenCode } from '../official-document.ts'

/** A line of a book of outgoing documents. */
export type OutgoingLine = {
  readonly id: string
  readonly documentId: string
  readonly year: number
  readonly number: number
  readonly notation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly typeCode: string
  readonly subject: string
  readonly signerName: string
  readonly recipients: string
  readonly draftingUnit: string
  readonly copies: number | null
  readonly state: DocumentState
  readonly secrecy: number
  readonly sentOn: Temporal.PlainDate | null
  /** A number without its document: it waits for the seal, or was given up for a reason. */
  readonly hold: 'held' | 'voided' | null
  readonly reason: string
}

/** A line of the book of certified copies. */
export type CopyLine = {
  readonly id: string
  readonly documentId: string
  readonly year: number
  readonly number: number
  readonly notation: string
  readonly madeOn: Temporal.PlainDate
  readonly kind: CopyKind
  readonly source: 'paper' | 'electronic'
  readonly target: 'paper' | 'electronic'
  readonly typeCode: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly authorName: string
  readonly subject: string
  readonly signerName: string
  readonly recipients: string
  readonly copies: number
  readonly attachmentId: string
}

/** The forms in which a book is shown, printed and closed. */
export const RegisterForm = z.enum(['register', 'follow', 'hand-over', 'post', 'use'])
export type RegisterForm = z.infer<typeof RegisterForm>

/** Which forms a book has; the first is the usual one. @legal ND-30-2020 Phụ lục IV */
export const formsOfBook = {
  incoming: ['register', 'follow', 'hand-over'],
  outgoing: ['register', 'post', 'use'],
  copy: ['register'],
} as const satisfies Readonly<Record<string, readonly RegisterForm[]>>

/** A line of the post book: one receiver of a document, who got it by post. */
export type PostLine = {
  readonly id: string
  readonly documentId: string
  readonly year: number
  readonly number: number
  readonly notation: string
  readonly sentOn: Temporal.PlainDate
  readonly receiver: string
  readonly address: string
  readonly envelopes: number
  readonly tracking: string
  readonly state: string
  readonly secrecy: number
  readonly note: string
}

/** A line of the book of use of kept copies: one time that somebody was given it. */
export type KeptCopyLine = {
  readonly id: string
  readonly documentId: string
  readonly year: number
  readonly number: number
  readonly notation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly typeCode: string
  readonly subject: string
  readonly secrecy: number
  readonly fileNotation: string
  readonly userName: string
  readonly userUnit: string
  readonly lentOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate | null
  readonly returnedOn: Temporal.PlainDate | null
  readonly permittedName: string
  readonly permittedTitle: string
  readonly note: string
}

export type RegisterColumn<Line> = {
  readonly title: string
  readonly share: number
  /** Filled in with a pen. */
  readonly isByHand?: true
  readonly cell: (line: Line) => string
}

export const writtenDay = (date: Temporal.PlainDate | null): string => (date === null ? '' : formatDate(date))
export const joined = (separator: string, ...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(separator)

export const secrecyNames = ['', 'Mật', 'Tối mật', 'Tuyệt mật'] as const
/** `Công văn: V/v …`; a subject that begins with its type says it once. */
export const typeAndSubject = (typeCode: string, subject: string): string => {
  const type = findDocumentType(typeCode)?.name ?? ''
  return fold(subject).startsWith(fold(type)) ? subject : joined(': ', type, subject)
}

const ended: Partial<Readonly<Record<DocumentState, string>>> = { recalled: 'Đã thu hồi', replaced: 'Đã thay thế' }

const holds = { held: 'Đang giữ số, chờ đóng dấu', voided: 'Số không sử dụng' } as const

/** @legal ND-30-2020 Phụ lục IV, mục I */
export const outgoingColumns: readonly RegisterColumn<OutgoingLine>[] = [
  { title: 'Số, ký hiệu văn bản', share: 1.6, cell: ({ number, notation }) => writtenCode({ number, notation }) },
  { title: 'Ngày tháng văn bản', share: 1.2, cell: (line) => writtenDay(line.documentDate) },
  {
    title: 'Tên loại và trích yếu nội dung văn bản',
    share: 4,
    cell: (line) => typeAndSubject(line.typeCode, line.subject),
  },
  { title: 'Người ký', share: 1.5, cell: (line) => line.signerName },
  { title: 'Nơi nhận văn bản', share: 2.4, cell: (line) => line.recipients },
  { title: 'Đơn vị, người nhận bản lưu', share: 1.4, cell: (line) => joined(', ', 'VT', line.draftingUnit) },
  { title: 'Số lượng bản', share: 0.8, cell: (line) => (line.copies === null ? '' : String(line.copies)) },
  { title: 'Ngày chuyển', share: 1.2, cell: (line) => writtenDay(line.sentOn) },
  { title: 'Ký nhận', share: 0.9, isByHand: true, cell: () => '' },
  {
    title: 'Ghi chú',
    share: 1.1,
    cell: (line) =>
      line.hold === null
        ? joined(', ', secrecyNames[line.secrecy] ?? '', ended[line.state] ?? '')
        : joined(': ', holds[line.hold], line.reason),
  },
]

/** @legal ND-30-2020 Phụ lục IV, mục III */
export const postColumns: readonly RegisterColumn<PostLine>[] = [
  { title: 'Ngày chuyển', share: 1.2, cell: (line) => writtenDay(line.sentOn) },
  { title: 'Số, ký hiệu văn bản', share: 1.6, cell: ({ number, notation }) => writtenCode({ number, notation }) },
  { title: 'Nơi nhận văn bản', share: 4, cell: (line) => joined(', ', line.receiver, line.address) },
  { title: 'Số lượng bì', share: 0.9, cell: (line) => String(line.envelopes) },
  { title: 'Ký nhận và dấu bưu điện', share: 2, isByHand: true, cell: () => '' },
  {
    title: 'Ghi chú',
    share: 2,
    cell: (line) =>
      joined(
        ', ',
        secrecyNames[line.secrecy] ?? '',
        line.tracking === '' ? '' : `Số hiệu bưu gửi ${line.tracking}`,
        line.state === 'refused' ? 'Bị trả lại' : '',
        line.note,
      ),
  },
]

/** @legal ND-30-2020 Phụ lục IV, mục IV */
export const keptCopyColumns: readonly RegisterColumn<KeptCopyLine>[] = [
  { title: 'Ngày tháng', share: 1.2, cell: (line) => writtenDay(line.lentOn) },
  { title: 'Họ tên người sử dụng', share: 2, cell: (line) => joined(', ', line.userName, line.userUnit) },
  {
    title: 'Số, ký hiệu ngày tháng văn bản',
    share: 1.8,
    cell: ({ number, notation, documentDate }) =>
      joined(' ngày ', writtenCode({ number, notation }), writtenDay(documentDate)),
  },
  {
    title: 'Tên loại và trích yếu nội dung văn bản',
    share: 3.6,
    cell: (line) => typeAndSubject(line.typeCode, line.subject),
  },
  { title: 'Số và ký hiệu HS', share: 1.3, cell: (line) => line.fileNotation },
  { title: 'Ký nhận', share: 0.9, isByHand: true, cell: () => '' },
  { title: 'Ngày trả', share: 1.2, cell: (line) => writtenDay(line.returnedOn) },
  {
    title: 'Người cho phép sử dụng',
    share: 2,
    cell: (line) => joined(', ', line.permittedName, line.permittedTitle),
  },
  {
    title: 'Ghi chú',
    share: 1.4,
    cell: (line) =>
      joined(
        ', ',
        secrecyNames[line.secrecy] ?? '',
        line.dueOn === null || line.returnedOn !== null ? '' : `Hẹn trả ${writtenDay(line.dueOn)}`,
        line.note,
      ),
  },
]

/** No annex has a form for it; it says what the form of a copy says, and what was copied. @legal ND-30-2020 Phụ lục I, phần II */
export const copyColumns: readonly RegisterColumn<CopyLine>[] = [
  { title: 'Số, ký hiệu bản sao', share: 1.3, cell: ({ number, notation }) => writtenCode({ number, notation }) },
  { title: 'Ngày sao', share: 1.2, cell: (line) => writtenDay(line.madeOn) },
  { title: 'Hình thức sao', share: 1.2, cell: (line) => copyKindNames[line.kind] },
  {
    title: 'Văn bản được sao',
    share: 4.5,
    cell: (line) =>
      joined(
        ', ',
        joined(
          ' ',
          findDocumentType(line.typeCode)?.name ?? '',
          writtenCode({ number: line.codeNumber, notation: line.codeNotation }),
        ),
        line.authorName,
        line.subject,
      ),
  },
  { title: 'Sang định dạng', share: 1.1, cell: (line) => (line.target === 'paper' ? 'Giấy' : 'Điện tử') },
  { title: 'Người ký', share: 1.6, cell: (line) => line.signerName },
  { title: 'Nơi nhận', share: 2.2, cell: (line) => line.recipients },
  { title: 'Số lượng bản', share: 0.8, cell: (line) => String(line.copies) },
  { title: 'Ký nhận', share: 1, isByHand: true, cell: () => '' },
]

/** A book, or a part of it, as it is shown and printed: a cell for each column. */
export type BookPage = {
  readonly heading: string
  readonly columns: readonly { readonly title: string; readonly share: number; readonly isByHand: boolean }[]
  readonly lines: readonly BookPageLine[]
}

export type BookPageLine = {
  readonly id: string
  readonly documentId: string
  readonly year: number
  readonly number: number
  readonly cells: readonly string[]
}

type Line = Omit<BookPageLine, 'cells'>

export const bookPage = <Kept extends Line>(
  heading: string,
  columns: readonly RegisterColumn<Kept>[],
  lines: readonly Kept[],
): BookPage => ({
  heading,
  columns: columns.map(({ title, share, isByHand }) => ({ title, share, isByHand: isByHand === true })),
  lines: lines.map((line) => ({
    id: line.id,
    documentId: line.documentId,
    year: line.year,
    number: line.number,
    cells: columns.map(({ cell }) => cell(line)),
  })),
})

type Book = { readonly agencyName: string; readonly superior: string; readonly name: string }
type Span = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate }

/** A book as it is printed, bound and kept. @legal ND-30-2020 Điều 16, Điều 22 */
export const printedBook = (book: Book, span: Span, { heading, columns, lines }: BookPage): DocumentRegisterPage => ({
  agency: book.agencyName,
  ...(book.superior === '' ? {} : { parentAgency: book.superior }),
  heading,
  book: book.name,
  from: formatDate(span.from),
  to: formatDate(span.until),
  columns: columns.map(({ title, share }) => ({ title, share })),
  rows: lines.map(({ cells }) => cells),
})
