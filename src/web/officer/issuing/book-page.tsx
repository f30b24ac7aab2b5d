import { isUuid, newId } from '#kernel/ids.ts'
import { formatDate, localDate, Temporal } from '#kernel/time.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { postFor } from '#modules/identity/domain/index.ts'
import { documentTypes, formsOfBook, type RegisterForm } from '#modules/official-documents/domain/index.ts'
import {
  closeRegister,
  listBooks,
  listRegisterPrints,
  printRegister,
  type RegisterBook,
  readBook,
} from '#modules/official-documents/index.ts'
import { findKeyInHand } from '#modules/signatures/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  download,
  type FormBody,
  fieldOf,
  keyOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import {
  type BookRowView,
  RegisterBookPage,
  type RegisterBookView,
} from '#web/ui/views/officer/issuing/register-book.tsx'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { addressWith } from '../../report-period.ts'
import { documentPath as incomingDocumentPath, incomingPath } from '../incoming/incoming-address.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath, outgoingPath } from '../outgoing/outgoing-paths.ts'
import { confirmationFields, confirmationOf } from '../signing/confirmation.ts'
import { bookPath, copyPath, keptCopiesPath } from './issuing-paths.ts'

const names = { book: 'so', form: 'mau', year: 'nam', month: 'thang', type: 'loai', after: 'sau' } as const
const pageLength = 100
/** Books are shown so many years back. */
const yearsShown = 10

/** As addresses call the forms of a book. */
const formWords = {
  register: 'dang-ky',
  follow: 'theo-doi',
  'hand-over': 'chuyen-giao',
  post: 'buu-dien',
  use: 'ban-luu',
} as const satisfies Record<RegisterForm, string>

type Asked = {
  readonly book: RegisterBook
  readonly form: RegisterForm
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
  const books = await listBooks(request.province.database, actor, today.year)
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
  const forms: readonly RegisterForm[] = formsOfBook[book.direction]
  const form = forms.find((one) => formWords[one] === fieldOf(fields, names.form)) ?? 'register'
  return {
    book,
    form,
    books,
    year,
    month,
    typeCode: documentTypes.some(({ code }) => code === type) ? type : '',
    from,
    until,
  }
}

const fieldsOf = ({ book, form, year, month, typeCode }: Asked): Readonly<Record<string, string>> => ({
  [names.book]: book.id,
  [names.form]: form === 'register' ? '' : formWords[form],
  [names.year]: String(year),
  [names.month]: month === null ? '' : String(month),
  [names.type]: typeCode,
})

const placeOf = (text: string) => {
  const [, year, number, id] = /^(\d{4})_(\d{1,9})_(.{36})$/.exec(text) ?? []
  return id === undefined || !isUuid(id) ? null : { year: Number(year), number: Number(number), id }
}

type Lines = { readonly heads: readonly string[]; readonly rows: readonly BookRowView[]; readonly last: string | null }

const linesOf = async (request: PageRequest, asked: Asked): Promise<Lines & { readonly heading: string }> => {
  const after = placeOf(fieldOf(request.query, names.after))
  const question = { ...asked, registerId: asked.book.id, after, limit: pageLength + 1 }
  const book = await readBook(request.province.database, officerOf(request), asked.book, question)
  const lines = book.lines.slice(0, pageLength)
  const last = lines.at(-1)
  const hrefOf =
    asked.book.direction === 'copy'
      ? copyPath
      : asked.book.direction === 'incoming'
        ? incomingDocumentPath
        : documentPath
  // What a pen fills in on paper is not a column of the page.
  const kept = book.columns.flatMap(({ isByHand }, at) => (isByHand ? [] : [at]))
  return {
    heading: book.heading,
    heads: kept.map((at) => book.columns[at]?.title ?? ''),
    rows: lines.map((line) => ({
      id: line.id,
      href: hrefOf(line.documentId),
      cells: kept.map((at) => line.cells[at] ?? ''),
    })),
    last: book.lines.length > pageLength && last !== undefined ? `${last.year}_${last.number}_${last.id}` : null,
  }
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
    form:
      formsOfBook[asked.book.direction].length > 1
        ? {
            name: names.form,
            value: formWords[asked.form],
            options: formsOfBook[asked.book.direction].map((form) => ({
              value: formWords[form],
              text: words.forms[form],
            })),
          }
        : undefined,
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
  const view: RegisterBookView = {
    back:
      asked.book.direction === 'incoming'
        ? { href: incomingPath, text: t.incoming.title }
        : { href: outgoingPath, text: t.outgoing.title },
    heading: lines.heading,
    action: bookPath,
    problem: failed?.text,
    ...choicesOf(request, asked),
    heads: lines.heads,
    rows: lines.rows,
    pages: {
      ...(lines.last === null ? {} : { nextHref: addressWith(bookPath, { ...own, [names.after]: lines.last }) }),
      ...(fieldOf(request.query, names.after) === '' ? {} : { previousHref: addressWith(bookPath, own) }),
    },
    more: asked.form === 'use' ? { href: keptCopiesPath, text: t.issuing.keptCopies } : undefined,
    printHref: addressWith(`${bookPath}/in.pdf`, own),
    close:
      isClerk && isOver && asked.typeCode === ''
        ? {
            text: t.issuing.close,
            target: { action: `${bookPath}/chot`, csrf: request.csrfToken, key: newId(), hidden: own },
            explains: t.issuing.closeExplains,
            fields: confirmationFields(t, key),
          }
        : undefined,
    prints: prints.map((print) => ({
      href: `${bookPath}/${asked.book.id}/ban-chot/${print.id}`,
      text: t.issuing.printOf({
        form: print.form === 'register' ? '' : t.issuing.forms[print.form],
        from: formatDate(print.fromDay),
        until: formatDate(print.untilDay),
        lines: print.lines,
        by: print.madeBy,
      }),
    })),
  }
  return page(officerDocument(request, { title: lines.heading }, <RegisterBookPage t={t} view={view} />), {
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
      form: asked.form,
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
      name: `so-${asked.book.key}-${formWords[asked.form]}-${asked.from}-${asked.until}.pdf`,
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
      form: asked.form,
      from: asked.from.toString(),
      until: asked.until.toString(),
      confirmation: confirmationOf(request.form),
      key: keyOf(request.form),
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
