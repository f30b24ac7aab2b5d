import type { Selectable } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { Outcome as OutcomeRow } from '#platform/database/schema.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { IssuingAgency } from '../domain/outcome-head.ts'
import type { OutcomeValues } from '../domain/outcome-template.ts'

export type OutcomeState = 'draft' | 'agreed' | 'signed' | 'issued' | 'dropped'

/** The result of a dossier on its way from draft to issued document. */
export type Outcome = {
  readonly id: string
  readonly kind: 'granted' | 'refused'
  readonly template: string
  readonly registerKey: string
  readonly name: string
  readonly values: OutcomeValues
  readonly state: OutcomeState
  readonly agencyId: string
  readonly draftedBy: string
  readonly signedBy: string | null
  readonly signedAttachmentId: string | null
  readonly version: number
}

const toOutcome = (sealing: Sealing, row: Selectable<OutcomeRow>): Outcome => ({
  id: row.id,
  kind: row.kind === 'refused' ? 'refused' : 'granted',
  template: row.template,
  registerKey: row.register_key,
  name: row.name,
  values: JSON.parse(sealing.open(row.data_sealed)) as OutcomeValues,
  state: row.state as OutcomeState,
  agencyId: row.agency_id,
  draftedBy: row.drafted_by,
  signedBy: row.signed_by,
  signedAttachmentId: row.draft_attachment_id,
  version: row.version,
})

/** The one live result of a dossier. */
export const findOutcome = async (reader: Reader, sealing: Sealing, dossierId: string): Promise<Outcome | null> => {
  const row = await reader
    .selectFrom('outcome')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .where('state', '<>', 'dropped')
    .executeTakeFirst()
  return row === undefined ? null : toOutcome(sealing, row)
}

export type OutcomeDraft = {
  readonly dossierId: string
  readonly kind: 'granted' | 'refused'
  readonly template: string
  readonly registerKey: string
  readonly outcomeCode: string
  readonly name: string
  readonly values: OutcomeValues
  readonly agencyId: string
  readonly draftedBy: string
  readonly at: Temporal.Instant
}

/** Writes the draft, a new one or over the one there is; what was signed of an earlier wording falls. */
export const saveOutcomeDraft = async (tx: Tx, sealing: Sealing, draft: OutcomeDraft): Promise<void> => {
  const content = {
    kind: draft.kind,
    template: draft.template,
    register_key: draft.registerKey,
    outcome_code: draft.outcomeCode,
    name: draft.name,
    data_sealed: sealing.seal(JSON.stringify(draft.values)),
    state: 'draft',
    drafted_by: draft.draftedBy,
    drafted_at: draft.at,
  }
  const known = await tx
    .updateTable('outcome')
    .set((row) => ({
      ...content,
      version: row('version', '+', 1),
      signed_by: null,
      signed_at: null,
      draft_attachment_id: null,
    }))
    .where('dossier_id', '=', draft.dossierId)
    .where('state', 'in', ['draft', 'agreed', 'signed'])
    .returning('id')
    .executeTakeFirst()
  if (known !== undefined) return
  await tx
    .insertInto('outcome')
    .values({ id: newId(), dossier_id: draft.dossierId, agency_id: draft.agencyId, ...content })
    .execute()
}

export const setOutcomeState = async (tx: Tx, id: string, state: 'draft' | 'agreed' | 'dropped'): Promise<void> => {
  await tx
    .updateTable('outcome')
    .set((row) => ({
      state,
      version: row('version', '+', 1),
      signed_by: null,
      signed_at: null,
      draft_attachment_id: null,
    }))
    .where('id', '=', id)
    .execute()
}

export const markOutcomeSigned = async (
  tx: Tx,
  id: string,
  signature: { readonly officerId: string; readonly at: Temporal.Instant; readonly attachmentId: string },
): Promise<void> => {
  await tx
    .updateTable('outcome')
    .set({
      state: 'signed',
      signed_by: signature.officerId,
      signed_at: signature.at,
      draft_attachment_id: signature.attachmentId,
    })
    .where('id', '=', id)
    .execute()
}

export type Issue = {
  readonly number: number
  readonly year: number
  readonly notation: string
  readonly issuedOn: Temporal.PlainDate
  readonly sealedBy: string
  readonly attachmentId: string
}

export const issueOutcome = async (tx: Tx, id: string, issue: Issue): Promise<void> => {
  await tx
    .updateTable('outcome')
    .set({
      state: 'issued',
      number: issue.number,
      year: issue.year,
      notation: issue.notation,
      issued_on: issue.issuedOn,
      sealed_by: issue.sealedBy,
      attachment_id: issue.attachmentId,
    })
    .where('id', '=', id)
    .execute()
}

export const findIssuingAgency = async (reader: Reader, agencyId: string): Promise<IssuingAgency> => {
  const row = await reader
    .selectFrom('agency as a')
    .leftJoin('agency as parent', 'parent.id', 'a.parent_id')
    .select(['a.kind', 'a.name', 'a.notation', 'parent.name as parentName'])
    .where('a.id', '=', agencyId)
    .executeTakeFirstOrThrow()
  return row
}

/** The dossier ended without a decision: whatever was drafted or signed for it falls. */
export const dropOutcome = async (tx: Tx, dossierId: string): Promise<void> => {
  await tx
    .updateTable('outcome')
    .set({ state: 'dropped' })
    .where('dossier_id', '=', dossierId)
    .where('state', 'not in', ['dropped', 'issued'])
    .execute()
}
