import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { FilingDraft, type FilingStep, filingSteps } from '../domain/filing-draft.ts'

export type DraftWriting = {
  readonly filingId: string
  readonly accountId: string
  readonly version: number
  readonly page: string | null
  readonly step: FilingStep
  readonly draft: FilingDraft
  readonly at: Temporal.Instant
}

/**
 * The new version; null when the draft is somebody else's, was filed, or was changed since by another page than the one that writes now.
 */
export const writeDraft = async (tx: Tx, sealing: Sealing, writing: DraftWriting): Promise<number | null> => {
  const content = {
    draft_sealed: sealing.seal(JSON.stringify(writing.draft)),
    draft_procedure: writing.draft.procedureCode,
    draft_step: writing.step,
    draft_page: writing.page,
    updated_at: writing.at,
  }
  const changed = await tx
    .updateTable('filing')
    .set({ ...content, draft_version: sql`draft_version + 1` })
    .where('id', '=', writing.filingId)
    .where('account_id', '=', writing.accountId)
    .where('state', '=', 'draft')
    .where((row) => row.or([row('draft_version', '=', writing.version), row('draft_page', '=', writing.page)]))
    .returning('draft_version')
    .executeTakeFirst()
  if (changed !== undefined || writing.version > 0) return changed?.draft_version ?? null
  const row = await tx
    .insertInto('filing')
    .values({
      id: writing.filingId,
      state: 'draft',
      channel: 'own-portal',
      account_id: writing.accountId,
      created_at: writing.at,
      draft_version: 1,
      ...content,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('draft_version')
    .executeTakeFirst()
  return row?.draft_version ?? null
}

/**
 * Brings a draft to its last step when a file is there for every paper that is needed and no other page has changed it since; says whether.
 */
export const moveDraftOn = async (
  tx: Tx,
  moving: Pick<DraftWriting, 'filingId' | 'version' | 'page' | 'at'> & { readonly needed: readonly string[] },
): Promise<boolean> => {
  const { filingId, version, page, needed, at } = moving
  const moved = await sql`
    update filing set draft_step = 'check', draft_page = ${page}, draft_version = draft_version + 1, updated_at = ${at}
    where id = ${filingId} and state = 'draft' and (draft_version = ${version} or draft_page = ${page})
      and not exists (
        select from unnest(${needed}::text[]) as paper
        where not exists (
          select from attachment a
          where a.owner_kind = 'filing' and a.owner_id = ${filingId} and a.purpose = paper and a.removed_at is null))`.execute(
    tx,
  )
  return moved.numAffectedRows === 1n
}

export type KeptDraft = {
  readonly filingId: string
  readonly state: 'draft' | 'filed' | 'abandoned'
  readonly version: number
  readonly step: FilingStep
  readonly draft: FilingDraft | null
  readonly updatedAt: Temporal.Instant
}

const stepOf = (text: string | null): FilingStep => filingSteps.find((step) => step === text) ?? 'who'

/** A filing of this account with its draft, if it is still one. */
export const findDraft = async (
  reader: Reader,
  sealing: Sealing,
  accountId: string,
  filingId: string,
): Promise<KeptDraft | null> => {
  const row = await reader
    .selectFrom('filing')
    .select(['id', 'state', 'draft_version', 'draft_step', 'draft_sealed', 'updated_at'])
    .where('id', '=', filingId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    filingId: row.id,
    state: row.state as KeptDraft['state'],
    version: row.draft_version,
    step: stepOf(row.draft_step),
    draft: row.draft_sealed === null ? null : FilingDraft.parse(JSON.parse(sealing.open(row.draft_sealed))),
    updatedAt: row.updated_at,
  }
}

export type DraftHead = {
  readonly filingId: string
  readonly procedureCode: string
  readonly procedureName: string
  readonly step: FilingStep
  readonly updatedAt: Temporal.Instant
}

/** The drafts of an account, the latest first. */
export const listDrafts = async (reader: Reader, accountId: string): Promise<readonly DraftHead[]> => {
  const rows = await reader
    .selectFrom('filing as f')
    .innerJoin('procedure as p', 'p.code', 'f.draft_procedure')
    .select(['f.id', 'p.code', 'p.name', 'f.draft_step', 'f.updated_at'])
    .where('f.account_id', '=', accountId)
    .where('f.state', '=', 'draft')
    .orderBy('f.updated_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    filingId: row.id,
    procedureCode: row.code,
    procedureName: row.name,
    step: stepOf(row.draft_step),
    updatedAt: row.updated_at,
  }))
}

/** Drops a draft at its owner's wish; what was attached is removed with it. */
export const dropDraft = async (
  tx: Tx,
  accountId: string,
  filingId: string,
  at: Temporal.Instant,
): Promise<boolean> => {
  const row = await tx
    .updateTable('filing')
    .set({ state: 'abandoned', draft_sealed: null, updated_at: at })
    .where('id', '=', filingId)
    .where('account_id', '=', accountId)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Drops drafts that nobody touched since a moment, with what was typed in them. Returns how many. */
export const dropDraftsUntouchedSince = async (tx: Tx, since: Temporal.Instant): Promise<number> => {
  const result = await tx
    .updateTable('filing')
    .set({ state: 'abandoned', draft_sealed: null })
    .where('state', '=', 'draft')
    .where('updated_at', '<', since)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
