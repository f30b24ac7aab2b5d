import { unreachable } from '#kernel/result.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { ProcedureCode } from '#modules/procedures/domain/index.ts'
import {
  addEverydayWord,
  changeEverydayWord,
  type EverydayWordRefusal,
  type EverydayWordView as EverydayWordRow,
  listEverydayWords,
  RemoveEverydayWord,
  removeEverydayWord,
  searchProcedures,
} from '#modules/procedures/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { EverydayWordsPage, type EverydayWordsView } from '#web/ui/views/admin/everyday-words.tsx'
import { officerDocument } from '../http/frames/officer-frame.tsx'
import {
  type Answer,
  fieldOf,
  forbidden,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '../http/route.ts'
import { administrators } from './administrators.ts'

const path = '/quan-tri/tu-thuong-dung'
const names = { phrase: 'cach-goi', means: 'nghia', code: 'ma-thu-tuc' } as const
const asks = { query: 'q', after: 'sau', change: 'sua', trial: 'thu' } as const
const wordsOnPage = 50
const hitsTried = 5

const addressOf = (request: PageRequest, other: Readonly<Record<string, string>>): string => {
  const kept = Object.values(asks).map((name) => [name, other[name] ?? fieldOf(request.query, name)] as const)
  const query = new URLSearchParams(kept.filter(([, value]) => value !== '').map(([name, value]) => [name, value]))
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

/** The list as it is filtered, behind a deed on it. */
const deedAddress = (request: PageRequest, deed: string): string => {
  const [, query] = addressOf(request, { [asks.change]: '' }).split('?')
  return query === undefined ? `${path}${deed}` : `${path}${deed}?${query}`
}

type Typed = { readonly phrase: string; readonly means: string; readonly code: string }

/** A word as it was typed, of a known one with its id, and what is wrong with it. */
type Shown = { readonly id: string | null; readonly typed: Typed; readonly errors: readonly FieldErrorView[] }

const nothing: Typed = { phrase: '', means: '', code: '' }

const typedOf = (row: EverydayWordRow): Typed => ({
  phrase: row.term,
  means: row.expansion,
  code: row.procedureCode ?? '',
})

const shownFirst = (request: PageRequest, rows: readonly EverydayWordRow[]): Shown => {
  const asked = rows.find((row) => row.id === fieldOf(request.query, asks.change))
  return asked === undefined
    ? { id: null, typed: nothing, errors: [] }
    : { id: asked.id, typed: typedOf(asked), errors: [] }
}

const formView = (request: PageRequest, shown: Shown): EverydayWordsView['form'] => {
  const { id, typed, errors } = shown
  const target = (deed: string) => ({ action: deedAddress(request, deed), csrf: request.csrfToken })
  return {
    names,
    errors,
    ...typed,
    target: target(id === null ? '' : `/${id}`),
    known:
      id === null
        ? undefined
        : {
            phrase: typed.phrase,
            cancelHref: addressOf(request, { [asks.change]: '' }),
            remove: target(`/${id}/bo`),
          },
  }
}

const tryOut = async (request: PageRequest) => {
  const query = fieldOf(request.query, asks.trial)
  if (query === '') return { name: asks.trial, query }
  const { procedures } = await searchProcedures(request.province.database, { query, limit: hitsTried })
  return {
    name: asks.trial,
    query,
    found: procedures.map((card) => ({ href: `/thu-tuc/${card.code}`, text: card.name })),
  }
}

const rowView = (request: PageRequest, row: EverydayWordRow) => ({
  id: row.id,
  phrase: row.term,
  means: row.expansion,
  procedure:
    row.procedureCode === null
      ? undefined
      : { code: row.procedureCode, href: `/thu-tuc/${row.procedureCode}`, text: row.procedureName ?? '' },
  changeHref: `${addressOf(request, { [asks.change]: row.id })}#cach-goi`,
})

const show = async (request: PageRequest, refused?: Shown): Promise<Answer> => {
  const t = messages(request.locale)
  const after = fieldOf(request.query, asks.after)
  const found = await listEverydayWords(request.province.database, {
    query: fieldOf(request.query, asks.query),
    limit: wordsOnPage,
    ...(after === '' ? {} : { after }),
  })
  const view: EverydayWordsView = {
    action: path,
    search: { name: asks.query, query: fieldOf(request.query, asks.query) },
    count: found.total.toLocaleString('vi'),
    words: found.words.map((row) => rowView(request, row)),
    pages: {
      previousHref: after === '' ? undefined : addressOf(request, { [asks.after]: '', [asks.change]: '' }),
      nextHref: found.next === null ? undefined : addressOf(request, { [asks.after]: found.next, [asks.change]: '' }),
    },
    form: formView(request, refused ?? shownFirst(request, found.words)),
    trial: await tryOut(request),
  }
  return page(officerDocument(request, { title: t.admin.wordsTitle }, <EverydayWordsPage t={t} view={view} />), {
    status: refused === undefined ? 200 : 422,
  })
}

const typedIn = (request: PageRequest): Typed => ({
  phrase: tidy(fieldOf(request.form, names.phrase)),
  means: tidy(fieldOf(request.form, names.means)),
  code: fieldOf(request.form, names.code).replace(/\s+/g, ''),
})

/** What is wrong before the deed is even asked for: too long, or no code at all. */
const faultsOf = (t: Messages, typed: Typed): readonly FieldErrorView[] => {
  const { wordsFaults } = t.admin
  return [
    ...(typed.phrase.length > 100 ? [{ name: names.phrase, text: wordsFaults.termTooLong }] : []),
    ...(typed.means.length > 200 ? [{ name: names.means, text: wordsFaults.meaningTooLong }] : []),
    ...(typed.code === '' || ProcedureCode.safeParse(typed.code).success
      ? []
      : [{ name: names.code, text: wordsFaults.codeWrong }]),
  ]
}

const errorOf = (t: Messages, refusal: EverydayWordRefusal): FieldErrorView | Answer => {
  const { wordsFaults } = t.admin
  switch (refusal.code) {
    case 'everyday-word.not-permitted':
      return forbidden
    case 'everyday-word.not-found':
      return notFound
    case 'everyday-word.term-missing':
      return { name: names.phrase, text: wordsFaults.termMissing }
    case 'everyday-word.meaning-missing':
      return { name: names.means, text: wordsFaults.meaningMissing }
    case 'everyday-word.known-already':
      return { name: names.phrase, text: wordsFaults.known }
    case 'everyday-word.procedure-unknown':
      return { name: names.code, text: wordsFaults.codeUnknown(refusal.procedureCode) }
    default:
      return unreachable(refusal)
  }
}

const wordDeps = ({ province, deps }: PageRequest) => ({ database: province.database, clock: deps.clock })

/** Adds a word, or changes the one of the id; what was typed stays when it is refused. */
const save = async (request: PageRequest, id: string | null): Promise<Answer> => {
  const t = messages(request.locale)
  const typed = typedIn(request)
  const refused = (errors: readonly FieldErrorView[]) => show(request, { id, typed, errors })
  const faults = faultsOf(t, typed)
  if (faults.length > 0) return refused(faults)
  const word = { term: typed.phrase, expansion: typed.means, procedureCode: typed.code === '' ? null : typed.code }
  const result = await (id === null
    ? addEverydayWord(wordDeps(request), request.actor, word)
    : changeEverydayWord(wordDeps(request), request.actor, { ...word, id }))
  if (!result.ok) {
    const error = errorOf(t, result.refusal)
    return 'kind' in error ? error : refused([error])
  }
  const text = id === null ? t.admin.wordsAdded(typed.phrase) : t.admin.wordsChanged(typed.phrase)
  return redirect(addressOf(request, { [asks.change]: '' }), { notice: { kind: 'done', text } })
}

const change = async (request: PageRequest): Promise<Answer> => {
  const known = RemoveEverydayWord.safeParse({ id: request.params.id })
  return known.success ? save(request, known.data.id) : notFound
}

const remove = async (request: PageRequest): Promise<Answer> => {
  const command = RemoveEverydayWord.safeParse({ id: request.params.id })
  if (!command.success) return notFound
  const result = await removeEverydayWord(wordDeps(request), request.actor, command.data)
  if (!result.ok) return result.refusal.code === 'everyday-word.not-permitted' ? forbidden : notFound
  const { wordsRemoved } = messages(request.locale).admin
  return redirect(addressOf(request, { [asks.change]: '' }), { notice: { kind: 'done', text: wordsRemoved } })
}

export const everydayWordRoutes: readonly Route[] = [
  { method: 'GET', path, access: administrators, statementBudget: 6, handler: (request) => show(request) },
  { method: 'POST', path, access: administrators, handler: (request) => save(request, null) },
  { method: 'POST', path: `${path}/:id`, access: administrators, handler: change },
  { method: 'POST', path: `${path}/:id/bo`, access: administrators, handler: remove },
]
