import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { FormDefinition } from '#modules/forms/domain/index.ts'
import { ProcessDefinition } from '#modules/processes/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type Offer, ProvinceAddition, PublishedProcedure } from '../domain/index.ts'

/** A procedure with everything a filing needs: what is published, what the province added, and the versions in force. */
export type OfferedProcedure = Offer & {
  readonly id: string
  readonly isOpen: boolean
  readonly form: { readonly id: string; readonly definition: FormDefinition } | null
  readonly process: { readonly id: string; readonly definition: ProcessDefinition } | null
  /** The agency that decides when it is always the same one. */
  readonly decidingAgencyId: string | null
}

export type ProcedureCatalogue = {
  /** Null when no procedure has the code or it was withdrawn. */
  readonly findByCode: (reader: Reader, code: string, on: Temporal.PlainDate) => Promise<OfferedProcedure | null>
  readonly findById: (reader: Reader, id: string, on: Temporal.PlainDate) => Promise<OfferedProcedure | null>
}

type Head = {
  readonly id: string
  readonly stamp: string
  readonly formId: string | null
  readonly processId: string | null
}

const headOf = async (
  reader: Reader,
  column: 'code' | 'id',
  value: string,
  on: Temporal.PlainDate,
): Promise<Head | null> => {
  const answer = await sql<Head>`
    select p.id, p.updated_at::text || coalesce(l.updated_at::text, '') as stamp,
      f.id as "formId", l.process_definition_id as "processId"
    from procedure p
    left join procedure_local l on l.procedure_id = p.id
    left join form_definition f on f.key = coalesce(l.form_key, 'general') and f.in_force @> ${on}::date
    where ${sql.ref(`p.${column}`)} = ${value} and p.withdrawn_at is null`.execute(reader)
  return answer.rows[0] ?? null
}

const loadOffer = async (reader: Reader, head: Head): Promise<OfferedProcedure> => {
  const row = await reader
    .selectFrom('procedure as p')
    .leftJoin('procedure_local as l', 'l.procedure_id', 'p.id')
    .leftJoin('form_definition as f', (join) => join.on('f.id', '=', head.formId))
    .leftJoin('process_definition as d', 'd.id', 'l.process_definition_id')
    .select(['p.id', 'p.published', 'l.addition', 'l.is_open', 'l.deciding_agency_id'])
    .select(['f.definition as form', 'd.definition as process'])
    .where('p.id', '=', head.id)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    published: PublishedProcedure.parse(row.published),
    local: row.addition === null ? null : ProvinceAddition.parse(row.addition),
    isOpen: row.is_open ?? false,
    form: head.formId === null ? null : { id: head.formId, definition: FormDefinition.parse(row.form) },
    process: head.processId === null ? null : { id: head.processId, definition: ProcessDefinition.parse(row.process) },
    decidingAgencyId: row.deciding_agency_id,
  }
}

const keptOffers = 500

/** Offers are large and change rarely: each call asks which versions are in force and reads a whole offer only when that changed. */
export const openProcedureCatalogue = (): ProcedureCatalogue => {
  const kept = new Map<string, { readonly stamp: string; readonly offer: OfferedProcedure }>()
  const find = async (reader: Reader, column: 'code' | 'id', value: string, on: Temporal.PlainDate) => {
    const head = await headOf(reader, column, value, on)
    if (head === null) return null
    const stamp = `${head.stamp}|${head.formId}|${head.processId}`
    const known = kept.get(head.id)
    if (known?.stamp === stamp) return known.offer
    const offer = await loadOffer(reader, head)
    if (kept.size >= keptOffers) kept.delete(kept.keys().next().value ?? '')
    kept.set(head.id, { stamp, offer })
    return offer
  }
  return {
    findByCode: (reader, code, on) => find(reader, 'code', code, on),
    findById: (reader, id, on) => find(reader, 'id', id, on),
  }
}
