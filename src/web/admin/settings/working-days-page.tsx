import { unreachable } from '#kernel/result.ts'
import { formatDate, formatInstant, localDate, Temporal, weekdayName } from '#kernel/time.ts'
import { ExceptionKind } from '#modules/calendar/domain/index.ts'
import {
  AddWorkingDay,
  addWorkingDay,
  lastRecomputation,
  listKnownYears,
  listWorkingDays,
  RemoveWorkingDay,
  removeWorkingDay,
  type WorkingDayDeps,
  type WorkingDayRefusal,
  type WorkingDayView,
} from '#modules/calendar/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { WorkingDaysPage, type WorkingDaysView } from '#web/ui/views/admin/working-days.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, forbidden, notFound, type PageRequest, page, redirect } from '../../http/route.ts'
import { certaintyText, sourceText } from './setting-texts.ts'
import { settingsParts } from './settings-parts.ts'

export const workingDaysPath = '/quan-tri/cai-dat/ngay-nghi'
const names = { date: 'ngay', kind: 'loai', title: 'ten', source: 'can-cu', certainty: 'do-chac' } as const
const yearName = 'nam'

const yearAddress = (year: number): string => `${workingDaysPath}?${yearName}=${year}`

/** The year in the address; this one when it says none or nonsense. */
const askedYear = (request: PageRequest): number => {
  const asked = fieldOf(request.query, yearName)
  return /^20\d{2}$/.test(asked) ? Number(asked) : localDate(request.now).year
}

type Typed = { readonly textOf: (name: string) => string; readonly errors: readonly FieldErrorView[] }

const nothingTyped: Typed = { textOf: (name) => (name === names.certainty ? 'seen' : ''), errors: [] }

const rowView = (request: PageRequest, t: Messages, day: WorkingDayView) => ({
  date: formatDate(day.date),
  weekday: weekdayName(day.date.dayOfWeek),
  kind: t.admin.dayKinds[day.kind],
  isWorking: day.kind === 'swapped_working',
  name: day.name,
  source: sourceText(t, day.legalSource),
  certainty: certaintyText(t, day.certainty),
  remove:
    Temporal.PlainDate.compare(day.date, localDate(request.now)) < 0
      ? undefined
      : { action: `${workingDaysPath}/bo`, csrf: request.csrfToken, hidden: { [names.date]: day.date.toString() } },
})

const formView = (request: PageRequest, t: Messages, { textOf, errors }: Typed): WorkingDaysView['form'] => {
  const field = (name: string) => ({ name, value: textOf(name) })
  return {
    target: { action: yearAddress(askedYear(request)), csrf: request.csrfToken },
    errors,
    date: { ...field(names.date), min: localDate(request.now).toString() },
    kind: {
      ...field(names.kind),
      options: ExceptionKind.options.map((kind) => ({
        value: kind,
        text: t.admin.dayKinds[kind],
        hint: t.admin.dayKindHints[kind],
      })),
    },
    title: field(names.title),
    source: field(names.source),
    certainty: {
      ...field(names.certainty),
      options: Object.entries(t.admin.certainties).map(([value, text]) => ({ value, text })),
    },
  }
}

const show = async (request: PageRequest, typed?: Typed): Promise<Answer> => {
  const t = messages(request.locale)
  const { database } = request.province
  const year = askedYear(request)
  const thisYear = localDate(request.now).year
  const days = await listWorkingDays(database, year)
  const known = await listKnownYears(database)
  const { last, isDue } = await lastRecomputation(database)
  const years = [...new Set([...known, thisYear, thisYear + 1, year])].sort((left, right) => right - left)
  const view: WorkingDaysView = {
    parts: settingsParts(t, 'days'),
    year,
    years: years.map((one) => ({ href: yearAddress(one), text: String(one), current: one === year })),
    days: days.map((day) => rowView(request, t, day)),
    recomputed:
      last === null
        ? undefined
        : t.admin.daysRecomputedAt(
            formatInstant(last.at),
            last.checked.toLocaleString('vi'),
            last.changed.toLocaleString('vi'),
          ),
    isRecomputing: isDue,
    form: formView(request, t, typed ?? nothingTyped),
  }
  return page(officerDocument(request, { title: t.admin.daysTitle }, <WorkingDaysPage t={t} view={view} />), {
    status: typed === undefined ? 200 : 422,
  })
}

export const showWorkingDays = (request: PageRequest): Promise<Answer> => show(request)

const dayDeps = ({ province, deps }: PageRequest): WorkingDayDeps => ({
  database: province.database,
  clock: deps.clock,
  workingTime: deps.dossiers(province).workingTime,
})

const errorOf = (t: Messages, refusal: WorkingDayRefusal): FieldErrorView | Answer => {
  const { daysFaults: words } = t.admin
  switch (refusal.code) {
    case 'working-day.not-permitted':
      return forbidden
    case 'working-day.not-found':
      return notFound
    case 'working-day.past':
      return { name: names.date, text: words.past }
    case 'working-day.known-already':
      return { name: names.date, text: words.known }
    case 'working-day.name-missing':
      return { name: names.title, text: words.name }
    case 'working-day.source-missing':
      return { name: names.source, text: words.source }
    case 'working-day.rests-already':
      return { name: names.kind, text: words.rests }
    case 'working-day.works-already':
      return { name: names.kind, text: words.works }
    case 'working-day.beyond-calendar':
      return { name: names.date, text: words.beyond }
    default:
      return unreachable(refusal)
  }
}

export const addDay = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const textOf = (name: string): string => fieldOf(request.form, name)
  const date = parseDateInput(textOf(names.date))
  const { daysFaults: words } = t.admin
  if (date === undefined) return show(request, { textOf, errors: [{ name: names.date, text: words.date }] })
  const command = AddWorkingDay.safeParse({
    date,
    kind: textOf(names.kind),
    name: textOf(names.title),
    legalSource: textOf(names.source),
    certainty: textOf(names.certainty),
  })
  if (!command.success) return show(request, { textOf, errors: [{ name: names.kind, text: words.kind }] })
  const result = await addWorkingDay(dayDeps(request), request.actor, command.data)
  if (!result.ok) {
    const error = errorOf(t, result.refusal)
    return 'kind' in error ? error : show(request, { textOf, errors: [error] })
  }
  const text = t.admin.daysAdded(formatDate(result.value.date))
  return redirect(yearAddress(result.value.date.year), { notice: { kind: 'done', text } })
}

export const removeDay = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const command = RemoveWorkingDay.safeParse({ date: fieldOf(request.form, names.date) })
  if (!command.success) return notFound
  const result = await removeWorkingDay(dayDeps(request), request.actor, command.data)
  const { date } = command.data
  if (result.ok)
    return redirect(yearAddress(date.year), { notice: { kind: 'done', text: t.admin.daysRemoved(formatDate(date)) } })
  const error = errorOf(t, result.refusal)
  return 'kind' in error ? error : redirect(yearAddress(date.year), { notice: { kind: 'attention', text: error.text } })
}
