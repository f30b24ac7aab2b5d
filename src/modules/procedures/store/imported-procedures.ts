import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import type { NationalRecord } from '../domain/index.ts'

export type KnownProcedure = { readonly digest: string | null; readonly published: unknown }

/** Two imports into one province wait for each other. */
export const lockImport = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('procedures.import'), hashtext(current_schema()))`.execute(tx)
}

/** What is stored of these procedures, by code; whole only where the digest differs. */
export const findKnown = async (
  tx: Tx,
  records: readonly NationalRecord[],
): Promise<ReadonlyMap<string, KnownProcedure>> => {
  const codes = records.map((record) => record.published.code)
  const digests = records.map((record) => record.digest)
  const answer = await sql<{ code: string } & KnownProcedure>`
    select p.code, p.national_digest as digest,
      case when p.national_digest is distinct from fresh.digest then p.published end as published
    from unnest(${codes}::text[], ${digests}::text[]) as fresh(code, digest) join procedure p on p.code = fresh.code
    for update of p`.execute(tx)
  return new Map(answer.rows.map(({ code, ...known }) => [code, known]))
}

/** Writes the published part of new and changed procedures; what the province added lies elsewhere and is not touched. */
export const saveImported = async (tx: Tx, records: readonly NationalRecord[], at: Temporal.Instant): Promise<void> => {
  if (records.length === 0) return
  const rows = records.map(({ published, doubts, digest }) => ({
    id: newId(),
    code: published.code,
    name: published.name,
    field: published.field,
    levels: [...published.levels],
    subjects: [...published.subjects],
    decision: published.decision ?? '',
    published: jsonb(published),
    national_digest: digest,
    doubts: jsonb(doubts),
    imported_at: at,
    updated_at: at,
  }))
  await tx
    .insertInto('procedure')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet((set) => ({
        name: set.ref('excluded.name'),
        field: set.ref('excluded.field'),
        levels: set.ref('excluded.levels'),
        subjects: set.ref('excluded.subjects'),
        decision: set.ref('excluded.decision'),
        published: set.ref('excluded.published'),
        national_digest: set.ref('excluded.national_digest'),
        doubts: set.ref('excluded.doubts'),
        imported_at: set.ref('excluded.imported_at'),
        updated_at: set.ref('excluded.updated_at'),
      })),
    )
    .execute()
}

/** Procedures that are here and not among the codes of a list. */
export const listMissing = async (
  reader: Reader,
  codes: readonly string[],
): Promise<readonly { readonly code: string; readonly name: string }[]> => {
  const answer = await sql<{ code: string; name: string }>`
    select p.code, p.name from procedure p
    where p.withdrawn_at is null and not (p.code = any(${codes}::text[])) order by p.code`.execute(reader)
  return answer.rows
}
