import { formatInstantLong } from '#kernel/time.ts'
import { readDossierCode } from '#modules/dossiers/domain/index.ts'
import { findTracked, type TrackedDossier } from '#modules/dossiers/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { fieldOf, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { TrackPublicPage } from '#web/ui/views/citizen/track-public.tsx'
import { TrackSearchPage } from '#web/ui/views/citizen/track-search.tsx'
import { latenessOf } from '../../dossier-deadline.ts'

type StatusCode = keyof Messages['statuses']['official']

export const statusWords = (t: Messages, code: number) => ({
  status: t.statuses.official[code as StatusCode],
  statusPlain: t.statuses.plain[code as StatusCode],
})

const publicView = async (request: PageRequest, t: Messages, found: TrackedDossier) => {
  const workingTime = await request.deps.dossiers(request.province).workingTime(request.province.database)
  const isRunning = found.status === 'accepted' || found.status === 'processing'
  return {
    code: found.code,
    procedureName: found.procedureName,
    ...statusWords(t, found.statusCode),
    lateness: isRunning ? latenessOf(workingTime, request.now, found.dueAt, found.limit) : undefined,
    percent: found.percent,
    agency: found.decidingAgency,
    receivedAt: found.acceptedAt === null ? undefined : formatInstantLong(found.acceptedAt),
    dueAt: found.dueAt === null ? undefined : formatInstantLong(found.dueAt),
    signInHref: request.actor.kind === 'anonymous' ? `/dang-nhap?tiep=/ho-so/${found.code}` : undefined,
  }
}

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

/** Anyone with the code sees how far a dossier is; its owner is led to the whole of it. */
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
