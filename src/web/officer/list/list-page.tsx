import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, type PageRequest, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { WorkListPage } from '#web/ui/views/officer/work-list.tsx'
import { officerOf } from '../officer-of.ts'
import { listPath, readListAddress } from './list-address.ts'
import { listView } from './list-view.ts'
import { liveView } from './live-changes.ts'
import { loadList } from './load-list.ts'

const showList = async (request: PageRequest): Promise<Answer> => {
  const actor = officerOf(request)
  const t = messages(request.locale)
  const list = await loadList(request, actor, readListAddress(request.query))
  const view = { ...listView(request, actor, list), live: liveView(request, request.address) }
  return page(officerDocument(request, { title: view.title, full: true }, <WorkListPage t={t} view={view} />))
}

/** The first page of every officer: what waits for him. */
export const workListPage: Route = {
  method: 'GET',
  path: listPath,
  access: { officer: 'any' },
  statementBudget: 3,
  handler: showList,
}
