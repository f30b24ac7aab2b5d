import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'

export type FilingClaim = {
  readonly filingId: string
  readonly channel: string
  readonly origin: string
  readonly externalIds: readonly { readonly issuer: string; readonly id: string }[]
  readonly accountId: string | null
  readonly now: Temporal.Instant
}

/**
 * Takes hold of a filing, made now or drafted before, until the transaction ends. A second sender of the same filing waits here and then
 * meets it filed; somebody else's filing is foreign.
 */
export const claimFiling = async (tx: Tx, claim: FilingClaim): Promise<'fresh' | 'filed' | 'foreign'> => {
  const made = await tx
    .insertInto('filing')
    .values({
      id: claim.filingId,
      state: 'draft',
      channel: claim.channel,
      origin: claim.origin,
      account_id: claim.accountId,
      external_ids: jsonb(claim.externalIds),
      created_at: claim.now,
      updated_at: claim.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made !== undefined) return 'fresh'
  const known = await tx
    .selectFrom('filing')
    .select(['state', 'account_id', 'channel'])
    .where('id', '=', claim.filingId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (known.account_id !== claim.accountId || known.channel !== claim.channel) return 'foreign'
  return known.state === 'filed' ? 'filed' : 'fresh'
}

/** The draft is dropped in the same statement: from here on the dossiers hold what was filed. */
export const markFiled = async (tx: Tx, filingId: string, at: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('filing')
    .set({ state: 'filed', filed_at: at, updated_at: at, draft_sealed: null, draft_step: null })
    .where('id', '=', filingId)
    .execute()
}

export const linkExternalId = async (tx: Tx, filingId: string, issuer: string, externalId: string): Promise<void> => {
  await tx.insertInto('filing_external_id').values({ issuer, external_id: externalId, filing_id: filingId }).execute()
}

export const findFiledDossiers = async (reader: Reader, filingId: string) =>
  reader
    .selectFrom('dossier')
    .select(['id', 'code', 'tracking_key as trackingKey'])
    .where('filing_id', '=', filingId)
    .orderBy('code')
    .execute()
