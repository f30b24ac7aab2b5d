import { formatClock, formatDate, localTime, type Temporal, weekdayName } from '#kernel/time.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import type { PlanEntry } from '#modules/meetings/index.ts'
import {
  type AwaitedKind,
  type AwaitedWork,
  mostCounted,
  type OfficeKind,
  type OfficeWork,
  type WaitingCount,
  type WaitingRow,
  type WaitingWork,
} from '#modules/morning/index.ts'
import { Deed } from '#modules/processes/domain/index.ts'
import type { PlaceCounts } from '#web/http/frames/officer-places.ts'
import type { Messages } from '#web/messages/index.ts'
import type { IconName } from '#web/ui/shell/icon.tsx'
import type { MorningRowView, MorningView, WaitingTileView } from '#web/ui/views/officer/morning.tsx'
import {
  archivePath,
  destructionPath,
  destructionsPath,
  listPath as fileListPath,
  filesPath,
  handOverPath,
  handOversPath,
  listsPath,
  readingsPath,
} from '../files/file-paths.ts'
import { documentPath as incomingDocument, incomingPath } from '../incoming/incoming-address.ts'
import { dueText, levelAt } from '../list/due-text.ts'
import { dossierPath, listPath, listQuery, wholeList } from '../list/list-address.ts'
import { engagementPath, planPath } from '../meetings/meeting-paths.ts'
import { documentPath as outgoingDocument, outgoingPath } from '../outgoing/outgoing-paths.ts'
import { headedPath, personnelPath } from '../personnel/personnel-parts.ts'
import { procedureTitle } from '../procedure-title.ts'
import { auditPath, processPath, qualityPath } from '../quality/quality-parts.ts'
import { taskListHref, taskPath, tasksPath } from '../tasks/task-paths.ts'

const signingPath = '/can-bo/ky-so'
const numberingPath = '/can-bo/van-thu'

export type Morning = {
  readonly t: Messages
  readonly now: Temporal.Instant
  readonly soonUntil: Temporal.Instant
  readonly workingTime: WorkingTime
  readonly waiting: WaitingWork
  readonly awaited: AwaitedWork
  readonly leaves: number
  readonly office: readonly OfficeWork[]
  readonly engagements: readonly PlanEntry[]
}

const number = (count: number): string => count.toLocaleString('vi')

/** Where a kind of work lies, and what it is called there. */
type Place = { readonly href: string; readonly icon: IconName; readonly text: string }

const dossierPlace = (t: Messages, name: string): Place => {
  const deed = Deed.catch('handle').parse(name)
  return {
    href: `${listPath}${listQuery({ ...wholeList, deed })}`,
    icon: 'list',
    text: t.officer.morning.dossier(t.officer.deeds[deed]),
  }
}

const documentPlace = (t: Messages, { deed, direction }: Pick<WaitingCount, 'deed' | 'direction'>): Place => {
  const words = t.officer.morning
  return direction === 'incoming'
    ? { href: incomingPath, icon: 'inbox', text: words.incoming[deed] ?? words.otherDocuments }
    : { href: outgoingPath, icon: 'send', text: words.outgoing[deed] ?? words.otherDocuments }
}

const placeOf = (t: Messages, one: Pick<WaitingCount, 'kind' | 'deed' | 'direction'>): Place => {
  const words = t.officer.morning
  const isPaper = one.kind === 'dossier' || one.direction === 'outgoing'
  if (isPaper && one.deed === 'sign') return { href: signingPath, icon: 'pen', text: words.sign }
  if (isPaper && one.deed === 'number') return { href: numberingPath, icon: 'seal', text: words.number }
  if (one.kind === 'dossier') return dossierPlace(t, one.deed)
  if (one.kind === 'official-document') return documentPlace(t, one)
  return one.deed === 'approve'
    ? { href: taskListHref({ scope: 'given', level: 'waiting' }), icon: 'task', text: words.tasksToJudge }
    : { href: taskListHref({ scope: 'mine' }), icon: 'task', text: words.tasks }
}

/** Where the work of the office lies: of one alone the page itself, and the place of the rail that counts it. */
const officePlaces: Readonly<
  Record<
    OfficeKind,
    { readonly all: string; readonly rail: string; readonly icon: IconName; readonly one?: (id: string) => string }
  >
