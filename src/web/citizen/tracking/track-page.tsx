import { timingSafeEqual } from 'node:crypto'
import { formatInstantLong } from '#kernel/time.ts'
import { readDossierCode } from '#modules/dossiers/domain/index.ts'
import { findTracked, type TrackedDossier } from '#modules/dossiers/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { fieldOf, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { TrackPublicPage, type TrackPublicView } from '#web/ui/views/citizen/track-public.tsx'
import { TrackSearchPage } from '#web/ui/views/citizen/track-search.tsx'
import { latenessOf } from '../../dossier-deadline.ts'

type StatusCode = keyof Messages['statuses']['official']

export const statusWords = (t: Messages, code: number) => ({
  status: t.statuses.official[code as StatusCode],
  statusPlain: t.statuses.plain[code as StatusCode],
})

/** Whether the address holds the key that stands on the slips of the dossier. */
const holdsKey = (request: PageRequest, found: TrackedDossier): boolean => {
  const key = Buffer.from(fieldOf(request.query, 'khoa'))
  const wanted = Buffer.from(found.trackingKey)
  return key.length === wanted.length && timingSafeEqual(key, wanted)
}

/** What stands on the slip is shown to whoever holds it. */
const slipView = async (request: PageRequest, found: TrackedDossier): Promise<TrackPublicView['more']> => {
  const workingTime = await request.deps.dossiers(request.province).workingTime(request.province.database)
  const isRunning = found.status === 'accepted' || found.status === 'processing'
  return {
    procedureName: found.procedureName,
    lateness: isRunning ? latenessOf(workingTime, request.now, found.dueAt, found.limit) : undefined,
    agency: found.decidingAgency,
    receivedAt: found.acceptedAt === null ? undefined : formatInstantLong(found.acceptedAt),
    dueAt: found.dueAt === null ? undefined : formatInstantLong(found.dueAt),
  }
}

const publicView = async (request: PageRequest, t: Messages, found: TrackedDossier): Promise<TrackPublicView> => ({
  code: found.code,
  ...statusWords(t, found.statusCode),
  percent: found.percent,
  ask: { agency: found.receivingAgency, phone: found.receivingPhone },
  more: holdsKey(request, found) ? await slipView(request, found) : undefined,
  signInHref: request.actor.kind === 'anonymous' ? `/dang-nhap?tiep=/ho-so/${found.code}` : undefined,
})

const searchPage = (request: PageRequest, t: Messages, typed: string, isMissing: boolean) => {
  const view = {
    action: request.path,
    name: 'ma',
    ...(typed === '' ? {} : { code: typed }),
    wasNotFound: isMissing,
  }
  const frame = { title: t.tracking.title, section: 'track', isBilingual: true } as const
  return page(citizenDocument(request, frame, <TrackSearchPage t={t} view={view} />), { status: isMissing ? 404 : 200 })
}

/**
 * Anyone with the code sees how far a dossier is, and no more; who holds its slip sees what stands there; its owner is led to all of it.
 * @legal QD-163-2025-NB tra cứu
 */
export const track: Route = {
  method: 'GET',
  path: '/tra-cuu',
  access: 'public',
  inEnglish: true,
  rateLimit: 'search',
  statementBudget: 2,
  handler: async (request) => {
    const t = messages(request.locale)
    const typed = fieldOf(request.query, 'ma')
    if (typed === '') return searchPage(request, t, typed, false)
    const code = readDossierCode(typed)
    const found = code === null ? null : await findTracked(request.province.database, code)
    if (found === null) return searchPage(request, t, typed, true)
    if (request.actor.kind === 'citizen' && request.actor.accountId === found.accountId)
      return redirect(`/ho-so/${found.code}`)
    const view = await publicView(request, t, found)
    const frame = { title: found.code, section: 'track', isBilingual: true, hidden: true } as const
    return page(citizenDocument(request, frame, <TrackPublicPage t={t} view={view} />))
  },
}
