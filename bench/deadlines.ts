import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import {
  type ClockEvent,
  compileCalendar,
  defaultDeadlineRules,
  explain,
  recomputeDue,
  replayClock,
  type TimeLimit,
  WorkingCalendarSource,
} from '#modules/calendar/domain/index.ts'
import workingDays from '../db/reference-data/working-days.json' with { type: 'json' }

// How long the rules alone take for every open dossier of a large province, after a day off was declared: no database in it.

const dossiers = Number(process.argv[2] ?? 1_000_000)

const limits: readonly TimeLimit[] = [
  { amount: 3, unit: 'working_day' },
  { amount: 20, unit: 'working_day' },
  { amount: 24, unit: 'working_hour' },
  { amount: 30, unit: 'calendar_day' },
  { amount: 2, unit: 'month' },
]

const begin = Temporal.Instant.from('2026-06-01T00:00:00Z')
const later = (from: Temporal.Instant, minutes: number) => from.add({ minutes })

/** One dossier in four had a supplement, one in ten a financial duty, one in twenty a new appointment. */
const eventsOf = (number: number): readonly ClockEvent[] => {
  const at = later(begin, (number * 7919) % (60 * 1440))
  const events: ClockEvent[] = [{ kind: 'started', at }]
  if (number % 4 === 0)
    events.push(
      { kind: 'supplement-requested', at: later(at, 600) },
      { kind: 'supplement-completed', at: later(at, 5000) },
    )
  if (number % 10 === 0)
    events.push({ kind: 'finance-requested', at: later(at, 6000) }, { kind: 'finance-settled', at: later(at, 9000) })
  if (number % 20 === 1) events.push({ kind: 'reappointed', at: later(at, 9500), newDue: later(at, 60 * 1440) })
  return events
}

const sourceWith = (exceptions: readonly unknown[]) =>
  WorkingCalendarSource.parse({ plans: [{ inForceFrom: '2020-01-01' }], ...workingDays, exceptions })

const timed = <Value>(what: string, count: number, deed: () => Value): Value => {
  const from = performance.now()
  const value = deed()
  const ms = performance.now() - from
  console.log(`${what}: ${ms.toFixed(0)} ms${count > 1 ? `, ${((ms * 1000) / count).toFixed(2)} µs each` : ''}`)
  return value
}

const clocks = timed('events made', dossiers, () =>
  Array.from({ length: dossiers }, (_, number) => ({
    limit: limits[number % limits.length] as TimeLimit,
    events: eventsOf(number),
  })),
)
const before = compileCalendar(sourceWith(workingDays.exceptions))
const after = timed('calendar with one more day off', 1, () =>
  compileCalendar(
    sourceWith([...workingDays.exceptions, { date: '2026-07-27', kind: 'public_holiday', name: 'Ngày nghỉ mới' }]),
  ),
)
const dueDates = (calendar: typeof before) =>
  clocks.map(({ limit, events }) => acceptedValue(recomputeDue(calendar, defaultDeadlineRules, limit, events)))
const first = timed(`${dossiers} due dates`, dossiers, () => dueDates(before))
const second = timed(`${dossiers} due dates after the change`, dossiers, () => dueDates(after))
const moved = second.filter((due, index) => due?.epochMilliseconds !== first[index]?.epochMilliseconds).length
console.log(`${moved} of them moved`)

const explained = clocks.slice(0, Math.min(dossiers, 100_000))
timed(`${explained.length} of them explained in a sentence`, explained.length, () => {
  let length = 0
  for (const { limit, events } of explained)
    length += explain(acceptedValue(replayClock(after, defaultDeadlineRules, limit, events))).length
  return length
})
console.log(`${Math.round(process.memoryUsage().rss / 1e6)} MB resident`)