> = {
  'hand-over': { all: handOversPath, rail: archivePath, icon: 'archive', one: handOverPath },
  reading: { all: readingsPath, rail: archivePath, icon: 'archive' },
  destruction: { all: destructionsPath, rail: archivePath, icon: 'archive', one: destructionPath },
  'file-list': { all: listsPath, rail: filesPath, icon: 'folder', one: fileListPath },
  'finding-answer': { all: qualityPath, rail: qualityPath, icon: 'check', one: auditPath },
  'finding-verdict': { all: qualityPath, rail: qualityPath, icon: 'check', one: auditPath },
  'audit-hold': { all: qualityPath, rail: qualityPath, icon: 'check', one: auditPath },
  'process-approve': { all: qualityPath, rail: qualityPath, icon: 'check', one: processPath },
  'audit-plan': { all: qualityPath, rail: qualityPath, icon: 'check' },
  engagement: { all: planPath, rail: planPath, icon: 'calendar', one: engagementPath },
}

const officeTally = ({ t }: Morning, { kind, count, overdue, onlyId }: OfficeWork): Tally => {
  const { all, icon, one } = officePlaces[kind]
  const href = onlyId === null || one === undefined ? all : one(onlyId)
  return { href, icon, text: t.officer.morning.office[kind], count, overdue, today: 0, fresh: 0 }
}

type Tally = Place & { count: number; overdue: number; today: number; fresh: number }

const tallies = (morning: Morning): readonly Tally[] => {
  const { t, waiting, leaves, office } = morning
  const all = new Map<string, Tally>()
  for (const one of waiting.counts) {
    const place = placeOf(t, one)
    const key = `${place.href} ${place.text}`
    const known = all.get(key) ?? { ...place, count: 0, overdue: 0, today: 0, fresh: 0 }
    all.set(key, {
      ...known,
      count: known.count + one.count,
      overdue: known.overdue + one.overdue,
      today: known.today + one.today,
      fresh: known.fresh + one.fresh,
    })
  }
  const asked: Tally = {
    href: headedPath,
    icon: 'people',
    text: t.officer.morning.leaves,
    count: leaves,
    overdue: 0,
    today: 0,
    fresh: 0,
  }
  const others = office.map((one) => officeTally(morning, one))
  return [...all.values(), ...(leaves > 0 ? [asked] : []), ...others].sort(
    (one, other) => other.overdue - one.overdue || other.today - one.today || other.count - one.count,
  )
}

const tileOf = (t: Messages, one: Tally): WaitingTileView => {
  const words = t.officer.morning
  return {
    href: one.href,
    icon: one.icon,
    text: one.text,
    count: one.count >= mostCounted ? words.atLeast(number(one.count)) : number(one.count),
    overdue: one.overdue > 0 ? words.overdue(number(one.overdue)) : undefined,
    today: one.today > 0 ? words.dueToday(number(one.today)) : undefined,
    fresh: one.fresh > 0 ? words.fresh(number(one.fresh)) : undefined,
  }
}

const dueOf = (morning: Morning, at: Temporal.Instant | null): MorningRowView['due'] => {
  if (at === null) return { text: '' }
  const level = levelAt(morning, at)
  return { level, text: dueText(morning.t, morning.workingTime, level, at, morning.now) }
}

const hrefOf = ({ kind, subjectId, direction }: Pick<WaitingRow, 'kind' | 'subjectId' | 'direction'>): string => {
  if (kind === 'dossier') return dossierPath(subjectId)
  if (kind === 'task') return taskPath(subjectId)
  return direction === 'incoming' ? incomingDocument(subjectId) : outgoingDocument(subjectId)
}

const deedOf = (t: Messages, row: WaitingRow): string =>
  row.kind === 'dossier' ? t.officer.deeds[Deed.catch('handle').parse(row.deed)] : placeOf(t, row).text

const rowOf = (morning: Morning, row: WaitingRow, due: MorningRowView['due']): MorningRowView => ({
  key: `${row.kind} ${row.subjectId} ${row.deed}`,
  href: hrefOf(row),
  title: row.kind === 'dossier' ? procedureTitle(row.title) : row.title,
  sub: [deedOf(morning.t, row), row.code, row.from].filter((part) => part !== '').join(' · '),
  due,
})

