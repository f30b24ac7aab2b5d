import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { type Actor, hasRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { deletePeriod, endPeriod, findLineOf, listPeriodsForUpdate } from '#platform/settings/setting-periods.ts'
import { findRegistered } from '../register.ts'
import type { SettingDeps } from './decide-setting.ts'
import { recordSettingDeed } from './setting-deed.ts'

export const WithdrawSetting = z.strictObject({ id: z.uuid() })
export type WithdrawSetting = z.infer<typeof WithdrawSetting>

export type WithdrawSettingRefusal =
  | { readonly code: 'setting.not-permitted' }
  | { readonly code: 'setting.unknown' }
  | { readonly code: 'setting.in-force-already' }

type Withdrawn = { readonly key: string }

const withdraw = async (
  tx: Tx,
  now: Temporal.Instant,
  actor: OfficerActor,
  { id }: WithdrawSetting,
): Promise<Result<Withdrawn, WithdrawSettingRefusal>> => {
  const line = await findLineOf(tx, id)
  const setting = line === null ? undefined : findRegistered(line.key)
  const decided = line === null ? [] : await listPeriodsForUpdate(tx, line)
  const planned = decided.find((period) => period.id === id)
  if (line === null || setting === undefined || planned === undefined) return refuse({ code: 'setting.unknown' })
  if (Temporal.PlainDate.compare(planned.from, localDate(now)) <= 0) return refuse({ code: 'setting.in-force-already' })
  await deletePeriod(tx, id)
  const before = decided.find((period) => period.until?.equals(planned.from))
  if (before !== undefined) await endPeriod(tx, before.id, planned.until)
  const { value, from, until } = planned
  const { scopeKind, scopeId } = line
  await recordSettingDeed(tx, actor, now, setting, {
    id,
    type: 'setting.withdrawn',
    detail: { scopeKind, scopeId, from: from.toString(), until: until?.toString() ?? null, value },
  })
  return accept({ key: setting.key })
}

/**
 * Takes back a value that is not in force yet; the one before it goes on instead. What was withdrawn stays in the action log. A value
 * that has been in force for a day is never taken back, only followed by another.
 */
export const withdrawSetting = (
  deps: SettingDeps,
  actor: Actor,
  command: WithdrawSetting,
): Promise<Result<Withdrawn, WithdrawSettingRefusal>> =>
  inTransaction(
    deps.database,
    async (tx): Promise<Result<Withdrawn, WithdrawSettingRefusal>> =>
      hasRole(actor, 'administrator')
        ? withdraw(tx, deps.clock.now(), actor, command)
        : refuse({ code: 'setting.not-permitted' }),
  )
