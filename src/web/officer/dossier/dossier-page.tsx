import { isUuid } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import { codeForOfficer, noteLook, type OfficerDossier, ownerIdentityNumber } from '#modules/dossiers/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, notFound, type PageRequest, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { WorkListPage } from '#web/ui/views/officer/work-list.tsx'
import type { FailedAct } from '../acts/act.ts'
import { dossierPath, readListAddress } from '../list/list-address.ts'
import { listView } from '../list/list-view.ts'
import { liveView } from '../list/live-changes.ts'
import { loadList } from '../list/load-list.ts'
import { dossierRoles, officerOf } from '../officer-of.ts'
import type { Revealed } from './applicant.tsx'
import { dossierHref } from './dossier-address.ts'
import { dossierView } from './dossier-view.ts'
import { loadDossier } from './load-dossier.ts'

type Shown = { readonly failed?: FailedAct; readonly revealed?: Revealed }

/** The last moment of its course that the page of a dossier tells of. */
const lastShown = ({ filedAt, work }: OfficerDossier): Temporal.Instant =>
  work
    .flatMap(({ openedAt, closedAt }) => (closedAt === null ? [openedAt] : [openedAt, closedAt]))
    .reduce((latest, at) => (Temporal.Instant.compare(at, latest) > 0 ? at : latest), filedAt)

/** The dossier beside the list that it was opened from. */
export const showDossier = async (request: PageRequest, id: string, shown: Shown = {}): Promise<Answer> => {
  const actor = officerOf(request)
  const t = messages(request.locale)
  const address = readListAddress(request.query)
  const scene = isUuid(id) ? await loadDossier(request, actor, id) : null
  if (scene === null) return notFound
  const list = await loadList(request, actor, address)
  const { failed = null, revealed = null } = shown
  const act = { request, t, actor, scene, address, failed }
  const open = dossierView(act, list.workingTime, revealed)
  const view = {
    ...listView(request, actor, list, id),
    open,
    live: liveView(request, dossierHref(id, address), { id, until: lastShown(scene.dossier) }),
  }
  const { code } = scene.dossier
  return page(
    officerDocument(request, { title: code, full: true }, <WorkListPage t={t} view={view} />),
    failed === null ? {} : { status: failed.status },
  )
}

export const dossierPage: Route = {
  method: 'GET',
  path: dossierPath(':id'),
  access: { officer: dossierRoles },
  statementBudget: 12,
  handler: (request) => showDossier(request, request.params.id ?? ''),
}

/** The full number is asked for by a form, never by an address, and who saw it is written down. */
export const revealIdentity: Route = {
  method: 'POST',
  path: `${dossierPath(':id')}/so-dinh-danh`,
  access: { officer: dossierRoles },
  statementBudget: 15,
  handler: async (request) => {
    const id = request.params.id ?? ''
    const actor = officerOf(request)
    const { database, sealing } = request.deps.dossiers(request.province)
    const code = isUuid(id) ? await codeForOfficer(database, actor, id, request.now) : null
    if (code === null) return notFound
    await noteLook(database, actor, id, 'identity', request.now)
    const identityNumber = await ownerIdentityNumber(database, sealing, id)
    return showDossier(request, id, { revealed: { identityNumber } })
  },
}
