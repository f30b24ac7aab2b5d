import type { Temporal } from '#kernel/time.ts'
import { isInRemit } from '#modules/dossiers/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Heard } from '#platform/live/change-feed.ts'
import { events, fieldOf, notFound, type PageRequest, problem, type Route, type ServerEvent } from '#web/http/route.ts'
import { dossierRoles, officerOf } from '../officer-of.ts'

export const livePath = '/can-bo/thay-doi'

/** After so long the browser asks anew, with its session and posts as they are then. */
const longestMs = 5 * 60_000
/** A deed may be committed shortly after the page was drawn, though it began before. */
const slackMs = 5_000

/** The dossier that a page shows beside the list, and the last that it shows of its course. */
type OpenDossier = { readonly id: string; readonly until: Temporal.Instant }

/** Where a page that is drawn now hears of what changes afterwards. */
export const liveView = (request: PageRequest, pageHref: string, open?: OpenDossier) =>
  request.deps.changes === undefined
    ? undefined
    : {
        href: `${livePath}?tu=${request.now.epochMilliseconds}${open === undefined ? '' : `&ho-so=${open.id}&den=${open.until.epochMilliseconds}`}`,
        pageHref,
      }

type Page = { readonly drawnAt: number; readonly dossierId: string; readonly shownUntil: number }

/** What a page is told: only that something changed, and nothing of what it showed already. */
const eventOf = (actor: OfficerActor, page: Page, heard: Heard): ServerEvent | null => {
  if (heard.kind === 'gap') return { event: 'changed', data: 'list' }
  const { change } = heard
  const isOwn = change.by === actor.officerId || change.by === actor.accountId
  const isOpen = change.subjectId === page.dossierId
  const isShown =
    change.at <= (isOwn ? page.drawnAt : page.drawnAt - slackMs) || (isOpen && change.at <= page.shownUntil)
  if (isShown || !isInRemit(actor, change.places)) return null
  return isOpen ? { event: 'opened', data: 'dossier' } : { event: 'changed', data: 'list' }
}

/** Tells an open page that others have changed something in its remit. It keeps no session alive and holds nothing of the database. */
export const liveChanges: Route = {
  method: 'GET',
  path: livePath,
  access: { officer: dossierRoles },
  isPassive: true,
  statementBudget: 0,
  handler: async (request) => {
    const actor = officerOf(request)
    const { changes } = request.deps
    if (changes === undefined) return notFound
    const drawnAt = Math.min(Number(fieldOf(request.query, 'tu')) || 0, request.now.epochMilliseconds)
    const shownUntil = Number(fieldOf(request.query, 'den')) || 0
    const page = { drawnAt, dossierId: fieldOf(request.query, 'ho-so'), shownUntil }
    const listening = await changes.listen(request.province, actor.accountId, drawnAt - slackMs)
    if (listening === null) return problem(503)
    return events(async function* (signal) {
      for await (const heard of listening(AbortSignal.any([signal, AbortSignal.timeout(longestMs)]))) {
        const told = eventOf(actor, page, heard)
        if (told !== null) yield told
      }
    })
  },
}