const awaitedPlaces: Readonly<Record<AwaitedKind, string>> = {
  task: taskListHref({ scope: 'given' }),
  given: `${incomingPath}?xem=toi-cho`,
  paper: `${outgoingPath}?muc=toi-soan`,
  extension: tasksPath,
  leave: personnelPath,
}

const awaitedRows = (morning: Morning): readonly MorningRowView[] =>
  morning.awaited.rows.map((row, index) => ({
    key: `${row.kind} ${row.subjectId} ${index}`,
    href:
      row.kind === 'task' || row.kind === 'extension'
        ? taskPath(row.subjectId)
        : row.direction === 'incoming'
          ? incomingDocument(row.subjectId)
          : outgoingDocument(row.subjectId),
    title: row.title,
    sub: morning.t.officer.morning.awaitedWith(morning.t.officer.morning.awaited[row.kind], row.with),
    due: dueOf(morning, row.dueAt),
  }))

/** What of today is not over yet stands out; what was called off says so. */
const calendarRow = ({ t, now }: Morning, entry: PlanEntry): MorningRowView => ({
  key: entry.id,
  href: engagementPath(entry.id),
  title: entry.title,
  sub: [entry.place, entry.chair].filter((part) => part !== '').join(' · '),
  due:
    entry.state === 'cancelled'
      ? { text: t.officer.morning.calledOff }
      : {
          text: t.officer.morning.hours(formatClock(localTime(entry.startsAt)), formatClock(localTime(entry.endsAt))),
          isOver: entry.endsAt.epochMilliseconds < now.epochMilliseconds,
        },
})

/** What waits at the places of the rail. */
export const placeCounts = (morning: Morning): PlaceCounts => {
  const counts: Record<string, number> = {}
  const add = (href: string, count: number) => {
    counts[href] = (counts[href] ?? 0) + count
  }
  for (const one of morning.waiting.counts) {
    const [place = ''] = placeOf(morning.t, one).href.split('?')
    add(place, one.count)
    if (one.kind === 'dossier' && place !== listPath) add(listPath, one.count)
  }
  for (const one of morning.office) add(officePlaces[one.kind].rail, one.count)
  return { ...counts, [personnelPath]: morning.leaves }
}

export const morningView = (morning: Morning, freshSince: Temporal.Instant): Omit<MorningView, 'live'> => {
  const { t, waiting, now } = morning
  const words = t.officer.morning
  const all = tallies(morning)
  const sum = (of: (one: Tally) => number): number => all.reduce((total, one) => total + of(one), 0)
  const [overdue, dueToday] = [sum((one) => one.overdue), sum((one) => one.today)]
  const today = localTime(now)
  const since = localTime(freshSince)
  const hasDossiers = waiting.counts.some(({ kind }) => kind === 'dossier')
  return {
    title: words.title,
    day: words.day(weekdayName(today.dayOfWeek), formatDate(today.toPlainDate())),
    summary:
      all.length === 0
        ? undefined
        : words.summary(number(sum((one) => one.count)), [
            ...(overdue > 0 ? [words.overdue(number(overdue))] : []),
            ...(dueToday > 0 ? [words.dueToday(number(dueToday))] : []),
          ]),
    tiles: all.map((one) => tileOf(t, one)),
    pressing: waiting.pressing.map((row) => rowOf(morning, row, dueOf(morning, row.pressingAt))),
    pressingMore: hasDossiers ? { href: listPath, text: words.pressingMore } : undefined,
    fresh: waiting.fresh.map((row) => rowOf(morning, row, { text: formatClock(localTime(row.openedAt)) })),
    freshSince: words.freshSince(`${formatClock(since)} ${weekdayName(since.dayOfWeek)}`),
    calendar: morning.engagements.map((entry) => calendarRow(morning, entry)),
    awaited: awaitedRows(morning),
    awaitedCounts: morning.awaited.counts.map(({ kind, count }) => ({
      text: words.awaited[kind],
      count: number(count),
      href: awaitedPlaces[kind],
    })),
  }
}
