import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

const ownDraft = (reader: Reader, accountId: string, filingId: string) =>
  reader
    .selectFrom('filing')
    .select('id')
    .where('id', '=', filingId)
    .where('account_id', '=', accountId)
    .where('state', '=', 'draft')

export const isOwnDraft = async (reader: Reader, accountId: string, filingId: string): Promise<boolean> =>
  (await ownDraft(reader, accountId, filingId).executeTakeFirst()) !== undefined

/** Whether this is a draft of the account; it stays one until the transaction ends. */
export const holdOwnDraft = async (tx: Tx, accountId: string, filingId: string): Promise<boolean> =>
  (await ownDraft(tx, accountId, filingId).forShare().executeTakeFirst()) !== undefined

export type Preparer = {
  /** The account of the officer at the counter, or the system. */
  readonly preparer: string
  readonly channel: 'counter' | 'other-office'
}

export type Preparation = Preparer & { readonly filingId: string; readonly now: Temporal.Instant }

/** Whether nobody has begun a filing under this number yet, or the preparer has and it is not filed. */
export const isOpenTo = async (reader: Reader, preparer: string, filingId: string): Promise<boolean> => {
  const row = await reader
    .selectFrom('filing')
    .select(['preparer', 'state'])
    .where('id', '=', filingId)
    .executeTakeFirst()
  return row === undefined || (row.preparer === preparer && row.state === 'draft')
}

/**
 * Ties a filing that is only prepared to whoever prepares it, with its first file; false when it is somebody else's or was filed. It stays
 * theirs until the transaction ends.
 */
export const holdPreparation = async (tx: Tx, { filingId, preparer, channel, now }: Preparation): Promise<boolean> => {
  const held = await tx
    .insertInto('filing')
    .values({ id: filingId, state: 'draft', channel, preparer, created_at: now, updated_at: now })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ updated_at: now })
        .where('filing.preparer', '=', preparer)
        .where('filing.state', '=', 'draft'),
    )
    .returning('id')
    .executeTakeFirst()
  return held !== undefined
}

/** Gives up what somebody began to prepare and left. */
export const dropPreparations = async (tx: Tx, since: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('filing')
    .set({ state: 'abandoned' })
    .where('state', '=', 'draft')
    .where('preparer', 'is not', null)
    .where('updated_at', '<', since)
    .execute()
}

/**
 * Drops the rows of files that were sent for a filing and never became part of a dossier: that of a dropped draft, or left behind when it was
 * handed in. Files of a draft that is still one stay. Answers how many.
 */
export const dropFilesOfUnfiled = async (tx: Tx, since: Temporal.Instant): Promise<number> => {
  const gone = await sql`
    delete from attachment a
    where a.owner_kind = 'filing' and a.added_at < ${since}
      and not exists (
        select from filing f where f.id = a.owner_id and (f.state = 'draft' or f.updated_at >= ${since}))`.execute(tx)
  return Number(gone.numAffectedRows ?? 0n)
}
