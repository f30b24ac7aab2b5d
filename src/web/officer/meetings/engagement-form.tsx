import { isUuid, newId } from '#kernel/ids.ts'
import { formatDate, localDate, Temporal, zone } from '#kernel/time.ts'
import { type Conflict, EngagementWords, type MeetingRefusal, occurrencesOf } from '#modules/meetings/domain/index.ts'
import {
  changeEngagement,
  type EngagementChoices,
  type EngagementDetail,
  findConflicts,
  findEngagement,
  listEngagementChoices,
  listEngagementPapers,
  listPlanAgencies,
  type PlanAgency,
  type RegisteredEngagement,
  registerEngagement,
} from '#modules/meetings/index.ts'
import {
  type Answer,
  fieldOf,
  fieldsOf,
  forbidden,
  notFound,
  type PageRequest,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { answerMeetingRefusal } from '#web/refusals/meeting-refusals.ts'
import { parseClockInput } from '#web/ui/form/clock-input.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { workingCalendarOf } from '../due-day.ts'
import { askOn, type OfficerForm, typedOf } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import { clockOf, names, questionsOf, typedBefore } from './engagement-questions.ts'
import { engagementPath, meetingDeps, planHref, planPath, registerPath } from './meeting-paths.ts'

/** More of what stands in the way than this says nothing new. */
const mostTold = 10
const whatName = '_viec'
const searching = 'tim'

/** What the form is about: a new engagement of an agency, or one that is there. */
type Subject = { readonly agencyId: string; readonly agencyName: string; readonly known: EngagementDetail | null }

const formOf = (
  t: Messages,
  subject: Subject,
  id: string,
  choices: EngagementChoices,
  hasConflicts = false,
): OfficerForm => {
  const { known } = subject
  const back = {
    day: known === null ? null : localDate(known.startsAt),
    isDay: false,
    agencyId: subject.agencyId,
    whose: 'everybody' as const,
  }
  return {
    title: known === null ? t.meetings.formTitle : t.meetings.changeTitle,
    lead: `${subject.agencyName}. ${known === null ? t.meetings.formLead : t.meetings.changeLead}`,
    crumbs: [
      { href: back.day === null ? planPath : planHref({ ...back, day: back.day }), text: t.meetings.title },
      ...(known === null ? [] : [{ href: engagementPath(known.id), text: known.title }]),
    ],
    action: known === null ? registerPath : `${engagementPath(known.id)}/sua`,
    questions: questionsOf(t, choices, { isNew: known === null, hasConflicts }),
    submit: known === null ? t.meetings.send : t.meetings.save,
    ...(choices.hasMore ? { second: { name: whatName, value: searching, text: t.meetings.searchPeople } } : {}),
    hidden: { [names.id]: id, [names.agency]: subject.agencyId },
  }
}

const uuidOf = (request: PageRequest, name: string): string | null => {
  const typed = fieldOf(request.form, name)
  return isUuid(typed) ? typed : null
}

const linesOf = (typed: string): readonly string[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim().slice(0, 120))
    .filter((line) => line !== '')
    .slice(0, 20)

type Wanted = { readonly words: EngagementWords; readonly repeatUntil: Temporal.PlainDate | null }
type Read = Wanted | { readonly errors: readonly FieldErrorView[] }

const momentOf = (day: string, clock: string): Temporal.Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: clock }).toInstant()

const readWhen = (request: PageRequest, t: Messages) => {
  const typed = (name: string) => fieldOf(request.form, name)
  const day = parseDateInput(typed(names.day))
  const lastDay = typed(names.lastDay) === '' ? day : parseDateInput(typed(names.lastDay))
  const [from, until] = [parseClockInput(typed(names.from)), parseClockInput(typed(names.until))]
  const words = t.meetings.refusals
  const errors = [
    ...(day === undefined ? [{ name: names.day, text: words.dayUnreadable }] : []),
    ...(from === undefined ? [{ name: names.from, text: words.clockUnreadable }] : []),
    ...(until === undefined ? [{ name: names.until, text: words.clockUnreadable }] : []),
    ...(day !== undefined && lastDay === undefined ? [{ name: names.lastDay, text: words.dayUnreadable }] : []),
  ]
  if (day === undefined || lastDay === undefined || from === undefined || until === undefined) return { errors }
  return { errors, startsAt: momentOf(day, from), endsAt: momentOf(lastDay, until) }
}

