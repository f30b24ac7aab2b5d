import { formatInstant } from '#kernel/time.ts'
import { listLooks } from '#modules/dossiers/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { fieldOf, notFound, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { LooksPage } from '#web/ui/views/citizen/looks.tsx'
import { findOwn } from './own-dossier.ts'

const onPage = 50

/** Who has looked at my dossier, when and from where. */
export const looksPage: Route = {
  method: 'GET',
  path: '/ho-so/:code/ai-da-xem',
  access: 'citizen',
  statementBudget: 2,
  handler: async (request) => {
    const dossier = await findOwn(request)
    if (dossier === null) return notFound
    const t = messages(request.locale)
    const before = /^\d{1,15}$/.test(fieldOf(request.query, 'sau')) ? Number(fieldOf(request.query, 'sau')) : null
    const looks = await listLooks(request.province.database, dossier.id, before, onPage + 1)
    const shown = looks.slice(0, onPage)
    const last = looks.length > onPage ? shown.at(-1) : undefined
    const view = {
      code: dossier.code,
      backHref: `/ho-so/${dossier.code}`,
      looks: shown.map((look) => ({
        id: String(look.id),
        who: look.who,
        where: look.agency,
        when: formatInstant(look.at),
        what: t.tracking.lookKinds[look.what] ?? look.what,
      })),
      pages: {
        previousHref: before === null ? undefined : request.path,
        nextHref: last === undefined ? undefined : `${request.path}?sau=${last.id}`,
      },
    }
    return page(
      citizenDocument(request, { title: t.tracking.looksTitle, section: 'account' }, <LooksPage t={t} view={view} />),
    )
  },
}
