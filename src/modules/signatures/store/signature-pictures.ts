import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

/** The picture of an officer's hand signature, PNG; null when he has brought none. */
export const findSignaturePicture = async (reader: Reader, officerId: string): Promise<Buffer | null> => {
  const row = await reader
    .selectFrom('signature_picture')
    .select('png')
    .where('officer_id', '=', officerId)
    .executeTakeFirst()
  return row?.png ?? null
}

export const saveSignaturePicture = async (
  tx: Tx,
  officerId: string,
  png: Uint8Array,
  at: Temporal.Instant,
): Promise<void> => {
  const told = { png: Buffer.from(png), brought_at: at }
  await tx
    .insertInto('signature_picture')
    .values({ officer_id: officerId, ...told })
    .onConflict((conflict) => conflict.column('officer_id').doUpdateSet(told))
    .execute()
}

export const dropSignaturePicture = async (tx: Tx, officerId: string): Promise<void> => {
  await tx.deleteFrom('signature_picture').where('officer_id', '=', officerId).execute()
}
