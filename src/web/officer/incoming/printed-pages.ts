import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate, type Temporal } from '#kernel/time.ts'
import { hasRole } from '#modules/identity/domain/index.ts'
import { findDocumentType, writtenCode } from '#modules/official-documents/domain/index.ts'
import {
  incomingForOfficer,
  listBooks,
  listDocumentWork,
  listRegisterLines,
  type RegisterLine,
} from '#modules/official-documents/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { type Answer, download, notFound, type PageRequest, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { askedPeriod } from '../../report-period.ts'
import { officerOf } from '../officer-of.ts'
import { incomingPath } from './incoming-address.ts'

/** A printed book longer than this is several volumes: choose a shorter period. */
const mostPrinted = 2_000

const day = (at: Temporal.Instant | null): string => (at === null ? '' : formatDate(localDate(at)))
const codeOf = (line: RegisterLine): string => writtenCode({ number: line.codeNumber, notation: line.codeNotation })
const typeOf = (line: RegisterLine): string => findDocumentType(line.typeCode)?.name ?? ''
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ')

type Column = { readonly title: string; readonly share: number; readonly cell: (line: RegisterLine) => string }
const column = (title: string, share: number, cell: Column['cell'] = () => ''): Column => ({ title, share, cell })

/** @legal ND-30-2020 Phụ lục IV, mục VI */
const registerColumns = (t: Messages): readonly Column[] => {
  const { printed } = t.incoming
  return [
    column(printed.arrivedOn, 1.3, (line) => day(line.arrivedAt)),
    column(printed.number, 0.8, (line) => String(line.number)),
    column(printed.author, 2, (line) => line.authorName),
    column(printed.code, 1.6, codeOf),
    column(printed.documentDate, 1.3, (line) => (line.documentDate === null ? '' : formatDate(line.documentDate))),
    column(printed.subject, 4, (line) => [typeOf(line), line.subject].filter((part) => part !== '').join(': ')),
    column(printed.receiver, 1.8, (line) => line.receivers),
    column(printed.routedOn, 1.3, (line) => day(line.routedAt)),
    column(printed.signature, 1),
    column(printed.note, 1.2, (line) => (line.secrecy > 0 ? (t.incoming.secrecies[line.secrecy] ?? '') : '')),
  ]
}

/** @legal ND-30-2020 Phụ lục IV, mục VIII */
const followColumns = (t: Messages): readonly Column[] => {
  const { printed } = t.incoming
  const states: Readonly<Record<string, string>> = t.incoming.states
  return [
    column(printed.number, 0.8, (line) => String(line.number)),
    column(printed.whole, 4, (line) =>
      joined(
        typeOf(line),
        codeOf(line),
        line.documentDate === null ? '' : formatDate(line.documentDate),
        line.authorName,
      ),
    ),
    column(printed.receiver, 2, (line) => line.receivers),
    column(printed.due, 1.3, (line) => day(line.dueAt)),
    column(printed.progress, 2, (line) => joined(states[line.state] ?? '', day(line.settledAt))),
    column(printed.answer, 1.6, (line) => line.answers),
    column(printed.note, 1.2),
  ]
}

const sendBook = async (
  request: PageRequest,
  form: {
    readonly heading: (t: Messages) => string
    readonly columns: (t: Messages) => readonly Column[]
    readonly file: string
  },
): Promise<Answer> => {
  const { database } = request.province
  const actor = officerOf(request)
  const { period, isWrong } = askedPeriod(request)
  const books = await listBooks(database, actor, localDate(request.now).year)
  const book = books.find((one) => one.id === request.params.bookId && one.direction === 'incoming')
  if (book === undefined || isWrong) return notFound
  const t = messages(request.locale)
  const lines = await listRegisterLines(database, actor, { registerId: book.id, ...period, limit: mostPrinted })
  const columns = form.columns(t)
  const heading = form.heading(t)
  const content = await compilePdf(
    'document-register',
    {
      agency: book.agencyName,
      ...(book.superior === '' ? {} : { parentAgency: book.superior }),
      heading,
      book: book.name,
      from: formatDate(period.from),
      to: formatDate(period.until),
      columns: columns.map(({ title, share }) => ({ title, share })),
      rows: lines.map((line) => columns.map(({ cell }) => cell(line))),
    },
    { title: `${heading}, ${formatDate(localDate(request.now))}`, createdAt: request.now },
  )
  return download({
    content,
    name: `${form.file}-${period.from}-${period.until}.pdf`,
    mediaType: 'application/pdf',
    inline: true,
  })
}

const forRegistry = {
  method: 'GET',
  access: { officer: ['clerk', 'leader'] },
  statementBudget: 2,
  rateLimit: 'file',
} as const

export const registerBookPdf: Route = {
  ...forRegistry,
  path: `${incomingPath}/so/:bookId/dang-ky.pdf`,
  handler: (request) =>
    sendBook(request, {
      heading: (t) => t.incoming.registerBookTitle,
      columns: registerColumns,
      file: 'so-dang-ky-van-ban-den',
    }),
}

export const followBookPdf: Route = {
  ...forRegistry,
  path: `${incomingPath}/so/:bookId/theo-doi.pdf`,
  handler: (request) =>
    sendBook(request, {
      heading: (t) => t.incoming.followBookTitle,
      columns: followColumns,
      file: 'so-theo-doi-giai-quyet',
    }),
}

/** The stamp of arrival, in its measure. @legal ND-30-2020 Phụ lục IV, mục V */
export const stampPdf: Route = {
  ...forRegistry,
  access: { officer: ['clerk'] },
  path: `${incomingPath}/:id/dau-den.pdf`,
  handler: async (request) => {
    const id = request.params.id ?? ''
    const actor = officerOf(request)
    const { database } = request.province
    const document = isUuid(id) ? await incomingForOfficer(database, actor, id, request.now) : null
    if (document === null || document.registerNumber === null || !hasRole(actor, 'clerk')) return notFound
    const work = await listDocumentWork(database, id)
    const code = writtenCode({ number: document.codeNumber, notation: document.codeNotation })
    const to = work.filter((line) => line.stepKey.startsWith('lead:')).map((line) => line.who)
    const number = String(document.registerNumber)
    const content = await compilePdf(
      'incoming-stamp',
      {
        agency: document.agencyName,
        number,
        date: day(document.registeredAt),
        ...(to.length === 0 ? {} : { to: to.slice(-1).join('') }),
        subject: [code, document.subject].filter((part) => part !== '').join(': '),
      },
      { title: `${messages(request.locale).incoming.stamp} ${number}`, createdAt: request.now },
    )
    return download({ content, name: `dau-den-${number}.pdf`, mediaType: 'application/pdf', inline: true })
  },
}
