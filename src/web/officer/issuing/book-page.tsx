import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate, Temporal } from '#kernel/time.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { postFor } from '#modules/identity/domain/index.ts'
import { copyColumns, documentTypes, outgoingColumns } from '#modules/official-documents/domain/index.ts'
import {
  closeRegister,
  listBooks,
  listCopyLines,
  listOutgoingLines,
  listRegisterPrints,
  printRegister,
  type RegisterBook,
} from '#modules/official-documents/index.ts'
import { findKeyInHand } from '#modules/signatures/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  download,
  type FormBody,
  fieldOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import {
  type BookRowView,
  OutgoingBookPage,
  type OutgoingBookView,
} from '#web/ui/views/officer/issuing/outgoing-book.tsx'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { addressWith } from '../../report-period.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath, outgoingPath } from '../outgoing/outgoing-paths.ts'
import { confirmationFields, confirmationOf } from '../signing/confirmation.ts'
import { bookPath, copyPath } from './issuing-paths.ts'

const names = { book: 'so', year: 'nam', month: 'thang', type: 'loai', after: 'sau' } as const
const pageLength = 100
/** Books are shown so many years back. */
const yearsShown = 10

type Asked = {
  readonly book: RegisterBook
  readonly books: readonly RegisterBook[]
  readonly year: number
  readonly month: number | null
  readonly typeCode: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
}

const readAsked = async (request: PageRequest, fields: FormBody): Promise<Asked | null> => {
  const today = localDate(request.now)
  const actor = officerOf(request)
  const all = await listBooks(request.province.database, actor, today.year)
  const books = all.filter((book) => book.direction !== 'incoming')
  const wanted = fieldOf(fields, names.book)
  const book =
    wanted === ''
      ? (books.find((one) => one.direction === 'outgoing') ?? books[0])
      : books.find((one) => one.id === wanted)
  if (book === undefined) return null
  const given = Number(fieldOf(fields, names.year))
  const year = Number.isInteger(given) && given > 2000 && given <= today.year ? given : today.year
  const asked = fieldOf(fields, names.month)
  const isFresh = fieldOf(fields, names.year) === '' && asked === ''
  const month = isFresh ? today.month : /^(?:[1-9]|1[0-2])$/.test(asked) ? Number(asked) : null
  const from = Temporal.PlainDate.from({ year, month: month ?? 1, day: 1 })
  const until = from.add(month === null ? { years: 1 } : { months: 1 }).subtract({ days: 1 })
  const type = fieldOf(fields, names.type)
  return {
    book,
    books,
    year,
    month,
    typeCode: documentTypes.some(({ code }) => code === type) ? type : '',
    from,
    until,
  }
}

const fieldsOf = ({ book, year, month, typeCode }: Asked): Readonly<Record<string, string>> => ({
  [names.book]: book.id,
  [names.year]: String(year),
  [names.month]: month === null ? '' : String(month),
  [names.type]: typeCode,
})

const placeOf = (text: string) => {
  const [, year, number] = /^(\d{4})-(\d{1,9})$/.exec(text) ?? []
  return year === undefined || number === undefined ? null : { year: Number(year), number: Number(number) }
}

type Lines = { readonly heads: readonly string[]; readonly rows: readonly BookRowView[]; readonly last: string | null }

const linesOf = async (request: PageRequest, asked: Asked): Promise<Lines> => {
  const { database } = request.province
  const actor = officerOf(request)
  const after = placeOf(fieldOf(request.query, names.after))
  const question = { ...asked, registerId: asked.book.id, after, limit: pageLength + 1 }
  const shown = <Line extends { readonly id: string; readonly year: number; readonly number: number }>(
    lines: readonly Line[],
    columns: readonly { readonly title: string; readonly isByHand?: true; readonly cell: (line: Line) => string }[],
    hrefOf: (line: Line) => string,
  ): Lines => {
    const rows = lines.slice(0, pageLength)
    const last = rows.at(-1)
    // What a pen fills in on paper is not a column of the page.
    const kept = columns.filter(({ isByHand }) => isByHand !== true)
    return {
      heads: kept.map(({ title }) => title),
      rows: rows.map((line) => ({ id: line.id, href: hrefOf(line), cells: kept.map(({ cell }) => cell(line)) })),
      last: lines.length > pageLength && last !== undefined ? `${last.year}-${last.number}` : null,
    }
  }
  return asked.book.direction === 'copy'
    ? shown(await listCopyLines(database, actor, question), copyColumns, (line) => copyPath(line.documentId))
    : shown(await listOutgoingLines(database, actor, question), outgoingColumns, (line) => documentPath(line.id))
}

const choicesOf = (request: PageRequest, asked: Asked) => {
  const words = messages(request.locale).issuing
  const thisYear = localDate(request.now).year
  const several = new Set(asked.books.map((book) => book.agencyId)).size > 1
  return {
    book: {
      name: names.book,
      value: asked.book.id,
      options: asked.books.map((book) => ({
        value: book.id,
        text: several ? `${book.name} (${book.agencyName})` : book.name,
      })),
    },
    year: {
      name: names.year,
      value: String(asked.year),
      options: Array.from({ length: yearsShown }, (_, at) => String(thisYear - at)).map((value) => ({
        value,
        text: value,
      })),
    },
    month: {
      name: names.month,
      value: asked.month === null ? '' : String(asked.month),
      options: Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), text: words.monthName(at + 1) })),
    },
    type: {
      name: names.type,
      value: asked.typeCode,
      options: documentTypes.map(({ code, name }) => ({ value: code, text: name })),
    },
  }
}

