import { isUuid } from '#kernel/ids.ts'
import { formatInstant, formatInstantLong, Temporal } from '#kernel/time.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import { draftKeptDays, isClosed } from '#modules/dossiers/domain/index.ts'
import { type DraftHead, dropDraft, listDrafts, listOwnDossiers, type OwnDossier } from '#modules/dossiers/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { MyDossiersPage, type MyDossierView } from '#web/ui/views/citizen/my-dossiers.tsx'
import { latenessOf } from '../../dossier-deadline.ts'
import { stepPaths } from '../filing/filing-scene.ts'
import { statusWords } from './track-page.tsx'

const onPage = 20

const actOf = (t: Messages, dossier: OwnDossier): MyDossierView['act'] => {
  if (dossier.status === 'supplementing')
    return { href: `/ho-so/${dossier.code}/bo-sung`, text: t.tracking.supplementSend }
  if (dossier.amountDue > 0 && !isClosed(dossier.status))
    return { href: `/ho-so/${dossier.code}/nop-tien`, text: t.tracking.payNow }
  if (dossier.status === 'settled') return { href: `/ho-so/${dossier.code}/ket-qua`, text: t.tracking.downloadOutcome }
  return undefined
}

const rowOf = (request: PageRequest, t: Messages, workingTime: WorkingTime, dossier: OwnDossier): MyDossierView => ({
  href: `/ho-so/${dossier.code}`,
  code: dossier.code,
  procedureName: dossier.procedureName,
  status: statusWords(t, dossier.statusCode).status,
  lateness:
    dossier.status === 'accepted' || dossier.status === 'processing'
      ? latenessOf(workingTime, request.now, dossier.dueAt, dossier.limit)
      : undefined,
  dueAt: dossier.dueAt === null ? undefined : formatInstantLong(dossier.dueAt),
  act: actOf(t, dossier),
})

const draftOf = (request: PageRequest, draft: DraftHead) => ({
  href: `/nop-ho-so/${draft.procedureCode}/${draft.filingId}/${stepPaths[draft.step]}`,
  procedureName: draft.procedureName,
  savedAt: formatInstant(draft.updatedAt),
  keptUntil: formatInstant(draft.updatedAt.add({ hours: draftKeptDays * 24 })).slice(6),
  discard: { action: '/ho-so-cua-toi/bo-nhap', csrf: request.csrfToken, hidden: { filingId: draft.filingId } },
})

/** The last dossier seen, as the address carries it: its moment and its id. */
const placeOf = (text: string): { filedAt: string; id: string } | null => {
  const [at = '', id = ''] = text.split('_')
  if (!isUuid(id) || !/^\d{1,13}$/.test(at)) return null
  return { filedAt: Temporal.Instant.fromEpochMilliseconds(Number(at)).toString(), id }
}

/** My dossiers: what needs me first, then drafts, what runs, what is done. */
export const myDossiers: Route = {
  method: 'GET',
  path: '/ho-so-cua-toi',
  access: 'citizen',
  statementBudget: 4,
  handler: async (request) => {
    const { actor, province } = request
    if (actor.kind !== 'citizen') return notFound
    const t = messages(request.locale)
    const place = placeOf(fieldOf(request.query, 'sau'))
    const [dossiers, drafts, workingTime] = await Promise.all([
      listOwnDossiers(province.database, actor.accountId, place, onPage + 1),
      place === null ? listDrafts(province.database, actor.accountId) : [],
      request.deps.dossiers(province).workingTime(province.database),
    ])
    const shown = dossiers.slice(0, onPage)
    const last = dossiers.length > onPage ? shown.at(-1) : undefined
    const rows = shown.map((dossier) => ({ dossier, view: rowOf(request, t, workingTime, dossier) }))
    const isDone = ({ dossier }: { dossier: OwnDossier }) => isClosed(dossier.status)
    const view = {
      personName: actor.fullName,
      findHref: '/thu-tuc',
      needsYou: rows.filter((row) => row.view.act !== undefined).map((row) => row.view),
      drafts: drafts.map((draft) => draftOf(request, draft)),
      running: rows.filter((row) => row.view.act === undefined && !isDone(row)).map((row) => row.view),
      finished: rows.filter((row) => row.view.act === undefined && isDone(row)).map((row) => row.view),
      pages: {
        previousHref: place === null ? undefined : '/ho-so-cua-toi',
        nextHref: last === undefined ? undefined : `/ho-so-cua-toi?sau=${last.filedAt.epochMilliseconds}_${last.id}`,
      },
    }
    return page(
      citizenDocument(request, { title: t.tracking.myTitle, section: 'account' }, <MyDossiersPage t={t} view={view} />),
    )
  },
}

/** Drops a draft at its owner's wish. */
export const discardDraft: Route = {
  method: 'POST',
  path: '/ho-so-cua-toi/bo-nhap',
  access: 'citizen',
  handler: async (request) => {
    const { actor, province, now } = request
    const filingId = fieldOf(request.form, 'filingId')
    if (actor.kind !== 'citizen' || !isUuid(filingId)) return notFound
    await province.database.transaction().execute((tx) => dropDraft(tx, actor.accountId, filingId, now))
    return redirect('/ho-so-cua-toi')
  },
}
