import { formatClock, formatDate, formatInstant, localDate, localTime, type Temporal } from '#kernel/time.ts'
import { dayName, restsOn, spans, type WorkingCalendar } from '#modules/calendar/domain/index.ts'
import { mondayOf, planChange, planDays } from '#modules/meetings/domain/index.ts'
import {
  type AwayLeader,
  listAwayLeaders,
  listEngagements,
  listPlanAgencies,
  type PlanAgency,
  type PlanEntry,
  publishPlan,
} from '#modules/meetings/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, forbidden, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { answerMeetingRefusal } from '#web/refusals/meeting-refusals.ts'
import { EmptyState } from '#web/ui/parts/empty-state.tsx'
import {
  type PlanDayView,
  type PlanEntryView,
  WeekPlanPage,
  type WeekPlanView,
} from '#web/ui/views/officer/meetings/week-plan.tsx'
import { officerOf } from '../officer-of.ts'
import {
  engagementPath,
  feedPath,
  meetingDeps,
  type PlanAddress,
  planHref,
  planNames,
  planPath,
  printPath,
  readPlanAddress,
  registerPath,
  roomsPath,
} from './meeting-paths.ts'

const shownAtMost = 300

/** A week (or a day) of an agency as an officer reads it. */
export type LoadedPlan = {
  readonly address: PlanAddress
  readonly first: Temporal.PlainDate
  readonly days: number
  readonly agencies: readonly PlanAgency[]
  readonly agency: PlanAgency | null
  readonly entries: readonly PlanEntry[]
  readonly away: readonly AwayLeader[]
  readonly calendar: WorkingCalendar
}

export const loadPlan = async (request: PageRequest): Promise<LoadedPlan> => {
  const { database } = request.province
  const { now } = request
  const actor = officerOf(request)
  const address = readPlanAddress(request.query, localDate(now))
  const monday = mondayOf(address.day)
  const first = address.isDay ? address.day : monday
  const days = address.isDay ? 1 : 7
  const until = first.add({ days })
  const agencies = await listPlanAgencies(database, actor, monday, now)
  const agency = agencies.find((one) => one.id === address.agencyId) ?? agencies[0] ?? null
  const { workingTime } = request.deps.dossiers(request.province)
  const asked = {
    agencyId: address.whose === 'mine' ? null : (agency?.id ?? null),
    from: first,
    until,
    limit: shownAtMost,
  }
  const [entries, away, { calendar }] = await Promise.all([
    listEngagements(database, actor, asked, now),
    agency === null ? [] : listAwayLeaders(database, agency.id, first, until),
    workingTime(database),
  ])
  return { address, first, days, agencies, agency, entries, away, calendar }
}

const clockOf = (moment: Temporal.Instant): string => formatClock(localTime(moment))

/** `07:30` where it begins on the day, else the day it goes on from. */
const timeOn = (entry: PlanEntry): string => clockOf(entry.startsAt)

const marksOf = (t: Messages, plan: LoadedPlan, entry: PlanEntry): readonly string[] => {
  const published = plan.agencies.find((one) => one.id === entry.agencyId)?.publishedAt ?? null
  const change = planChange(entry, published)
  return [
    ...(entry.state === 'registered' ? [t.meetings.states.registered] : []),
    ...(change === null ? [] : [t.meetings.changes[change]]),
    ...(entry.isConfidential ? [t.meetings.confidential] : []),
  ]
}

const untilWords = (t: Messages, { startsAt, endsAt }: PlanEntry): string => {
  const isSameDay = localDate(startsAt).equals(localDate(endsAt))
  return isSameDay
    ? t.meetings.sameDay(clockOf(startsAt), clockOf(endsAt), formatDate(localDate(startsAt)))
    : t.meetings.longer(formatInstant(startsAt), formatInstant(endsAt))
}

const labelled = (label: string, value: string): readonly string[] => (value === '' ? [] : [`${label}: ${value}`])

const entryView = (t: Messages, plan: LoadedPlan, entry: PlanEntry, isWaiting = false): PlanEntryView => ({
  id: entry.id,
  href: engagementPath(entry.id),
  time: timeOn(entry),
  title: entry.title,
  lines: [
    ...(isWaiting || !localDate(entry.startsAt).equals(localDate(entry.endsAt)) ? [untilWords(t, entry)] : []),
    ...labelled(t.meetings.chair, entry.chair),
    ...labelled(t.meetings.place, entry.place),
    ...labelled(t.meetings.parties, entry.parties),
    ...(plan.address.whose === 'mine' ? [entry.agencyName] : []),
  ],
  marks: marksOf(t, plan, entry),
  isOff: entry.state === 'cancelled',
  isMine: entry.isMine,
})

