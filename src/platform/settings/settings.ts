import { sql } from 'kysely'
import type { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '../database/connection.ts'
import { jsonb } from '../database/connection.ts'

/** The narrowest scope that has a value wins: procedure, then agency, then province, then country. */
export type SettingScope = { readonly agencyId?: string; readonly procedureId?: string }

export type SettingKey<Value> = { readonly key: string; readonly schema: z.ZodType<Value> }

/** A value of a setting with where it comes from, so that what was decided with it can be told later. */
export type SettingInForce<Value> = {
  readonly id: string
  readonly value: Value
  readonly legalSource: string
  readonly certainty: string
}

const rank = sql`case scope_kind when 'procedure' then 4 when 'agency' then 3 when 'province' then 2 else 1 end`

const rowsInForce = (
  reader: Reader,
  keys: readonly string[],
  on: Temporal.PlainDate,
  { agencyId = '', procedureId = '' }: SettingScope,
) =>
  reader
    .selectFrom('setting')
    .distinctOn('key')
    .select(['key', 'id', 'value', 'legal_source', 'certainty'])
    .where('key', 'in', keys)
    .where(sql<boolean>`in_force @> ${on}::date`)
    .where((where) =>
      where.or([
        where('scope_kind', 'in', ['country', 'province']),
        where.and([where('scope_kind', '=', 'agency'), where('scope_id', '=', agencyId)]),
        where.and([where('scope_kind', '=', 'procedure'), where('scope_id', '=', procedureId)]),
      ]),
    )
    .orderBy('key')
    .orderBy(rank, 'desc')
    .execute()

type SettingKeys<Values> = { readonly [Name in keyof Values]: SettingKey<Values[Name]> }

/** Several settings in force on a day in one statement, by the names given to them; null for what was never decided. */
export const findSettings = async <Values extends Record<string, unknown>>(
  reader: Reader,
  settings: SettingKeys<Values>,
  on: Temporal.PlainDate,
  scope: SettingScope = {},
): Promise<{ readonly [Name in keyof Values]: SettingInForce<Values[Name]> | null }> => {
  const named = Object.entries(settings) as [keyof Values, SettingKey<unknown>][]
  const keys = named.map(([, setting]) => setting.key)
  const rows = await rowsInForce(reader, keys, on, scope)
  const inForce = named.map(([name, { key, schema }]) => {
    const row = rows.find((one) => one.key === key)
    if (row === undefined) return [name, null]
    return [
      name,
      { id: row.id, value: schema.parse(row.value), legalSource: row.legal_source, certainty: row.certainty },
    ]
  })
  return Object.fromEntries(inForce)
}

/** The setting in force on a day, or null when none was ever decided. Throws when the stored value breaks its schema. */
export const findSetting = async <Value>(
  reader: Reader,
  setting: SettingKey<Value>,
  on: Temporal.PlainDate,
  scope: SettingScope = {},
): Promise<SettingInForce<Value> | null> =>
  (await findSettings<{ one: Value }>(reader, { one: setting }, on, scope)).one

/** Like `findSetting`; throws when the setting is missing, because a province cannot work without it. */
export const getSetting = async <Value>(
  reader: Reader,
  setting: SettingKey<Value>,
  on: Temporal.PlainDate,
  scope: SettingScope = {},
): Promise<SettingInForce<Value>> => {
  const found = await findSetting(reader, setting, on, scope)
  if (found === null) throw new Error(`setting ${setting.key} has no value on ${on.toString()}`)
  return found
}

export type NewSetting = {
  readonly key: string
  readonly scopeKind: 'country' | 'province' | 'agency' | 'procedure'
  readonly scopeId?: string
  readonly value: unknown
  readonly from: Temporal.PlainDate
  readonly until?: Temporal.PlainDate
  readonly legalSource: string
  readonly certainty: 'seen' | 'second-hand' | 'memory' | 'derived' | 'decided'
  readonly decidedBy: string
}

/** Forbids two values of one key and scope on the same day. */
export const noOverlap = 'setting_no_overlap'

/** Records a setting and answers its id; a period that overlaps one already decided is refused by the database. */
export const recordSetting = async (tx: Tx, setting: NewSetting): Promise<string> => {
  const id = newId()
  await tx
    .insertInto('setting')
    .values({
      id,
      key: setting.key,
      scope_kind: setting.scopeKind,
      scope_id: setting.scopeId ?? '',
      value: jsonb(setting.value),
      in_force: sql<string>`daterange(${setting.from}::date, ${setting.until ?? null}::date, '[)')`,
      legal_source: setting.legalSource,
      certainty: setting.certainty,
      decided_by: setting.decidedBy,
    })
    .execute()
  return id
}
