import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '../database/connection.ts'
import type { NewSetting } from './settings.ts'

/** Whose values follow each other: one key in one scope. */
export type SettingLine = Pick<NewSetting, 'key' | 'scopeKind'> & { readonly scopeId: string }

/** A decided value with the days it is in force, the last one left out. */
export type SettingPeriod = {
  readonly id: string
  readonly value: unknown
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate | null
  readonly legalSource: string
  readonly certainty: NewSetting['certainty']
  readonly decidedBy: string
}

const columns = sql`id, value, lower(in_force) as from, upper(in_force) as until, legal_source as "legalSource", certainty,
  decided_by as "decidedBy"`

/** The values of a line in the order of time, locked until the end of the transaction. */
export const listPeriodsForUpdate = async (tx: Tx, line: SettingLine): Promise<readonly SettingPeriod[]> => {
  const answer = await sql<SettingPeriod>`
    select ${columns} from setting
    where key = ${line.key} and scope_kind = ${line.scopeKind} and scope_id = ${line.scopeId}
    order by lower(in_force) for update`.execute(tx)
  return answer.rows
}

/** The line in which a value stands; not locked. */
export const findLineOf = async (reader: Reader, id: string): Promise<SettingLine | null> => {
  const answer = await sql<SettingLine>`
    select key, scope_kind as "scopeKind", scope_id as "scopeId" from setting where id = ${id}`.execute(reader)
  return answer.rows[0] ?? null
}

/** The first value of a line that begins at or after a day; null when none is decided. */
export const findNextDecided = async (
  reader: Reader,
  line: SettingLine,
  from: Temporal.PlainDate,
): Promise<Temporal.PlainDate | null> => {
  const answer = await sql<{ from: Temporal.PlainDate }>`
    select lower(in_force) as from from setting
    where key = ${line.key} and scope_kind = ${line.scopeKind} and scope_id = ${line.scopeId}
      and lower(in_force) >= ${from}::date
    order by lower(in_force) limit 1`.execute(reader)
  return answer.rows[0]?.from ?? null
}

/** Moves the end of a value; what was in force before the day stays as it was decided. */
export const endPeriod = async (tx: Tx, id: string, until: Temporal.PlainDate | null): Promise<void> => {
  await sql`update setting set in_force = daterange(lower(in_force), ${until}::date, '[)') where id = ${id}`.execute(tx)
}

export const deletePeriod = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('setting').where('id', '=', id).execute()
}
