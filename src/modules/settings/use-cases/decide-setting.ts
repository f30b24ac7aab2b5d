import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { CalendarDate } from '#modules/calendar/domain/index.ts'
import { type Actor, hasRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { type Database, inTransaction, isBreachOf, type Tx } from '#platform/database/connection.ts'
import {
  endPeriod,
  findNextDecided,
  listPeriodsForUpdate,
  type SettingLine,
  type SettingPeriod,
} from '#platform/settings/setting-periods.ts'
import { noOverlap, recordSetting } from '#platform/settings/settings.ts'
import { type Placing, type PlacingRefusal, placeValue } from '../domain/place-value.ts'
import { isScopeThere } from '../queries/setting-scopes.ts'
import { findRegistered, type RegisteredSetting } from '../register.ts'
import { recordSettingDeed } from './setting-deed.ts'

export type SettingDeps = { readonly database: Database; readonly clock: Clock }

export const DecideSetting = z.strictObject({
  key: z.string().max(100),
  scopeKind: z.enum(['country', 'province', 'agency', 'procedure']),
  scopeId: z.union([z.literal(''), z.uuid()]).default(''),
  /** Judged by the schema that is registered for the key. */
  value: z.unknown(),
  from: CalendarDate,
  /** The first day on which it holds no more. */
  until: CalendarDate.nullable().default(null),
  legalSource: z.string().max(300).transform(tidy),
  certainty: z.enum(['seen', 'second-hand', 'memory', 'derived', 'decided']),
})
export type DecideSetting = z.infer<typeof DecideSetting>

/** Where a value breaks its schema: the way to the part, and how. */
export type ValueFault = { readonly path: readonly PropertyKey[]; readonly code: string; readonly message: string }

export type DecideSettingRefusal =
  | PlacingRefusal
  | { readonly code: 'setting.not-permitted' }
  | { readonly code: 'setting.unknown' }
  | { readonly code: 'setting.scope-unknown' }
  | { readonly code: 'setting.source-missing' }
  | { readonly code: 'setting.value-wrong'; readonly faults: readonly ValueFault[] }
  /** Another value is decided for these days; `from` is when it begins, when that is known. */
  | { readonly code: 'setting.overlaps'; readonly from: Temporal.PlainDate | null }

type Judged = { readonly setting: RegisteredSetting; readonly value: unknown }

const judge = (command: DecideSetting): Result<Judged, DecideSettingRefusal> => {
  const setting = findRegistered(command.key)
  if (setting === undefined) return refuse({ code: 'setting.unknown' })
  const isWide = command.scopeKind === 'country' || command.scopeKind === 'province'
  if (!setting.scopes.includes(command.scopeKind) || isWide !== (command.scopeId === ''))
    return refuse({ code: 'setting.scope-unknown' })
  if (command.legalSource === '') return refuse({ code: 'setting.source-missing' })
  const parsed = setting.schema.safeParse(command.value)
  if (parsed.success) return accept({ setting, value: parsed.data })
  const faults = parsed.error.issues.map(({ path, code, message }) => ({ path, code: code ?? '', message }))
  return refuse({ code: 'setting.value-wrong', faults })
}

const resume = async (tx: Tx, line: SettingLine, decided: readonly SettingPeriod[], placing: Placing) => {
  const { resumes } = placing
  const old = decided.find((period) => period.id === resumes?.id)
  if (resumes === null || old === undefined) return
  const { from, until } = resumes.days
  const { value, legalSource, certainty, decidedBy } = old
  await recordSetting(tx, {
    ...line,
    value,
    legalSource,
    certainty,
    decidedBy,
    from,
    ...(until === null ? {} : { until }),
  })
}

const nameOf = (actor: OfficerActor): string => {
  const post = actor.posts.find((one) => one.role === 'administrator')
  return post === undefined ? actor.fullName : `${actor.fullName}, ${post.title}`
}

const decide = async (
  tx: Tx,
  deps: SettingDeps,
  actor: OfficerActor,
  command: DecideSetting,
): Promise<Result<{ readonly id: string }, DecideSettingRefusal>> => {
  const judged = judge(command)
  if (!judged.ok) return judged
  const { setting, value } = judged.value
  const { key, scopeKind, scopeId, from, until, legalSource, certainty } = command
  const line = { key, scopeKind, scopeId }
  if (!(await isScopeThere(tx, line))) return refuse({ code: 'setting.scope-unknown' })
  const now = deps.clock.now()
  const decided = await listPeriodsForUpdate(tx, line)
  const placing = placeValue(decided, localDate(now), { from, until })
  if (!placing.ok) return placing
  if (placing.value.ends !== null) await endPeriod(tx, placing.value.ends, from)
  const ground = { legalSource, certainty, decidedBy: nameOf(actor) }
  const id = await recordSetting(tx, { ...line, value, from, ...(until === null ? {} : { until }), ...ground })
  await resume(tx, line, decided, placing.value)
  const before = decided.find((period) => period.id === placing.value.ends)
  await recordSettingDeed(tx, actor, now, setting, {
    id,
    type: 'setting.decided',
    detail: {
      ...{ scopeKind, scopeId, from: from.toString(), until: until?.toString() ?? null, legalSource, certainty },
      value,
      before: before === undefined ? null : { id: before.id, value: before.value },
    },
  })
  return accept({ id })
}

/**
 * Decides a value from a day on, today at the earliest: what was in force until then ends there and stays readable for ever. Refused: a
 * value that breaks its schema, days that are past, days for which another value is decided already.
 */
export const decideSetting = async (
  deps: SettingDeps,
  actor: Actor,
  command: DecideSetting,
): Promise<Result<{ readonly id: string }, DecideSettingRefusal>> => {
  if (!hasRole(actor, 'administrator')) return refuse({ code: 'setting.not-permitted' })
  try {
    return await inTransaction(deps.database, (tx) => decide(tx, deps, actor, command))
  } catch (error) {
    if (!isBreachOf(error, noOverlap)) throw error
    return refuse({ code: 'setting.overlaps', from: await findNextDecided(deps.database, command, command.from) })
  }
}