const readWords = (request: PageRequest, t: Messages, subject: Subject): Read => {
  const { form } = request
  const { errors, startsAt, endsAt } = readWhen(request, t)
  const untitled =
    fieldOf(form, names.title) === '' ? [{ name: names.title, text: t.meetings.refusals.titleMissing }] : []
  const command = EngagementWords.safeParse({
    id: subject.known?.id ?? fieldOf(form, names.id),
    agencyId: subject.agencyId,
    kind: fieldOf(form, names.kind),
    title: fieldOf(form, names.title),
    detail: fieldOf(form, names.detail),
    startsAt,
    endsAt,
    roomId: uuidOf(request, names.room),
    place: fieldOf(form, names.place),
    chairId: uuidOf(request, names.chair),
    chairWords: fieldOf(form, names.chairWords),
    officerIds: fieldsOf(form, names.people).filter(isUuid),
    unitIds: fieldsOf(form, names.units).filter(isUuid),
    guests: fieldOf(form, names.guests),
    preparedUnitId: uuidOf(request, names.prepared),
    isConfidential: fieldOf(form, names.confidential) === 'true',
    paperCodes: linesOf(fieldOf(form, names.papers)),
  })
  const typedRepeat = subject.known === null ? fieldOf(form, names.repeat) : ''
  const repeat = parseDateInput(typedRepeat)
  const repeatUntil = repeat === undefined ? null : Temporal.PlainDate.from(repeat)
  const unread =
    typedRepeat !== '' && repeat === undefined ? [{ name: names.repeat, text: t.meetings.refusals.dayUnreadable }] : []
  const wrong = [...untitled, ...errors, ...unread]
  if (wrong.length > 0) return { errors: wrong }
  if (command.success) return { words: command.data, repeatUntil }
  const at = command.error.issues[0]?.path[0] === 'kind' ? names.kind : names.title
  return { errors: [{ name: at, text: t.meetings.refusals.unreadable }] }
}

/** At which question a refusal is shown. */
const placeOf = ({ code }: MeetingRefusal): string => {
  if (code === 'engagement.ends-before-start' || code === 'engagement.too-long') return names.until
  if (code === 'engagement.room-taken') return names.room
  if (code === 'engagement.repeat-unfit') return names.repeat
  if (code === 'engagement.place-missing') return names.place
  if (code === 'engagement.chair-missing' || code === 'engagement.party-unknown') return names.chair
  return code === 'engagement.paper-unknown' ? names.papers : names.title
}

const conflictWords = (t: Messages, conflict: Conflict): string => {
  const { startsAt, endsAt, title, officerName, roomName } = conflict
  if (conflict.cause === 'leave')
    return t.meetings.personAway(
      officerName ?? '',
      formatDate(localDate(startsAt)),
      formatDate(localDate(endsAt.subtract({ milliseconds: 1 }))),
    )
  const span = [clockOf(startsAt), clockOf(endsAt)] as const
  return conflict.of === 'room'
    ? t.meetings.roomTaken(roomName ?? '', title ?? '', ...span)
    : t.meetings.personTaken(officerName ?? '', title ?? '', ...span)
}

export const conflictsFor = async (
  request: PageRequest,
  t: Messages,
  wanted: Pick<EngagementWords, 'id' | 'startsAt' | 'endsAt' | 'roomId' | 'chairId'> & {
    readonly officerIds: readonly string[]
  },
): Promise<readonly string[]> => {
  const officerIds = [...wanted.officerIds, ...(wanted.chairId === null ? [] : [wanted.chairId])]
  const found = await findConflicts(
    request.province.database,
    officerOf(request),
    { ...wanted, officerIds },
    request.now,
  )
  return [...new Set(found.map((conflict) => conflictWords(t, conflict)))]
}

/** What stands in the way of each time at which it takes place; the first that are found are told. */
const conflictsOfAll = async (request: PageRequest, t: Messages, { words, repeatUntil }: Wanted) => {
  const occurrences = occurrencesOf(words, repeatUntil, await workingCalendarOf(request))
  const found: string[] = []
  for (const time of occurrences.ok ? occurrences.value.times : []) {
    if (found.length >= mostTold) break
    const day = formatDate(localDate(time.startsAt))
    const conflicts = await conflictsFor(request, t, { ...words, ...time })
    found.push(...conflicts.map((text) => (repeatUntil === null ? text : `${day}: ${text}`)))
  }
  return found
}

const registeredText = (t: Messages, { isApproved, times, rested }: RegisteredEngagement): string =>
  [
    isApproved ? t.meetings.entered : t.meetings.sent,
    ...(times > 1 ? [t.meetings.repeated(times)] : []),
    ...(rested.length > 0 ? [t.meetings.restedOn(rested.map(formatDate).join(', '))] : []),
  ].join(' ')

const registrable = async (request: PageRequest, wanted: string): Promise<PlanAgency | null> => {
  const all = await listPlanAgencies(request.province.database, officerOf(request), localDate(request.now), request.now)
  const open = all.filter((one) => one.mayRegister)
  return (wanted === '' ? open[0] : open.find((one) => one.id === wanted)) ?? null
}

