import { localDate, zone } from '#kernel/time.ts'
import { countAskedLeaves } from '#modules/agencies/index.ts'
import { hasRole } from '#modules/identity/domain/index.ts'
import { listEngagements } from '#modules/meetings/index.ts'
import { newSince } from '#modules/morning/domain/index.ts'
import { awaitedWork, officeWork, waitingWork } from '#modules/morning/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { todayPath } from '#web/http/frames/officer-places.ts'
import { type Answer, type PageRequest, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { MorningPage } from '#web/ui/views/officer/morning.tsx'
import { liveView } from '../list/live-changes.ts'
import { workMoment } from '../list/load-list.ts'
import { dossierRoles, officerOf } from '../officer-of.ts'
import { type Morning, morningView, placeCounts } from './morning-view.ts'

const rowsShown = 8
const awaitedShown = 6
const engagementsShown = 12

const showMorning = async (request: PageRequest): Promise<Answer> => {
  const actor = officerOf(request)
  const t = messages(request.locale)
  const { now } = request
  const { database, workingTime: source } = request.deps.dossiers(request.province)
  const workingTime = await source(database)
  const today = localDate(now)
  const dayEnds = today.add({ days: 1 }).toZonedDateTime(zone).toInstant()
  const freshSince = newSince(workingTime.calendar, now)
  const [waiting, awaited, leaves, office, engagements] = await Promise.all([
    waitingWork(database, actor, { now, dayEnds, freshSince, rows: rowsShown }),
    awaitedWork(database, actor, now, awaitedShown),
    countAskedLeaves(database, actor, today),
    officeWork(database, actor, now),
    listEngagements(
      database,
      actor,
      { agencyId: null, from: today, until: today.add({ days: 1 }), limit: engagementsShown },
      now,
    ),
  ])
  const morning: Morning = {
    t,
    ...workMoment(workingTime, now),
    workingTime,
    waiting,
    awaited,
    leaves,
    office,
    engagements,
  }
  // Whoever has no work on dossiers is told of no changes either.
  const live = hasRole(actor, ...dossierRoles) ? liveView(request, request.address) : undefined
  const view = { ...morningView(morning, freshSince), live }
  const frame = { title: t.officer.morning.title, counts: placeCounts(morning) }
  return page(officerDocument(request, frame, <MorningPage t={t} view={view} />))
}

/** Where an officer's day begins: what waits for him, what presses, what came, what he waits for. */
export const morningPage: Route = {
  method: 'GET',
  path: todayPath,
  access: { officer: 'any' },
  statementBudget: 6,
  handler: showMorning,
}
