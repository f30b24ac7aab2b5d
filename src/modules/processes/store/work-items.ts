import type { Selectable } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { HeldPost, Role } from '#modules/identity/domain/index.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { insertRows } from '#platform/database/insert-rows.ts'
import type { WorkItem as WorkItemRow } from '#platform/database/schema.ts'
import { asides, type Deed, type DocumentDeed, type WorkItem, type WorkItemState } from '../domain/index.ts'

const toWorkItem = (row: Selectable<WorkItemRow>): WorkItem => ({
  id: row.id,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  stepKey: row.step_key,
  deed: row.deed as Deed,
  role: row.role as Role,
  agencyId: row.agency_id,
  unitId: row.unit_id,
  officerId: row.officer_id,
  state: row.state as WorkItemState,
  openedAt: row.opened_at,
  dueAt: row.due_at,
  limitMinutes: row.limit_minutes,
})

export type NewWorkItem = {
  readonly subjectKind: string
  readonly subjectId: string
  /** The procedure that the work on a dossier follows: its list is narrowed and counted by it. */
  readonly procedureId?: string
  readonly definitionId: string | null
  readonly stepKey: string
  readonly deed: Deed | DocumentDeed
  readonly role: Role
  readonly agencyId: string
  readonly unitId: string | null
  readonly officerId: string | null
  readonly openedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
  readonly subjectDueAt: Temporal.Instant | null
  readonly criticalAt: Temporal.Instant | null
  readonly limitMinutes: number | null
  readonly note?: string
  /** Who gave it and wants to know what becomes of it; absent where the process itself opens it. */
  readonly givenBy?: string | null
}

const rowOf = (item: NewWorkItem) => ({
  id: newId(),
  subject_kind: item.subjectKind,
  subject_id: item.subjectId,
  procedure_id: item.procedureId ?? null,
  definition_id: item.definitionId,
  step_key: item.stepKey,
  deed: item.deed,
  role: item.role,
  agency_id: item.agencyId,
  unit_id: item.unitId,
  officer_id: item.officerId,
  opened_at: item.openedAt,
  due_at: item.dueAt,
  subject_due_at: item.subjectDueAt,
  critical_at: item.criticalAt,
  limit_minutes: item.limitMinutes,
  note: item.note ?? '',
  given_by: item.givenBy ?? null,
})

export const openWorkItem = async (tx: Tx, item: NewWorkItem): Promise<string> => {
  const row = rowOf(item)
  await tx.insertInto('work_item').values(row).execute()
  return row.id
}

/** Many pieces of work in one statement. */
export const openWorkItems = (tx: Tx, items: readonly NewWorkItem[]): Promise<void> =>
  insertRows(tx, 'work_item', items.map(rowOf))

/** The open work of a subject, whose own row the caller holds locked. */
export const listOpenWork = async (reader: Reader, subjectId: string): Promise<readonly WorkItem[]> => {
  const rows = await reader
    .selectFrom('work_item')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .where('state', 'in', ['open', 'paused'])
    .orderBy('opened_at')
    .execute()
  return rows.map(toWorkItem)
}

/** Closes an item and keeps who did it as that person was called then; the national portal asks for it per step. */
export const closeWorkItem = async (
  tx: Tx,
  id: string,
  state: 'done' | 'sent-back' | 'cancelled',
  at: Temporal.Instant,
  by: { readonly officerId: string; readonly fullName: string; readonly post: HeldPost } | null,
  note = '',
): Promise<void> => {
  await tx
    .updateTable('work_item')
    .set({
      state,
      closed_at: at,
      note,
      ...(by === null
        ? {}
        : {
            done_by: by.officerId,
            done_by_name: by.fullName,
            done_by_title: by.post.title,
            done_by_delegation: by.post.isDelegated,
            done_by_unit: by.post.unitName === '' ? by.post.agencyName : `${by.post.unitName}, ${by.post.agencyName}`,
          }),
    })
    .where('id', '=', id)
    .execute()
}

/** While a dossier waits for the citizen its work waits too; nobody has to apologise for that. */
export const pauseWork = async (tx: Tx, subjectId: string, at: Temporal.Instant): Promise<void> => {
  await cancelOpen(tx, subjectId, at, ['apologise'])
  await tx
    .updateTable('work_item')
    .set({ state: 'paused' })
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'open')
    .execute()
}

/** The work goes on, each piece with its whole time again from now. */
export const resumeWork = async (
  tx: Tx,
  subjectId: string,
  dueAfter: (limitMinutes: number) => Temporal.Instant,
): Promise<void> => {
  const paused = await tx
    .selectFrom('work_item')
    .select(['id', 'limit_minutes'])
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'paused')
    .execute()
  for (const item of paused) {
    await tx
      .updateTable('work_item')
      .set({ state: 'open', due_at: item.limit_minutes === null ? null : dueAfter(item.limit_minutes) })
      .where('id', '=', item.id)
      .execute()
  }
}

const cancelOpen = async (tx: Tx, subjectId: string, at: Temporal.Instant, deeds: readonly Deed[]): Promise<void> => {
  await tx
    .updateTable('work_item')
    .set({ state: 'cancelled', closed_at: at })
    .where('subject_id', '=', subjectId)
    .where('deed', 'in', deeds)
    .where('state', '=', 'open')
    .execute()
}

/** What was asked for besides the process is not needed any more. */
export const cancelAsides = (tx: Tx, subjectId: string, at: Temporal.Instant): Promise<void> =>
  cancelOpen(tx, subjectId, at, asides)

export const cancelWork = async (tx: Tx, subjectId: string, at: Temporal.Instant, note: string): Promise<void> => {
  await tx
    .updateTable('work_item')
    .set({ state: 'cancelled', closed_at: at, note })
    .where('subject_id', '=', subjectId)
    .where('state', 'in', ['open', 'paused'])
    .execute()
}

/** The subject's due date is repeated on its open work, so that a work list sorts without a join. */
export const setWorkDue = async (
  tx: Tx,
  subjectId: string,
  dueAt: Temporal.Instant | null,
  criticalAt: Temporal.Instant | null,
): Promise<void> => {
  await tx
    .updateTable('work_item')
    .set({ subject_due_at: dueAt, critical_at: criticalAt })
    .where('subject_id', '=', subjectId)
    .where('state', 'in', ['open', 'paused'])
    .execute()
}

/** Gives single pieces of open work a day, or another one. */
export const setItemsDue = async (tx: Tx, ids: readonly string[], dueAt: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('work_item')
    .set({ due_at: dueAt, critical_at: dueAt })
    .where('id', 'in', ids)
    .where('state', '=', 'open')
    .execute()
}
