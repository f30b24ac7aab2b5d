import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'

export type FilingClaim = {
  readonly filingId: string
  readonly channel: string
  readonly origin: string
  readonly externalIds: readonly { readonly issuer: string; readonly id: string }[]
  readonly accountId: string | null
  /** Who prepared it, when its files came before it did. */
  readonly preparer: string | null
  readonly now: Temporal.Instant
}

/**
 * Takes hold of a filing, made now or drafted before, until the transaction ends. A second sender of the same filing waits here and then
 * meets it filed; somebody else's filing is foreign.
 */
export const claimFiling = async (tx: Tx, claim: FilingClaim): Promise<'fresh' | 'filed' | 'foreign'> => {
  const making = tx
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
  const holding = tx
    .selectFrom('filing')
    .select(['state', 'account_id', 'channel', 'origin', 'preparer'])
    .where('id', '=', claim.filingId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const [made, known] = await Promise.all([making, holding])
  if (made !== undefined) return 'fresh'
  if (known.state === 'abandoned') return 'foreign'
  if (known.preparer !== null && known.preparer !== claim.preparer) return 'foreign'
  if (known.preparer !== null && known.state === 'draft') {
    // Its files came ahead of what it is.
    const { channel, origin, externalIds } = claim
    const said = { channel, origin, external_ids: jsonb(externalIds) }
    await tx.updateTable('filing').set(said).where('id', '=', claim.filingId).execute()
    return 'fresh'
  }
  const isTheirs = known.account_id === claim.accountId && known.channel === claim.channel
  if (!isTheirs || known.origin !== claim.origin) return 'foreign'
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

type ExternalId = { readonly issuer: string; readonly id: string }

/**
 * The filings that came under the given numbers. Until the transaction ends nobody else files under them: the same message sent twice at
 * once waits here and then meets the first.
 */
export const findFilingsByExternalIds = async (
  tx: Tx,
  ids: readonly ExternalId[],
): Promise<readonly { readonly id: string; readonly channel: string }[]> => {
  if (ids.length === 0) return []
  const keys = ids.map(({ issuer, id }) => JSON.stringify([issuer, id])).sort()
  // In one order, so that two senders of several numbers cannot wait for each other.
  for (const key of keys) await sql`select pg_advisory_xact_lock(hashtextextended(${`filing/${key}`}, 0))`.execute(tx)
  const found = await sql<{ id: string; channel: string }>`
    select distinct f.id, f.channel
    from unnest(${ids.map((one) => one.issuer)}::text[], ${ids.map((one) => one.id)}::text[]) as given (issuer, external_id)
    join filing_external_id e on e.issuer = given.issuer and e.external_id = given.external_id
    join filing f on f.id = e.filing_id`.execute(tx)
  return found.rows
}

export const findFiledDossiers = async (reader: Reader, filingId: string) =>
  reader
    .selectFrom('dossier')
    .select(['id', 'code', 'tracking_key as trackingKey'])
    .where('filing_id', '=', filingId)
    .orderBy('code')
    .execute()