const loadChoices = (
  request: PageRequest,
  agencyId: string,
  known: readonly string[] = [],
): Promise<EngagementChoices> => {
  const chosen = [...fieldsOf(request.form, names.people), fieldOf(request.form, names.chair)].filter(isUuid)
  return listEngagementChoices(request.province.database, agencyId, localDate(request.now), {
    ids: [...known, ...chosen].slice(0, 200),
    words: fieldOf(request.form, names.search).slice(0, 100),
  })
}

const newSubject = async (request: PageRequest, wanted: string): Promise<Subject | null> => {
  const agency = await registrable(request, wanted)
  return agency === null ? null : { agencyId: agency.id, agencyName: agency.name, known: null }
}

const showRegister = async (request: PageRequest): Promise<Answer> => {
  const subject = await newSubject(request, fieldOf(request.query, names.agency))
  if (subject === null) return forbidden
  const t = messages(request.locale)
  const form = formOf(t, subject, newId(), await loadChoices(request, subject.agencyId))
  return askOn(request, form, { [names.kind]: 'meeting', [names.day]: localDate(request.now).toString() })
}

/** Answers a posted form: what is wrong, what stands in the way, or what was done. */
const take = async (
  request: PageRequest,
  subject: Subject,
  save: (words: EngagementWords, repeatUntil: Temporal.PlainDate | null) => Promise<MeetingRefusal | Answer>,
): Promise<Answer> => {
  const t = messages(request.locale)
  const again = async (errors: readonly FieldErrorView[], status = 422, hasConflicts = false): Promise<Answer> => {
    const kept = fieldOf(request.form, names.id)
    const choices = await loadChoices(request, subject.agencyId)
    const form = formOf(t, subject, isUuid(kept) ? kept : newId(), choices, hasConflicts)
    return askOn(request, form, typedOf(request, form.questions), errors, status)
  }
  if (fieldOf(request.form, whatName) === searching) return again([])
  const read = readWords(request, t, subject)
  if ('errors' in read) return again(read.errors)
  if (fieldOf(request.form, names.anyway) !== 'true') {
    const conflicts = await conflictsOfAll(request, t, read)
    if (conflicts.length > 0)
      return again(
        conflicts.map((text) => ({ name: names.anyway, text })),
        409,
        true,
      )
  }
  const saved = await save(read.words, read.repeatUntil)
  if (!('code' in saved)) return saved
  const { status, text } = answerMeetingRefusal(t, saved)
  return again([{ name: placeOf(saved), text }], status)
}

const takeRegister = async (request: PageRequest): Promise<Answer> => {
  const subject = await newSubject(request, fieldOf(request.form, names.agency))
  if (subject === null) return forbidden
  const t = messages(request.locale)
  return take(request, subject, async (words, repeatUntil) => {
    const done = await registerEngagement(meetingDeps(request), request.actor, words, repeatUntil)
    if (!done.ok) return done.refusal
    const text = registeredText(t, done.value)
    return redirect(engagementPath(words.id), { notice: { kind: 'done', text } })
  })
}

const knownSubject = async (request: PageRequest): Promise<(Subject & { readonly known: EngagementDetail }) | null> => {
  const id = request.params.id ?? ''
  if (!isUuid(id)) return null
  const known = await findEngagement(request.province.database, officerOf(request), id, request.now)
  return known === null ? null : { agencyId: known.agencyId, agencyName: known.agencyName, known }
}

const showChange = async (request: PageRequest): Promise<Answer> => {
  const subject = await knownSubject(request)
  if (subject === null) return notFound
  const { known } = subject
  const papers = await listEngagementPapers(request.province.database, officerOf(request), known.id, request.now)
  const people = [...known.officerIds, ...(known.chairId === null ? [] : [known.chairId])]
  const choices = await loadChoices(request, subject.agencyId, people)
  const form = formOf(messages(request.locale), subject, known.id, choices)
  return askOn(
    request,
    form,
    typedBefore(
      known,
      papers.map(({ code }) => code),
    ),
  )
}

const takeChange = async (request: PageRequest): Promise<Answer> => {
  const subject = await knownSubject(request)
  if (subject === null) return notFound
  const t = messages(request.locale)
  return take(request, subject, async (words) => {
    const done = await changeEngagement(meetingDeps(request), request.actor, words)
    if (!done.ok) return done.refusal
    return redirect(engagementPath(words.id), { notice: { kind: 'done', text: t.meetings.changed } })
  })
}

const anybody = { access: { officer: 'any' } } as const

export const engagementFormRoutes: readonly Route[] = [
  { ...anybody, method: 'GET', path: registerPath, statementBudget: 2, handler: showRegister },
  { ...anybody, method: 'POST', path: registerPath, handler: takeRegister },
  { ...anybody, method: 'GET', path: `${engagementPath(':id')}/sua`, statementBudget: 3, handler: showChange },
  { ...anybody, method: 'POST', path: `${engagementPath(':id')}/sua`, handler: takeChange },
]
