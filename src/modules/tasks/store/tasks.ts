import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { AskedExtension, LateFault, Task, TaskSource, TaskState } from '../domain/index.ts'

export type TaskRow = Task & {
  readonly assignedPostId: string | null
  readonly parentId: string | null
  readonly documentId: string | null
}

/** The task under lock until the transaction ends. */
export const findTaskForUpdate = async (tx: Tx, id: string): Promise<TaskRow | null> => {
  const row = await tx.selectFrom('task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined
    ? null
    : {
        id: row.id,
        title: row.title,
        state: row.state as TaskState,
        version: row.version,
        agencyId: row.agency_id,
        assignedBy: row.assigned_by,
        assignedPostId: row.assigned_post_id,
        parentId: row.parent_id,
        documentId: row.source_kind === 'document' ? row.source_id : null,
        responsibleAgencyId: row.responsible_agency_id,
        responsibleUnitId: row.responsible_unit_id,
        responsibleOfficerId: row.responsible_officer_id,
        progress: row.progress,
        dueAt: row.due_at,
        reportedAt: row.reported_at,
        doneAt: row.done_at,
        lateFault: row.late_fault as LateFault | null,
      }
}

export type TaskToInsert = {
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly source: { readonly kind: TaskSource; readonly id: string | null; readonly label: string }
  readonly parentId: string | null
  readonly agencyId: string
  readonly assignedBy: string
  readonly assignedPostId: string
  readonly responsible: Responsible
  readonly urgency: number
  readonly dueAt: Temporal.Instant | null
  readonly now: Temporal.Instant
}

/** Where a task lies: with an officer, or with a unit that has not handed it on. */
export type Responsible = {
  readonly agencyId: string
  readonly unitId: string | null
  readonly officerId: string | null
}

/** False when it is there already: a second sender waits here for the first and then meets what it wrote. */
export const insertTask = async (tx: Tx, task: TaskToInsert): Promise<boolean> => {
  const made = await tx
    .insertInto('task')
    .values({
      id: task.id,
      title: task.title,
      detail: task.detail,
      source_kind: task.source.kind,
      source_id: task.source.id,
      source_label: task.source.label,
      parent_id: task.parentId,
      agency_id: task.agencyId,
      assigned_by: task.assignedBy,
      assigned_post_id: task.assignedPostId,
      responsible_agency_id: task.responsible.agencyId,
      responsible_unit_id: task.responsible.unitId,
      responsible_officer_id: task.responsible.officerId,
      urgency: task.urgency,
      due_at: task.dueAt,
      first_due_at: task.dueAt,
      created_at: task.now,
      updated_at: task.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export const insertSteps = async (tx: Tx, taskId: string, names: readonly string[]): Promise<void> => {
  if (names.length === 0) return
  await tx
    .insertInto('task_step')
    .values(names.map((name, index) => ({ task_id: taskId, position: index + 1, name })))
    .execute()
}

export type TaskChange = {
  readonly state?: TaskState
  readonly progress?: number
  readonly dueAt?: Temporal.Instant
  readonly reportedAt?: Temporal.Instant | null
  readonly doneAt?: Temporal.Instant
  readonly cancelledAt?: Temporal.Instant
  readonly lateFault?: LateFault
  readonly lateReason?: string
  readonly responsible?: Responsible
}

export const changeTask = async (tx: Tx, task: TaskRow, change: TaskChange, now: Temporal.Instant): Promise<void> => {
  const { responsible } = change
  await tx
    .updateTable('task')
    .set({
      updated_at: now,
      version: task.version + 1,
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.progress === undefined ? {} : { progress: change.progress }),
      // What was due on no day was first asked for by the first day it gets.
      ...(change.dueAt === undefined
        ? {}
        : { due_at: change.dueAt, first_due_at: sql<Temporal.Instant>`coalesce(first_due_at, ${change.dueAt})` }),
      ...(change.reportedAt === undefined ? {} : { reported_at: change.reportedAt }),
      ...(change.doneAt === undefined ? {} : { done_at: change.doneAt }),
      ...(change.cancelledAt === undefined ? {} : { cancelled_at: change.cancelledAt }),
      ...(change.lateFault === undefined ? {} : { late_fault: change.lateFault }),
      ...(change.lateReason === undefined ? {} : { late_reason: change.lateReason }),
      ...(responsible === undefined
        ? {}
        : {
            responsible_agency_id: responsible.agencyId,
            responsible_unit_id: responsible.unitId,
            responsible_officer_id: responsible.officerId,
          }),
    })
    .where('id', '=', task.id)
    .execute()
}

/** Ticks or unticks a step and tells its name; null when there is none at that place. */
export const markStep = async (
  tx: Tx,
  taskId: string,
  position: number,
  done: { readonly by: string; readonly at: Temporal.Instant } | null,
): Promise<string | null> => {
  const marked = await tx
    .updateTable('task_step')
    .set({ done_at: done?.at ?? null, done_by: done?.by ?? null })
    .where('task_id', '=', taskId)
    .where('position', '=', position)
    .returning('name')
    .executeTakeFirst()
  return marked?.name ?? null
}

/** What of a task is still left open: its steps, and the tasks that are parts of it. */
export const countRest = async (
  tx: Tx,
  taskId: string,
): Promise<{ readonly openSteps: number; readonly openParts: number; readonly steps: number }> => {
  const { rows } = await sql<{ openSteps: number; openParts: number; steps: number }>`
    select (select count(*) from task_step where task_id = ${taskId} and done_at is null)::int as "openSteps",
      (select count(*) from task_step where task_id = ${taskId})::int as steps,
      (select count(*) from task where parent_id = ${taskId} and state in ('open', 'reported'))::int as "openParts"`.execute(
    tx,
  )
  return rows[0] ?? { openSteps: 0, openParts: 0, steps: 0 }
}

export const findAskedExtension = async (reader: Reader, taskId: string): Promise<AskedExtension | null> => {
  const row = await reader
    .selectFrom('task_extension')
    .select(['id', 'asked_by as askedBy', 'due_wanted as dueWanted'])
    .where('task_id', '=', taskId)
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** The day of a task that is not locked: whoever moves it to an earlier one holds its open parts locked. */
export const findDueAt = async (reader: Reader, taskId: string | null): Promise<Temporal.Instant | null> => {
  if (taskId === null) return null
  const row = await reader.selectFrom('task').select('due_at').where('id', '=', taskId).executeTakeFirst()
  return row?.due_at ?? null
}

/** The last day of the open parts of a task, which stay locked: none of them gets more time meanwhile. */
export const findLastPartDue = async (tx: Tx, taskId: string): Promise<Temporal.Instant | null> => {
  const rows = await tx
    .selectFrom('task')
    .select('due_at')
    .where('parent_id', '=', taskId)
    .where('state', 'in', ['open', 'reported'])
    .orderBy('id')
    .forUpdate()
    .execute()
  const days = rows.flatMap(({ due_at: due }) => (due === null ? [] : [due]))
  return days.toSorted(Temporal.Instant.compare).at(-1) ?? null
}

/** The open parts of a task, in the order in which they were given. */
export const listOpenParts = async (reader: Reader, taskId: string): Promise<readonly string[]> => {
  const rows = await reader
    .selectFrom('task')
    .select('id')
    .where('parent_id', '=', taskId)
    .where('state', 'in', ['open', 'reported'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export type ExtensionToInsert = {
  readonly taskId: string
  readonly askedBy: string
  readonly dueBefore: Temporal.Instant
  readonly dueWanted: Temporal.Instant
  readonly reason: string
  readonly at: Temporal.Instant
}

export const insertExtension = async (tx: Tx, asked: ExtensionToInsert): Promise<void> => {
  await tx
    .insertInto('task_extension')
    .values({
      id: newId(),
      task_id: asked.taskId,
      asked_by: asked.askedBy,
      asked_at: asked.at,
      due_before: asked.dueBefore,
      due_wanted: asked.dueWanted,
      reason: asked.reason,
    })
    .execute()
}

export type ExtensionVerdict = {
  readonly id: string
  readonly isGranted: boolean
  readonly note: string
  readonly decidedBy: string
  readonly at: Temporal.Instant
}

/** A wish for more time falls with the work that it was for, as if who had it took it back. */
export const dropAskedExtension = async (tx: Tx, taskId: string, at: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('task_extension')
    .set(({ ref }) => ({ decided_at: at, decided_by: ref('asked_by'), is_granted: false }))
    .where('task_id', '=', taskId)
    .where('decided_at', 'is', null)
    .execute()
}

export const decideExtensionRow = async (tx: Tx, verdict: ExtensionVerdict): Promise<void> => {
  await tx
    .updateTable('task_extension')
    .set({
      decided_at: verdict.at,
      decided_by: verdict.decidedBy,
      is_granted: verdict.isGranted,
      note: verdict.note,
    })
    .where('id', '=', verdict.id)
    .execute()
}
