import { accept } from '#kernel/result.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import { restsOn } from '#modules/calendar/domain/index.ts'
import type { WorkingTimeSource } from '#modules/calendar/index.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { findSetting } from '#platform/settings/settings.ts'
import { reminderOf, reminderRuleKey, usualReminders } from '../domain/index.ts'
import { claimReminders, listRemindable, type Remindable } from '../store/reminders.ts'

export type RemindDeps = { readonly database: Database; readonly clock: Clock; readonly workingTime: WorkingTimeSource }

/** One letter in the morning: everything somebody is reminded of that day. */
export type TaskLetter = {
  readonly accountId: string
  readonly to: string
  readonly tasks: readonly { readonly id: string; readonly title: string; readonly dueAt: Temporal.Instant }[]
}

type Due = Remindable & { readonly moment: string }

const horizonHours = 24 * 100

const byOfficer = (all: readonly Due[]): readonly (readonly Due[])[] => [
  ...Map.groupBy(all, (one) => one.officerId).values(),
]

/**
 * Brings tasks to mind on the morning of a working day: before their day, on it and after it, each moment once. `write` puts the letter in the
 * transaction that keeps that it was written. Returns how many letters.
 */
export const remindOfTasks = async (
  deps: RemindDeps,
  write: (tx: Tx, letter: TaskLetter) => Promise<void>,
): Promise<number> => {
  const now = deps.clock.now()
  const today = localDate(now)
  const { calendar } = await deps.workingTime(deps.database)
  if (restsOn(calendar, today)) return 0
  const rule = (await findSetting(deps.database, reminderRuleKey, today))?.value ?? usualReminders
  const near = await listRemindable(
    deps.database,
    now.subtract({ hours: horizonHours }),
    now.add({ hours: horizonHours }),
  )
  const due = near.flatMap((one): readonly Due[] => {
    const moment = reminderOf(calendar, rule, one.dueAt, now)
    return moment === null ? [] : [{ ...one, moment }]
  })
  let letters = 0
  for (const mine of byOfficer(due)) {
    const [first] = mine
    if (first === undefined) continue
    const written = await inTransaction(deps.database, async (tx) => {
      const fresh = await claimReminders(tx, mine, now)
      const tasks = mine.filter((one) => fresh.has(one.taskId))
      if (tasks.length === 0) return accept(false)
      const { accountId, email } = first
      await write(tx, { accountId, to: email, tasks: tasks.map((one) => ({ ...one, id: one.taskId })) })
      return accept(true)
    })
    if (written.ok && written.value) letters += 1
  }
  return letters
}