/** What stands in the plan: approved, or called off since it came out; what one registered oneself too. */
export const standsInPlan = (plan: LoadedPlan, entry: PlanEntry): boolean => {
  const published = plan.agencies.find((one) => one.id === entry.agencyId)?.publishedAt ?? null
  if (entry.state === 'cancelled') return planChange(entry, published) === 'cancelled'
  return entry.state === 'approved'
}

const isAsked = ({ whose }: PlanAddress, entry: PlanEntry): boolean =>
  typeof whose === 'string' || entry.chairId === whose.chairId

export const dayNotes = (t: Messages, plan: LoadedPlan, day: Temporal.PlainDate): readonly string[] => {
  const away = plan.away.filter(
    (one) => one.first.toString() <= day.toString() && day.toString() <= one.last.toString(),
  )
  const isRest = spans(plan.calendar, day) && restsOn(plan.calendar, day)
  const name = dayName(plan.calendar, day)
  return [
    ...(name !== null ? [name] : isRest ? [t.meetings.rest] : []),
    ...(away.length === 0 ? [] : [t.meetings.away(away.map(({ name }) => name).join(', '))]),
  ]
}

const daysView = (t: Messages, plan: LoadedPlan, today: Temporal.PlainDate): readonly PlanDayView[] => {
  const shown = plan.entries.filter((entry) => standsInPlan(plan, entry) && isAsked(plan.address, entry))
  return planDays(shown, plan.first, plan.days)
    .filter(
      ({ day, morning, afternoon }) => plan.address.isDay || day.dayOfWeek < 6 || morning.length + afternoon.length > 0,
    )
    .map(({ day, morning, afternoon }) => ({
      key: `n${day.toString()}`,
      weekday: t.meetings.weekdays[day.dayOfWeek - 1] ?? '',
      date: formatDate(day),
      href: planHref({ ...plan.address, day, isDay: true }),
      isToday: day.equals(today),
      notes: dayNotes(t, plan, day),
      morning: morning.map((entry) => entryView(t, plan, entry)),
      afternoon: afternoon.map((entry) => entryView(t, plan, entry)),
    }))
}

/** Neither engagements nor a holiday nor anybody who is away. */
const saysNothing = ({ morning, afternoon, notes }: PlanDayView): boolean =>
  morning.length + afternoon.length + notes.length === 0

const aroundLinks = (t: Messages, { address, first }: LoadedPlan, today: Temporal.PlainDate) => {
  const { meetings } = t
  const step = address.isDay ? 1 : 7
  const at = (day: Temporal.PlainDate) => planHref({ ...address, day })
  const isNow = address.isDay ? first.equals(today) : first.equals(mondayOf(today))
  return [
    { href: at(first.subtract({ days: step })), text: address.isDay ? meetings.dayBefore : meetings.before },
    { href: at(today), text: address.isDay ? meetings.today : meetings.thisWeek, current: isNow },
    { href: at(first.add({ days: step })), text: address.isDay ? meetings.dayAfter : meetings.after },
    ...(address.isDay ? [{ href: planHref({ ...address, isDay: false }), text: meetings.wholeWeek }] : []),
  ]
}

const filtersOf = (t: Messages, { address, entries }: LoadedPlan): WeekPlanView['filters'] => {
  const chairs = new Map(
    entries.flatMap((entry) => (entry.chairId === null ? [] : [[entry.chairId, entry.chairName] as const])),
  )
  const { whose } = address
  return [
    { href: planHref({ ...address, whose: 'everybody' }), text: t.meetings.everybody, current: whose === 'everybody' },
    { href: planHref({ ...address, whose: 'mine' }), text: t.meetings.mine, current: whose === 'mine' },
    ...(whose === 'mine' ? [] : [...chairs].slice(0, 8)).map(([chairId, text]) => ({
      href: planHref({ ...address, whose: { chairId } }),
      text,
      current: typeof whose === 'object' && whose.chairId === chairId,
    })),
  ]
}

const stateNotice = (t: Messages, plan: LoadedPlan): WeekPlanView['notice'] => {
  const { agency, address } = plan
  if (agency === null || address.whose === 'mine') return undefined
  if (plan.entries.length === shownAtMost) return { kind: 'attention', text: t.meetings.tooMany }
  if (agency.publishedAt !== null && agency.issue !== null)
    return { kind: 'done', text: t.meetings.isOut(agency.issue, formatInstant(agency.publishedAt)) }
  return agency.arranges || plan.entries.length > 0 ? { kind: 'info', text: t.meetings.notOut } : undefined
}

