import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import { type OfficerActor, tidyIdentityNumber } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { hashesOf, type Sealing } from '#platform/secrets/sealing.ts'
import { maySeeDossier } from './officer-remit.ts'

export type FoundDossier = {
  readonly id: string
  readonly code: string
  readonly procedureName: string
  readonly ownerName: string
  readonly statusCode: number
  readonly channel: number
  readonly filedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
}

/** `H44.105.1-260907-0001`: letters, digits and points, a day, a number. */
const codePattern = /^[a-z]{1,3}\d[\w.]*-\d{4,8}-\d{1,8}$/i

/** A code may stand in an address; anything else that is searched for may be personal. */
export const isDossierCode = (words: string): boolean => codePattern.test(words.trim())

/** The dossier with a code, when the officer may see it. */
export const findByCode = async (
  reader: Reader,
  actor: OfficerActor,
  code: string,
  now: Temporal.Instant,
): Promise<string | null> => {
  const answer = await sql<{ id: string }>`
    select d.id from dossier d where d.code = ${code.trim().toUpperCase()} and ${maySeeDossier(actor, now)}`.execute(
    reader,
  )
  return answer.rows[0]?.id ?? null
}

/** The last nine digits tell telephone numbers apart however they were typed. */
const phoneTail = (digits: string): string => digits.slice(-9)

const likeWords = (words: string): readonly string[] =>
  fold(words)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .slice(0, 8)

/** How the words are looked for: a number as identity or telephone number, anything else as a name; null when there is nothing to ask. */
const condition = (sealing: Pick<Sealing, 'hash' | 'earlier'>, words: string): RawBuilder<unknown> | null => {
  const number = tidyIdentityNumber(words)
  if (/^\+?\d{6,}$/.test(number) || /^[A-Za-z]\d{7,8}$/.test(number)) {
    const digits = number.replaceAll(/\D/g, '')
    const byPhone =
      digits.length < 9
        ? sql`false`
        : sql`(d.owner_phone <> '' and right(regexp_replace(d.owner_phone, '\\D', '', 'g'), 9) = ${phoneTail(digits)})`
    return sql`(d.owner_identity_hash in (${sql.join(hashesOf(sealing, number.toUpperCase()))}) or ${byPhone})`
  }
  const parts = likeWords(words)
  // One short word is in the name of half a province.
  if (parts.length < 2 && parts.join('').length < 4) return null
  return sql`(${sql.join(
    parts.map((part) => sql`d.owner_name_folded like ${`%${part}%`}`),
    sql` and `,
  )})`
}

export type FindByOfficer = {
  readonly words: string
  readonly after: { readonly filedAt: string; readonly id: string } | null
  readonly limit: number
}

/**
 * Dossiers of the remit by name, identity number or telephone number of their owner, the latest first. One statement; null when the
 * words say too little to be looked for.
 */
export const findByOfficer = async (
  reader: Reader,
  sealing: Pick<Sealing, 'hash' | 'earlier'>,
  actor: OfficerActor,
  search: FindByOfficer,
  now: Temporal.Instant,
): Promise<readonly FoundDossier[] | null> => {
  const wanted = condition(sealing, search.words)
  if (wanted === null) return null
  const { after } = search
  const answer = await sql<FoundDossier>`
    select d.id, d.code, d.procedure_name as "procedureName", d.owner_name as "ownerName", d.status as "statusCode", d.channel,
      d.filed_at as "filedAt", d.due_at as "dueAt"
    from dossier d
    where ${wanted} and ${maySeeDossier(actor, now)}
      and ${after === null ? sql`true` : sql`(d.filed_at, d.id) < (${after.filedAt}::timestamptz, ${after.id}::uuid)`}
    order by d.filed_at desc, d.id desc limit ${search.limit}`.execute(reader)
  return answer.rows
}
