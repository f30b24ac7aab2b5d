import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

/** A task that somebody has to do, and whom to remind of it. */
export type Remindable = {
  readonly taskId: string
  readonly title: string
  readonly dueAt: Temporal.Instant
  readonly officerId: string
  readonly accountId: string
  readonly email: string
}

const remindedAtMost = 20_000

/** Those who do the task of the row `t`: the officer, or the heads of the unit, and those who help. Rows `(id)`. */
const doers = sql`
  select t.responsible_officer_id as id where t.responsible_officer_id is not null
  union
  select h.officer_id from post p join post_holding h on h.post_id = p.id
    and h.in_force @> (now() at time zone 'Asia/Ho_Chi_Minh')::date
  where t.responsible_officer_id is null and p.unit_id = t.responsible_unit_id and p.role = 'unit-head'
  union
  select p.officer_id from participant p where p.subject_kind = 'task' and p.subject_id = t.id
    and p.capacity = 'together' and p.until_at is null`

export type Partner = {
  readonly officerId: string
  readonly accountId: string
  readonly email: string
  readonly title: string
  readonly byName: string
  readonly dueAt: Temporal.Instant | null
}

/** Everybody but one who does an open task, helps or asked for it, and how to write to them. */
export const findPartners = async (tx: Tx, taskId: string, by: string): Promise<readonly Partner[]> => {
  const { rows } = await sql<Partner>`
    select o.id as "officerId", c.id as "accountId", o.email, t.title, speaker.full_name as "byName", t.due_at as "dueAt"
    from task t join officer speaker on speaker.id = ${by}
    join lateral (${doers} union select t.assigned_by) who on true
    join officer o on o.id = who.id and o.id <> ${by} and o.email <> ''
    join account c on c.officer_id = o.id and c.disabled_at is null
    where t.id = ${taskId} and t.state in ('open', 'reported') order by o.id`.execute(tx)
  return rows
}

/**
 * Open tasks with a day between the two, once for each who does them or helps: the officer, or the heads of the unit. Whoever has no address or
 * a closed account is not among them.
 */
export const listRemindable = async (
  reader: Reader,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<readonly Remindable[]> => {
  const { rows } = await sql<Remindable>`
    select t.id as "taskId", t.title, t.due_at as "dueAt", o.id as "officerId", c.id as "accountId", o.email
    from task t
    join lateral (${doers}) who on true
    join officer o on o.id = who.id and o.email <> ''
    join account c on c.officer_id = o.id and c.disabled_at is null
    where t.state = 'open' and t.due_at between ${from} and ${until}
    order by o.id, t.due_at, t.id limit ${remindedAtMost}`.execute(reader)
  return rows
}

export type Reminder = Pick<Remindable, 'taskId' | 'officerId'> & { readonly moment: string }

/** Keeps that somebody is reminded; the ones that were not before. */
export const claimReminders = async (
  tx: Tx,
  reminders: readonly Reminder[],
  at: Temporal.Instant,
): Promise<ReadonlySet<string>> => {
  const claimed = await tx
    .insertInto('task_reminder')
    .values(
      reminders.map((one) => ({ task_id: one.taskId, officer_id: one.officerId, moment: one.moment, sent_at: at })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('task_id')
    .execute()
  return new Set(claimed.map((row) => row.task_id))
}