const actsOf = (request: PageRequest, t: Messages, { agency, address, first }: LoadedPlan): WeekPlanView['acts'] => {
  if (agency === null || !agency.arranges || address.isDay || address.whose !== 'everybody') return []
  return [
    {
      text: agency.issue === null ? t.meetings.publish : t.meetings.publishAgain,
      explains: t.meetings.publishExplains,
      isMain: false,
      target: {
        action: planPath,
        csrf: request.csrfToken,
        hidden: { [planNames.agency]: agency.id, [planNames.week]: first.toString() },
      },
    },
  ]
}

const linksOf = (t: Messages, { agency, address }: LoadedPlan): WeekPlanView['links'] => {
  const isWeek = !address.isDay
  const kept = agency === null ? '' : `?${new URLSearchParams({ [planNames.agency]: agency.id })}`
  return [
    ...(agency?.mayRegister === true ? [{ href: `${registerPath}${kept}`, text: t.meetings.register }] : []),
    ...(agency !== null && isWeek && address.whose === 'everybody'
      ? [{ href: planHref({ ...address, agencyId: agency.id }, printPath), text: t.meetings.print }]
      : []),
    ...(agency?.arranges === true ? [{ href: `${roomsPath}${kept}`, text: t.meetings.rooms }] : []),
    { href: feedPath, text: t.meetings.feed },
  ]
}

const leadOf = (t: Messages, { address, agency, first }: LoadedPlan): string => {
  const last = formatDate(first.add({ days: 6 }))
  if (address.whose === 'mine' || agency === null)
    return t.meetings.mineLead(formatDate(first), address.isDay ? formatDate(first) : last)
  if (!address.isDay) return t.meetings.weekLead(agency.name, formatDate(first), last)
  return t.meetings.dayLead(agency.name, `${t.meetings.weekdays[first.dayOfWeek - 1]} ${formatDate(first)}`)
}

const agencyChoice = ({ agencies, agency, address }: LoadedPlan): WeekPlanView['agencies'] => {
  if (agencies.length < 2 || agency === null || address.whose === 'mine') return undefined
  return {
    action: planPath,
    name: planNames.agency,
    value: agency.id,
    kept: { [address.isDay ? planNames.day : planNames.week]: address.day.toString() },
    options: agencies.map((one) => ({ value: one.id, text: one.name })),
  }
}

const showPlan = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const plan = await loadPlan(request)
  const today = localDate(request.now)
  if (plan.agency === null) {
    const empty = <EmptyState icon="calendar" title={t.meetings.noAgency} text={t.meetings.noAgencyText} />
    return page(officerDocument(request, { title: t.meetings.title }, empty))
  }
  const days = daysView(t, plan, today)
  const waiting = plan.entries.filter(
    (entry) =>
      entry.state === 'registered' &&
      entry.startsAt.epochMilliseconds >= plan.first.toZonedDateTime('Asia/Ho_Chi_Minh').epochMilliseconds,
  )
  const view: WeekPlanView = {
    lead: leadOf(t, plan),
    links: linksOf(t, plan),
    agencies: agencyChoice(plan),
    around: aroundLinks(t, plan, today),
    filters: filtersOf(t, plan),
    notice: stateNotice(t, plan),
    acts: actsOf(request, t, plan),
    waiting: waiting.map((entry) => entryView(t, plan, entry, true)),
    days,
    isEmpty: days.every(saysNothing) && waiting.length === 0,
  }
  return page(officerDocument(request, { title: t.meetings.title }, <WeekPlanPage t={t} view={view} />))
}

const takePublish = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { day, agencyId } = readPlanAddress(request.form, localDate(request.now))
  if (agencyId === null || fieldOf(request.form, planNames.week) === '') return forbidden
  const done = await publishPlan(meetingDeps(request), request.actor, { agencyId, day })
  const back = planHref({ day, isDay: false, agencyId, whose: 'everybody' })
  if (done.ok) return redirect(back, { notice: { kind: 'done', text: t.meetings.published(done.value) } })
  return redirect(back, { notice: { kind: 'attention', text: answerMeetingRefusal(t, done.refusal).text } })
}

export const planRoutes: readonly Route[] = [
  { method: 'GET', path: planPath, access: { officer: 'any' }, statementBudget: 4, handler: showPlan },
  { method: 'POST', path: planPath, access: { officer: 'any' }, handler: takePublish },
]
