import { ProcedureLevel } from '#modules/procedures/domain/index.ts'
import { listFields, type ProcedureCard, searchProcedures, suggestProcedures } from '#modules/procedures/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { fieldOf, json, type PageRequest, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { ProcedureSearchPage } from '#web/ui/views/citizen/procedure-search.tsx'
import { costWords, limitWords } from './procedure-texts.ts'
import { publicPath } from './public-path.ts'

const hitsOnPage = 20

type Asked = {
  readonly query: string
  readonly level: ProcedureLevel | undefined
  readonly field: string
  readonly after: string
}

const askedOf = (request: PageRequest): Asked => {
  const level = ProcedureLevel.safeParse(fieldOf(request.query, 'cap'))
  return {
    query: fieldOf(request.query, 'q'),
    level: level.success ? level.data : undefined,
    field: fieldOf(request.query, 'linh-vuc'),
    after: fieldOf(request.query, 'sau'),
  }
}

const hitOf = (request: PageRequest, t: Messages, card: ProcedureCard) => ({
  href: publicPath(request.locale, `/thu-tuc/${card.code}`),
  name: request.locale === 'en' && card.englishName !== null ? card.englishName : card.name,
  lang: request.locale === 'en' && card.englishName === null ? ('vi' as const) : undefined,
  code: card.code,
  agency: card.decidedBy.kind === 'commune' ? t.publicPages.communeDecides : card.decidedBy.name || undefined,
  time: limitWords(t, card.limit, card.limitText),
  fee: costWords(t, card.cost),
  isOnline: card.filesOnline,
})

const addressOf = (request: PageRequest, asked: Asked, after: string): string => {
  const parameters = new URLSearchParams()
  if (asked.query !== '') parameters.set('q', asked.query)
  if (asked.level !== undefined) parameters.set('cap', asked.level)
  if (asked.field !== '') parameters.set('linh-vuc', asked.field)
  if (after !== '') parameters.set('sau', after)
  const query = parameters.toString()
  return `${publicPath(request.locale, '/thu-tuc')}${query === '' ? '' : `?${query}`}`
}

const filtersOf = async (request: PageRequest, t: Messages, asked: Asked) => {
  const fields = await listFields(request.province.database)
  return [
    {
      name: 'cap',
      label: t.publicPages.levelFilter,
      value: asked.level,
      options: ProcedureLevel.options.map((level) => ({ value: level, text: t.publicPages.levels[level] })),
    },
    {
      name: 'linh-vuc',
      label: t.publicPages.fieldFilter,
      value: asked.field,
      options: fields.map(({ field, procedures }) => ({ value: field, text: `${field} (${procedures})` })),
    },
  ]
}

/** What was asked for, the likeliest first; without words, everything by field and level. */
export const searchPage: Route = {
  method: 'GET',
  path: '/thu-tuc',
  access: 'public',
  inEnglish: true,
  rateLimit: 'search',
  statementBudget: 4,
  handler: async (request) => {
    const t = messages(request.locale)
    const asked = askedOf(request)
    const found = await searchProcedures(request.province.database, {
      query: asked.query,
      limit: hitsOnPage,
      ...(asked.level === undefined ? {} : { level: asked.level }),
      ...(asked.field === '' ? {} : { field: asked.field }),
      ...(asked.after === '' ? {} : { after: asked.after }),
    })
    const view = {
      action: publicPath(request.locale, '/thu-tuc'),
      suggestHref: '/thu-tuc/goi-y',
      allHref: publicPath(request.locale, '/thu-tuc'),
      query: asked.query,
      count: found.total.toLocaleString('vi'),
      hits: found.procedures.map((card) => hitOf(request, t, card)),
      filters: await filtersOf(request, t, asked),
      pages: {
        previousHref: asked.after === '' ? undefined : addressOf(request, asked, ''),
        nextHref: found.next === null ? undefined : addressOf(request, asked, found.next),
      },
    }
    const title = asked.query === '' ? t.publicPages.resultsTitle : t.publicPages.resultsFor(asked.query)
    const frame = { title, section: 'procedures', isBilingual: true } as const
    return page(citizenDocument(request, frame, <ProcedureSearchPage t={t} view={view} />))
  },
}

/** For the list that opens while somebody types. */
export const suggestions: Route = {
  method: 'GET',
  path: '/thu-tuc/goi-y',
  access: 'public',
  rateLimit: 'search',
  statementBudget: 2,
  handler: async (request) => {
    const found = await suggestProcedures(request.province.database, fieldOf(request.query, 'q'))
    return json(found.map(({ code, name }) => ({ href: `/thu-tuc/${code}`, text: name })))
  },
}
