import { formatDate, type Temporal } from '#kernel/time.ts'
import type { DocumentRegisterPage } from '#platform/pdf/incoming-pages.ts'
import { type CopyKind, copyKindNames } from './document-copy.ts'
import { findDocumentType } from './document-type.ts'
import { type DocumentState, writtenCode } from './official-document.ts'

/** A line of a book of outgoing documents. */
export type OutgoingLine = {
  readonly id: string
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

type Column<Line> = {
  readonly title: string
  readonly share: number
  /** Filled in with a pen. */
  readonly isByHand?: true
  readonly cell: (line: Line) => string
}

const day = (date: Temporal.PlainDate | null): string => (date === null ? '' : formatDate(date))
const joined = (separator: string, ...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(separator)

const secrecies = ['', 'Mật', 'Tối mật', 'Tuyệt mật'] as const
const ended: Partial<Readonly<Record<DocumentState, string>>> = { recalled: 'Đã thu hồi', replaced: 'Đã thay thế' }

/** @legal ND-30-2020 Phụ lục IV, mục I */
export const outgoingColumns: readonly Column<OutgoingLine>[] = [
  { title: 'Số, ký hiệu văn bản', share: 1.6, cell: ({ number, notation }) => writtenCode({ number, notation }) },
  { title: 'Ngày tháng văn bản', share: 1.2, cell: (line) => day(line.documentDate) },
  {
    title: 'Tên loại và trích yếu nội dung văn bản',
    share: 4,
    cell: (line) => joined(': ', findDocumentType(line.typeCode)?.name ?? '', line.subject),
  },
  { title: 'Người ký', share: 1.5, cell: (line) => line.signerName },
  { title: 'Nơi nhận văn bản', share: 2.4, cell: (line) => line.recipients },
  { title: 'Đơn vị, người nhận bản lưu', share: 1.4, cell: (line) => joined(', ', 'VT', line.draftingUnit) },
  { title: 'Số lượng bản', share: 0.8, cell: (line) => (line.copies === null ? '' : String(line.copies)) },
  { title: 'Ngày chuyển', share: 1.2, cell: (line) => day(line.sentOn) },
  { title: 'Ký nhận', share: 0.9, isByHand: true, cell: () => '' },
  {
    title: 'Ghi chú',
    share: 1.1,
    cell: (line) => joined(', ', secrecies[line.secrecy] ?? '', ended[line.state] ?? ''),
  },
]

/** No annex has a form for it; it says what the form of a copy says, and what was copied. @legal ND-30-2020 Phụ lục I, phần II */
export const copyColumns: readonly Column<CopyLine>[] = [
  { title: 'Số, ký hiệu bản sao', share: 1.3, cell: ({ number, notation }) => writtenCode({ number, notation }) },
  { title: 'Ngày sao', share: 1.2, cell: (line) => day(line.madeOn) },
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

type Book = { readonly agencyName: string; readonly superior: string; readonly name: string }
type Span = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate }

/** A book as it is printed, bound and kept. @legal ND-30-2020 Điều 16 */
export const printedBook = <Line>(
  book: Book,
  span: Span,
  form: { readonly heading: string; readonly columns: readonly Column<Line>[] },
  lines: readonly Line[],
): DocumentRegisterPage => ({
  agency: book.agencyName,
  ...(book.superior === '' ? {} : { parentAgency: book.superior }),
  heading: form.heading,
  book: book.name,
  from: formatDate(span.from),
  to: formatDate(span.until),
  columns: form.columns.map(({ title, share }) => ({ title, share })),
  rows: lines.map((line) => form.columns.map(({ cell }) => cell(line))),
})
