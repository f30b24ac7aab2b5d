import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import {
  calendarSettings,
  compileCalendar,
  DeadlineRules,
  defaultDeadlineRules,
  ShiftPlan,
  type WorkingCalendar,
  WorkingCalendarSource,
} from '../domain/index.ts'

/** The working calendar of a province with the rules by which its deadlines are counted. */
export type WorkingTime = {
  readonly calendar: WorkingCalendar
  /** The rules in force on a day; those of the law as known when the province decided none. */
  readonly rulesOn: (day: Temporal.PlainDate) => DeadlineRules
}

export type WorkingTimeSource = (reader: Reader) => Promise<WorkingTime>

const shiftPlanKey = calendarSettings.shiftPlan.key
const deadlineRulesKey = calendarSettings.deadlineRules.key

type Stamp = { readonly exceptions: string; readonly settings: string }

const stampOf = async (reader: Reader): Promise<string> => {
  const answer = await sql<Stamp>`
    select (select count(*) || ':' || coalesce(max(recorded_at)::text, '') from working_day_exception) as exceptions,
      (select count(*) || ':' || coalesce(max(recorded_at)::text, '') from setting
        where key in (${shiftPlanKey}, ${deadlineRulesKey})) as settings`.execute(reader)
  const row = answer.rows[0]
  return `${row?.exceptions}|${row?.settings}`
}

type SettingRow = {
  readonly key: string
  readonly value: unknown
  readonly from: string
  readonly until: string | null
}

const loadSettings = async (reader: Reader): Promise<readonly SettingRow[]> => {
  const answer = await sql<SettingRow>`
    select key, value, lower(in_force)::text as from, upper(in_force)::text as until from setting
    where key in (${shiftPlanKey}, ${deadlineRulesKey}) and scope_kind in ('country', 'province')
    order by case scope_kind when 'province' then 0 else 1 end, lower(in_force) desc`.execute(reader)
  return answer.rows
}

const load = async (reader: Reader): Promise<WorkingTime> => {
  const exceptions = await reader
    .selectFrom('working_day_exception')
    .select(['date', 'kind', 'name', 'certainty'])
    .execute()
  const settings = await loadSettings(reader)
  const plans = settings
    .filter((row) => row.key === shiftPlanKey)
    .map((row) => ShiftPlan.parse({ ...(row.value as object), inForceFrom: row.from }))
  const calendar = compileCalendar(
    WorkingCalendarSource.parse({
      plans: plans.length > 0 ? plans : [ShiftPlan.parse({ inForceFrom: '2000-01-01' })],
      exceptions,
    }),
  )
  const rules = settings
    .filter((row) => row.key === deadlineRulesKey)
    .map((row) => ({ from: row.from, until: row.until, rules: DeadlineRules.parse(row.value) }))
  return {
    calendar,
    rulesOn: (day) => {
      const text = day.toString()
      return (
        rules.find((one) => one.from <= text && (one.until === null || text < one.until))?.rules ?? defaultDeadlineRules
      )
    },
  }
}

/**
 * The working time of one province, compiled once and again whenever a day off or a rule was changed: each call asks one small
 * question.
 */
export const openWorkingTime = (): WorkingTimeSource => {
  let known: { readonly stamp: string; readonly workingTime: WorkingTime } | null = null
  return async (reader) => {
    const stamp = await stampOf(reader)
    if (known?.stamp === stamp) return known.workingTime
    const workingTime = await load(reader)
    known = { stamp, workingTime }
    return workingTime
  }
}
