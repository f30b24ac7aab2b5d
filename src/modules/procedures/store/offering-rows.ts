import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Tx } from '#platform/database/connection.ts'
import type { ProvinceAddition, PublishedProcedure } from '../domain/index.ts'
import { ProvinceAddition as Addition, PublishedProcedure as Published } from '../domain/index.ts'
import { mayFileOnline } from './load-procedures.ts'

export type ProcedureToOffer = {
  readonly id: string
  readonly published: PublishedProcedure
  readonly local: ProvinceAddition | null
}

/** A procedure by code with what the province added, locked; null when it is not there or was withdrawn. */
export const findForOffering = async (tx: Tx, code: string): Promise<ProcedureToOffer | null> => {
  const answer = await sql<{ id: string; published: unknown; addition: unknown }>`
    select procedure.id, procedure.published, procedure_local.addition
    from procedure left join procedure_local on procedure_local.procedure_id = procedure.id
    where procedure.code = ${code} and procedure.withdrawn_at is null for update of procedure`.execute(tx)
  const row = answer.rows[0]
  if (row === undefined) return null
  const local = row.addition === null ? null : Addition.parse(row.addition)
  return { id: row.id, published: Published.parse(row.published), local }
}

export type OfferToSave = {
  readonly procedureId: string
  readonly addition: ProvinceAddition
  readonly processId: string
  readonly decidingAgencyId: string | null
  readonly isOpen: boolean
  readonly at: Temporal.Instant
}

export const saveOffer = async (tx: Tx, offer: OfferToSave): Promise<void> => {
  const { addition } = offer
  const values = {
    addition: jsonb(addition),
    form_key: addition.form,
    process_definition_id: offer.processId,
    online_service: addition.serviceLevel.level,
    files_online: mayFileOnline(addition),
    ministry_run: addition.decidedBy.kind === 'ministry-run',
    deciding_kind: offer.decidingAgencyId === null ? 'commune' : 'agency',
    deciding_agency_id: offer.decidingAgencyId,
    deciding_unit_key: addition.decidedBy.unit,
    is_open: offer.isOpen,
    updated_at: offer.at,
  }
  await tx
    .insertInto('procedure_local')
    .values({ procedure_id: offer.procedureId, ...values })
    .onConflict((conflict) => conflict.column('procedure_id').doUpdateSet(values))
    .execute()
}
