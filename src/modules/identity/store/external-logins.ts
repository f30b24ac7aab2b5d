import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

/** Whom a provider calls by this subject, or null. */
export type ExternalSubject = { readonly issuer: string; readonly subject: string }

export type LinkedAccount = { readonly accountId: string; readonly disabledAt: Temporal.Instant | null }

export const findLinkedForUpdate = async (
  tx: Tx,
  { issuer, subject }: ExternalSubject,
): Promise<LinkedAccount | null> => {
  const row = await tx
    .selectFrom('external_login')
    .innerJoin('account', 'account.id', 'external_login.account_id')
    .select(['account.id as accountId', 'account.disabled_at as disabledAt'])
    .where('external_login.issuer', '=', issuer)
    .where('external_login.subject', '=', subject)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Returns false when the subject belongs to an account already. */
export const linkSubject = async (
  tx: Tx,
  { issuer, subject }: ExternalSubject,
  accountId: string,
  now: Temporal.Instant,
): Promise<boolean> => {
  const linked = await tx
    .insertInto('external_login')
    .values({ issuer, subject, account_id: accountId, linked_at: now })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .executeTakeFirst()
  return (linked.numInsertedOrUpdatedRows ?? 0n) > 0n
}
