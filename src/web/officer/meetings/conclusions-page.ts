import { isUuid } from '#kernel/ids.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import type { WorkingCalendar } from '#modules/calendar/domain/index.ts'
import {
  type ConclusionLine,
  type EngagementChoices,
  type EngagementDetail,
  findEngagement,
  listConclusionLines,
  listEngagementChoices,
  WriteConclusions,
  writeConclusions,
} from '#modules/meetings/index.ts'
import { type Answer, fieldOf, notFound, type PageRequest, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { answerMeetingRefusal } from '#web/refusals/meeting-refusals.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import { readDueDay, saidOfRest, workingCalendarOf } from '../due-day.ts'
import { askOn, type OfficerForm, type OfficerQuestion, type Typed, typedOf } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import { engagementPath, meetingDeps, readsConclusions } from './meeting-paths.ts'

const linesAtMost = 30
const freeLines = 3

const nameOf = (part: 'viec' | 'ai' | 'han', number: number): string => `${part}.${number}`

const lineQuestions = (t: Messages, choices: EngagementChoices, number: number): readonly OfficerQuestion[] => [
  { name: nameOf('viec', number), type: 'text', label: t.meetings.conclusionNumber(number), maxLength: 300 },
  {
    name: nameOf('ai', number),
    type: 'select',
    label: t.meetings.conclusionWho,
    width: 'half',
    options: [
      ...choices.units.map(({ id, name }) => ({ value: id, text: name })),
      ...choices.people.map(({ id, name, title, place }) => ({
        value: id,
        text: t.meetings.personOption(name, title, place),
      })),
    ],
  },
  { name: nameOf('han', number), type: 'date', label: t.meetings.conclusionDue, width: 'half' },
]

const formOf = (t: Messages, one: EngagementDetail, choices: EngagementChoices, count: number): OfficerForm => ({
  title: t.meetings.conclude,
  lead: `${one.title}. ${t.meetings.concludeLead}`,
  crumbs: [{ href: engagementPath(one.id), text: one.title }],
  action: `${engagementPath(one.id)}/ket-luan`,
  questions: Array.from({ length: count }, (_, index) => lineQuestions(t, choices, index + 1)).flat(),
  submit: t.meetings.saveConclusions,
})

const typedBefore = (lines: readonly ConclusionLine[]): Typed =>
  Object.fromEntries(
    lines.flatMap((line) => [
      [nameOf('viec', line.position), line.body],
      [nameOf('ai', line.position), line.responsibleId ?? ''],
      [nameOf('han', line.position), line.dueOn?.toString() ?? ''],
    ]),
  )

const load = async (request: PageRequest) => {
  const id = request.params.id ?? ''
  const { database } = request.province
  const actor = officerOf(request)
  const one = isUuid(id) ? await findEngagement(database, actor, id, request.now) : null
  if (one === null || !readsConclusions(one, actor.officerId)) return null
  const [choices, lines] = await Promise.all([
    listEngagementChoices(database, one.agencyId, localDate(request.now)),
    listConclusionLines(database, actor, id, request.now),
  ])
  return { one, choices, lines }
}

const show = async (request: PageRequest): Promise<Answer> => {
  const loaded = await load(request)
  if (loaded === null) return notFound
  const { one, choices, lines } = loaded
  const count = Math.min(linesAtMost, lines.length + freeLines)
  return askOn(request, formOf(messages(request.locale), one, choices, count), typedBefore(lines))
}

const numbersIn = (request: PageRequest): readonly number[] =>
  Object.keys(request.form)
    .flatMap((name) => /^viec\.(\d{1,2})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .filter((number) => number >= 1 && number <= linesAtMost)
    .toSorted((left, right) => left - right)

type Line = WriteConclusions['lines'][number]

type Wrong = { readonly wrong: string; readonly text: string }

/** A line of the form, with what has to be known of its day. */
type ReadLine = { readonly line: Line; readonly rest: string }

const readLine = (request: PageRequest, calendar: WorkingCalendar, number: number): ReadLine | 'empty' | Wrong => {
  const t = messages(request.locale)
  const body = fieldOf(request.form, nameOf('viec', number))
  const who = fieldOf(request.form, nameOf('ai', number))
  const due = fieldOf(request.form, nameOf('han', number))
  if (body === '' && who === '' && due === '') return 'empty'
  if (body === '') return { wrong: nameOf('viec', number), text: t.meetings.refusals.titleMissing }
  const day = parseDateInput(due)
  const counted = readDueDay(t, calendar, due)
  if (counted.kind === 'wrong') return { wrong: nameOf('han', number), text: counted.text }
  return {
    line: {
      body: body.slice(0, 300),
      responsibleId: isUuid(who) ? who : null,
      dueOn: day === undefined ? null : Temporal.PlainDate.from(day),
    },
    rest: counted.closing === null ? '' : saidOfRest(t, counted.closing),
  }
}

const take = async (request: PageRequest): Promise<Answer> => {
  const loaded = await load(request)
  if (loaded === null) return notFound
  const { one, choices } = loaded
  const t = messages(request.locale)
  const numbers = numbersIn(request)
  const calendar = await workingCalendarOf(request)
  const read = numbers.map((number) => readLine(request, calendar, number)).filter((line) => line !== 'empty')
  const form = formOf(t, one, choices, Math.max(numbers.at(-1) ?? 0, freeLines))
  const again = (name: string, text: string, status: number) =>
    askOn(request, form, typedOf(request, form.questions), [{ name, text }], status)
  for (const line of read) if ('wrong' in line) return again(line.wrong, line.text, 422)
  const lines = read.filter((line) => 'line' in line)
  const command = WriteConclusions.parse({ id: one.id, lines: lines.map(({ line }) => line) })
  const done = await writeConclusions(meetingDeps(request), request.actor, command)
  if (done.ok) {
    const rests = [...new Set(lines.map(({ rest }) => rest))].filter((rest) => rest !== '')
    const text = [t.meetings.conclusionsSaved, ...rests].join(' ')
    return redirect(engagementPath(one.id), { notice: { kind: rests.length > 0 ? 'attention' : 'done', text } })
  }
  const { text, status } = answerMeetingRefusal(t, done.refusal)
  return again(nameOf('viec', 1), text, status)
}

const at = { path: `${engagementPath(':id')}/ket-luan`, access: { officer: 'any' } } as const

export const conclusionRoutes: readonly Route[] = [
  { ...at, method: 'GET', statementBudget: 3, handler: show },
  { ...at, method: 'POST', handler: take },
]
