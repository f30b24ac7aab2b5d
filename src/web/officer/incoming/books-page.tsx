import { formatDate, localDate, type Temporal } from '#kernel/time.ts'
import { documentTypes } from '#modules/official-documents/domain/index.ts'
import {
  EndBook,
  endBook,
  listBooks,
  OpenBook,
  openBook,
  type RegisterBook,
} from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, fieldsOf, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { BooksPage, type BooksView } from '#web/ui/views/officer/incoming/books.tsx'
import { answerDocumentRefusal } from '../../refusals/document-refusals.ts'
import { addressWith } from '../../report-period.ts'
import { bookPath } from '../issuing/issuing-paths.ts'
import { officerOf } from '../officer-of.ts'
import { incomingPath } from './incoming-address.ts'

export const booksPath = `${incomingPath}/so`
const names = { agency: 'co-quan', name: 'ten', direction: 'dung-cho', types: 'loai', secret: 'mat' } as const
const endPath = `${booksPath}/dong`
const endNames = { book: 'so', agency: 'co-quan' } as const
const directions = ['incoming', 'outgoing', 'copy'] as const

/** From when a book counts or counts no more, where that is not simply now. */
const spanOf = (t: Messages, { openedOn, closedOn }: RegisterBook, today: Temporal.PlainDate): string | undefined => {
  if (closedOn !== null) return t.incoming.bookUntil(formatDate(closedOn))
  return openedOn.toString() > today.toString() ? t.incoming.bookFrom(formatDate(openedOn)) : undefined
}

const endOf = (request: PageRequest, book: RegisterBook): BooksView['books'][number]['end'] => ({
  target: { action: endPath, csrf: request.csrfToken },
  hidden: [
    { name: endNames.book, value: book.id },
    { name: endNames.agency, value: book.agencyId },
  ],
})

const show = async (request: PageRequest, problem?: string): Promise<Answer> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const today = localDate(request.now)
  const books = await listBooks(request.province.database, actor, today.year)
  const agencies = new Map(
    actor.posts.filter((post) => post.role === 'clerk').map((post) => [post.agencyId, post.agencyName]),
  )
  const typed = (name: string) => fieldOf(request.form, name)
  const view: BooksView = {
    back: { href: incomingPath, text: t.incoming.title },
    books: books.map((book) => ({
      id: book.id,
      name: book.name,
      agency: book.agencyName,
      use: t.incoming.bookDirections[book.direction],
      types: book.typeCodes.length === 0 ? t.incoming.allTypes : book.typeCodes.join(', '),
      isSecret: book.isSecret,
      lines: t.incoming.bookLines(book.lines),
      href: addressWith(bookPath, { so: book.id }),
      span: spanOf(t, book, today),
      end: book.closedOn === null && agencies.has(book.agencyId) ? endOf(request, book) : undefined,
    })),
    open:
      agencies.size === 0
        ? undefined
        : {
            target: { action: booksPath, csrf: request.csrfToken },
            problem,
            isOpen: problem !== undefined || books.length === 0,
            agency: {
              name: names.agency,
              options: [...agencies].map(([value, text]) => ({ value, text })),
              value: typed(names.agency),
            },
            name: { name: names.name, value: typed(names.name) },
            direction: {
              name: names.direction,
              options: directions.map((value) => ({ value, text: t.incoming.bookDirections[value] })),
              value: typed(names.direction) === '' ? 'incoming' : typed(names.direction),
            },
            types: {
              name: names.types,
              options: documentTypes.map((one) => ({ value: one.code, text: one.name })),
              values: fieldsOf(request.form, names.types),
            },
            secret: { name: names.secret, checked: typed(names.secret) !== '' },
          },
  }
  return page(officerDocument(request, { title: t.incoming.booksTitle }, <BooksPage t={t} view={view} />), {
    status: problem === undefined ? 200 : 422,
  })
}

export const booksPage: Route = {
  method: 'GET',
  path: booksPath,
  access: { officer: ['clerk', 'leader'] },
  statementBudget: 1,
  handler: (request) => show(request),
}

export const openBookAct: Route = {
  method: 'POST',
  path: booksPath,
  access: { officer: ['clerk'] },
  handler: async (request) => {
    const t = messages(request.locale)
    const { form } = request
    const command = OpenBook.safeParse({
      agencyId: fieldOf(form, names.agency),
      direction: fieldOf(form, names.direction),
      name: fieldOf(form, names.name),
      typeCodes: fieldsOf(form, names.types).filter((code) => documentTypes.some((one) => one.code === code)),
      isSecret: fieldOf(form, names.secret) !== '',
    })
    if (!command.success) return show(request, t.incoming.refusals.registerKeyTaken)
    const result = await openBook(request.deps.dossiers(request.province), request.actor, command.data)
    if (!result.ok) return show(request, answerDocumentRefusal(t, result.refusal).text)
    const text = t.incoming.bookOpened(formatDate(result.value.on))
    return redirect(booksPath, { notice: { kind: 'done', text } })
  },
}

export const endBookAct: Route = {
  method: 'POST',
  path: endPath,
  access: { officer: ['clerk'] },
  handler: async (request) => {
    const t = messages(request.locale)
    const command = EndBook.safeParse({
      registerId: fieldOf(request.form, endNames.book),
      agencyId: fieldOf(request.form, endNames.agency),
    })
    if (!command.success) return show(request, t.incoming.refusals.notFound)
    const result = await endBook(request.deps.dossiers(request.province), request.actor, command.data)
    if (!result.ok) return show(request, answerDocumentRefusal(t, result.refusal).text)
    const text = t.incoming.bookClosed(formatDate(result.value.on))
    return redirect(booksPath, { notice: { kind: 'done', text } })
  },
}