const show = async (
  request: PageRequest,
  fields: FormBody,
  failed?: { status: number; text: string },
): Promise<Answer> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const { database } = request.province
  const asked = await readAsked(request, fields)
  if (asked === null) return notFound
  const isClerk = postFor(actor, 'clerk', asked.book.agencyId) !== undefined
  const isOver = Temporal.PlainDate.compare(asked.until, localDate(request.now)) < 0
  const [lines, prints, key] = await Promise.all([
    linesOf(request, asked),
    listRegisterPrints(database, actor, asked.book.id),
    isClerk && isOver ? findKeyInHand(database, { kind: 'agency', id: asked.book.agencyId }, request.now) : null,
  ])
  const own = fieldsOf(asked)
  const view: OutgoingBookView = {
    back: { href: outgoingPath, text: t.outgoing.title },
    action: bookPath,
    problem: failed?.text,
    ...choicesOf(request, asked),
    heads: lines.heads,
    rows: lines.rows,
    pages: {
      ...(lines.last === null ? {} : { nextHref: addressWith(bookPath, { ...own, [names.after]: lines.last }) }),
      ...(fieldOf(request.query, names.after) === '' ? {} : { previousHref: addressWith(bookPath, own) }),
    },
    printHref: addressWith(`${bookPath}/in.pdf`, own),
    close:
      isClerk && isOver && asked.typeCode === ''
        ? {
            text: t.issuing.close,
            target: { action: `${bookPath}/chot`, csrf: request.csrfToken, hidden: own },
            explains: t.issuing.closeExplains,
            fields: confirmationFields(t, key),
          }
        : undefined,
    prints: prints.map((print) => ({
      href: `${bookPath}/${asked.book.id}/ban-chot/${print.id}`,
      text: t.issuing.printOf(formatDate(print.fromDay), formatDate(print.untilDay), print.lines, print.madeBy),
    })),
  }
  return page(officerDocument(request, { title: t.issuing.bookTitle }, <OutgoingBookPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

const forRegistry = { method: 'GET', access: { officer: ['clerk', 'leader'] } } as const

const bookPage: Route = {
  ...forRegistry,
  path: bookPath,
  statementBudget: 4,
  handler: (request) => show(request, request.query),
}

const printPdf: Route = {
  ...forRegistry,
  path: `${bookPath}/in.pdf`,
  statementBudget: 3,
  rateLimit: 'file',
  handler: async (request) => {
    const asked = await readAsked(request, request.query)
    if (asked === null) return notFound
    const printed = await printRegister(request.deps.dossiers(request.province), officerOf(request), {
      registerId: asked.book.id,
      from: asked.from.toString(),
      until: asked.until.toString(),
      typeCode: asked.typeCode,
    })
    if (!printed.ok) {
      const { status, text } = answerOutgoingRefusal(messages(request.locale), printed.refusal)
      return show(request, request.query, { status, text })
    }
    return download({
      content: printed.value.form.pdf,
      name: `so-${asked.book.key}-${asked.from}-${asked.until}.pdf`,
      mediaType: 'application/pdf',
      inline: true,
    })
  },
}

const closeAct: Route = {
  method: 'POST',
  path: `${bookPath}/chot`,
  access: { officer: ['clerk'] },
  handler: async (request) => {
    const asked = await readAsked(request, request.form)
    if (asked === null) return notFound
    const t = messages(request.locale)
    const closed = await closeRegister(request.deps.dossiers(request.province), request.actor, {
      registerId: asked.book.id,
      from: asked.from.toString(),
      until: asked.until.toString(),
      confirmation: confirmationOf(request.form),
    })
    if (!closed.ok) {
      const { status, text } = answerOutgoingRefusal(t, closed.refusal)
      return show(request, request.form, { status, text })
    }
    return redirect(addressWith(bookPath, fieldsOf(asked)), { notice: { kind: 'done', text: t.issuing.closed } })
  },
}

const printFile: Route = {
  ...forRegistry,
  path: `${bookPath}/:bookId/ban-chot/:printId`,
  statementBudget: 2,
  rateLimit: 'file',
  handler: async (request) => {
    const { bookId = '', printId = '' } = request.params
    if (!isUuid(bookId) || !isUuid(printId)) return notFound
    const { database } = request.province
    const prints = await listRegisterPrints(database, officerOf(request), bookId)
    const print = prints.find((one) => one.id === printId)
    const file = print === undefined ? null : await findAttachment(database, print.attachmentId)
    if (file === null) return notFound
    const content = request.deps.files(request.province).stream(file.sha256)
    return download({ content, name: file.name, mediaType: file.mediaType, sizeBytes: file.sizeBytes, inline: true })
  },
}

export const bookRoutes: readonly Route[] = [bookPage, printPdf, closeAct, printFile]
