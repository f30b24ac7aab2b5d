import { searchProcedures } from '#modules/procedures/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { fieldOf, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { CounterFindPage } from '#web/ui/views/officer/counter-find.tsx'
import { procedureTitle } from '../procedure-title.ts'
import { counterPath } from './counter-scene.ts'

const shownAtOnce = 12

/** Which procedure somebody at the counter has come for, in whatever words. */
export const findProcedurePage: Route = {
  method: 'GET',
  path: counterPath,
  access: { officer: ['one-stop-officer'] },
  rateLimit: 'search',
  statementBudget: 2,
  handler: async (request) => {
    const t = messages(request.locale)
    const query = fieldOf(request.query, 'q').slice(0, 200)
    const found = await searchProcedures(request.province.database, { query, offeredOnly: true, limit: shownAtOnce })
    const view = {
      action: counterPath,
      name: 'q',
      query,
      found: found.procedures.map((card) => ({
        href: `${counterPath}/${encodeURIComponent(card.code)}`,
        code: card.code,
        name: procedureTitle(card.name),
        sub: [card.field, card.limitText].filter((part) => part !== '').join(' · '),
      })),
      total: found.total,
    }
    return page(officerDocument(request, { title: t.officer.counterTitle }, <CounterFindPage t={t} view={view} />))
  },
}
