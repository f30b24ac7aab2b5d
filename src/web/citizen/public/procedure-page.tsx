import { localDate } from '#kernel/time.ts'
import { procedurePage } from '#modules/procedures/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { notFound, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { ProcedurePage } from '#web/ui/views/citizen/procedure.tsx'
import { procedureViewOf } from './procedure-view.ts'

/** One procedure with everything the law publishes of it; what it costs, how long and who decides first. */
export const procedure: Route = {
  method: 'GET',
  path: '/thu-tuc/:code',
  access: 'public',
  inEnglish: true,
  statementBudget: 2,
  handler: async (request) => {
    const t = messages(request.locale)
    const found = await procedurePage(request.province.database, request.params.code ?? '', localDate(request.now))
    if (found === null) return notFound
    const view = procedureViewOf(request, t, found)
    const frame = { title: view.name, section: 'procedures', isBilingual: true } as const
    return page(citizenDocument(request, frame, <ProcedurePage t={t} view={view} />))
  },
}
