import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

/** Keeps what an account was about to post while the person is away at the eID provider. Returns an opaque id. */
export const keepForm = async (
  reader: Reader,
  accountId: string,
  sealed: Buffer,
  now: Temporal.Instant,
): Promise<string> => {
  const id = newId()
  await reader.insertInto('kept_form').values({ id, account_id: accountId, sealed, created_at: now }).execute()
  return id
}

/** Gives it back once, to the same account only. */
export const takeKeptForm = async (reader: Reader, id: string, accountId: string): Promise<Buffer | null> => {
  const taken = await reader
    .deleteFrom('kept_form')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returning('sealed')
    .executeTakeFirst()
  return taken?.sealed ?? null
}

export const forgetKeptForms = async (reader: Reader, before: Temporal.Instant): Promise<void> => {
  await reader.deleteFrom('kept_form').where('created_at', '<', before).execute()
}
