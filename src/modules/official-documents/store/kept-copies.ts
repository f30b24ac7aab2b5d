import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

export type NewKeptCopyUse = {
  readonly id: string
  readonly documentId: string
  readonly userName: string
  readonly userUnit: string
  readonly lentOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate | null
  readonly permittedBy: { readonly officerId: string; readonly name: string; readonly title: string }
  readonly note: string
  readonly lentAt: Temporal.Instant
  readonly lentBy: string
}

/** Breaks `kept_copy_use_out` when somebody has the copy. */
export const insertKeptCopyUse = async (tx: Tx, use: NewKeptCopyUse): Promise<void> => {
  await tx
    .insertInto('kept_copy_use')
    .values({
      id: use.id,
      document_id: use.documentId,
      user_name: use.userName,
      user_unit: use.userUnit,
      lent_on: use.lentOn,
      due_on: use.dueOn,
      permitted_by: use.permittedBy.officerId,
      permitted_name: use.permittedBy.name,
      permitted_title: use.permittedBy.title,
      note: use.note,
      lent_at: use.lentAt,
      lent_by: use.lentBy,
    })
    .execute()
}

export type KeptCopyUse = {
  readonly id: string
  readonly userName: string
  readonly userUnit: string
  readonly lentOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate | null
}

/** Who has the kept copy of a document now. */
export const findKeptCopyOut = async (reader: Reader, documentId: string): Promise<KeptCopyUse | null> => {
  const row = await reader
    .selectFrom('kept_copy_use')
    .select(['id', 'user_name as userName', 'user_unit as userUnit', 'lent_on as lentOn', 'due_on as dueOn'])
    .where('document_id', '=', documentId)
    .where('returned_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

export const markKeptCopyReturned = async (
  tx: Tx,
  id: string,
  returned: { readonly at: Temporal.Instant; readonly on: Temporal.PlainDate; readonly by: string },
): Promise<void> => {
  await tx
    .updateTable('kept_copy_use')
    .set({ returned_at: returned.at, returned_on: returned.on, returned_by: returned.by })
    .where('id', '=', id)
    .where('returned_at', 'is', null)
    .execute()
}
