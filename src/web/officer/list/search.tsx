import { isUuid } from '#kernel/ids.ts'
import { formatInstant } from '#kernel/time.ts'
import {
  type FoundDossier,
  findByCode,
  findByOfficer,
  findSearch,
  isDossierCode,
  keepSearch,
} from '#modules/dossiers/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type FoundRowView, SearchResultsPage, type SearchResultsView } from '#web/ui/views/officer/search-results.tsx'
import { dossierRoles, officerOf } from '../officer-of.ts'
import { procedureTitle } from '../procedure-title.ts'
import { dossierPath, listPath } from './list-address.ts'

const rowsOnPage = 30
const longestSearch = 200
const searchPath = `${listPath}/tim`

/** What was searched for is posted, since it may be a name or a number; the answer has an address that says nothing. */
export const startSearch: Route = {
  method: 'POST',
  path: searchPath,
  access: { officer: dossierRoles },
  rateLimit: 'search',
  statementBudget: 2,
  handler: async (request) => {
    const words = fieldOf(request.form, 'q').slice(0, longestSearch)
    if (words === '') return redirect(listPath)
    const actor = officerOf(request)
    const { database, sealing } = request.deps.dossiers(request.province)
    if (isDossierCode(words)) {
      const id = await findByCode(database, actor, words, request.now)
      if (id !== null) return redirect(dossierPath(id))
    }
    return redirect(`${searchPath}/${await keepSearch(database, sealing, actor.accountId, words, request.now)}`)
  },
}

const placePattern = /^([0-9TZ:.+-]{10,40})_([0-9a-f-]{36})$/

const readPlace = (text: string) => {
  const [, filedAt = '', id = ''] = placePattern.exec(text) ?? []
  return filedAt === '' || Number.isNaN(Date.parse(filedAt)) ? null : { filedAt, id }
}

const rowView = (t: Messages, found: FoundDossier): FoundRowView => {
  const statuses: Readonly<Record<number, string>> = t.statuses.official
  return {
    id: found.id,
    href: dossierPath(found.id),
    code: found.code,
    procedureName: procedureTitle(found.procedureName),
    sub: [found.ownerName, t.officer.channels[found.channel === 1 || found.channel === 3 ? found.channel : 2]].join(
      ' · ',
    ),
    status: statuses[found.statusCode] ?? '',
    filed: formatInstant(found.filedAt),
  }
}

const show = (request: PageRequest, view: Omit<SearchResultsView, 'search' | 'backHref'>, status = 200): Answer => {
  const t = messages(request.locale)
  const search = { target: { action: searchPath, csrf: request.csrfToken }, name: 'q' }
  const whole = { ...view, search, backHref: listPath }
  return page(
    officerDocument(request, { title: t.officer.searchTitle, full: true }, <SearchResultsPage t={t} view={whole} />),
    { status },
  )
}

/** The answer to a kept search, for the account that asked. */
export const searchResults: Route = {
  method: 'GET',
  path: `${searchPath}/:searchId`,
  access: { officer: dossierRoles },
  rateLimit: 'search',
  statementBudget: 2,
  handler: async (request) => {
    const actor = officerOf(request)
    const t = messages(request.locale)
    const { database, sealing } = request.deps.dossiers(request.province)
    const searchId = request.params.searchId ?? ''
    const words = isUuid(searchId) ? await findSearch(database, sealing, actor.accountId, searchId) : null
    if (words === null)
      return show(
        request,
        { rows: [], pages: {}, empty: { title: t.officer.searchGone, text: t.officer.searchGoneText } },
        410,
      )
    const after = readPlace(fieldOf(request.query, 'sau'))
    const found = await findByOfficer(database, sealing, actor, { words, after, limit: rowsOnPage + 1 }, request.now)
    if (found === null)
      return show(request, {
        words,
        rows: [],
        pages: {},
        empty: { title: t.officer.searchTooShort, text: t.officer.searchShort },
      })
    const shown = found.slice(0, rowsOnPage)
    const last = found.length > rowsOnPage ? shown.at(-1) : undefined
    const next = last === undefined ? undefined : `${last.filedAt.toString()}_${last.id}`
    return show(request, {
      words,
      rows: shown.map((one) => rowView(t, one)),
      pages: {
        previousHref: after === null ? undefined : request.path,
        nextHref: next === undefined ? undefined : `${request.path}?sau=${encodeURIComponent(next)}`,
      },
      empty: { title: t.officer.searchNone, text: t.officer.searchNoneText },
    })
  },
}
