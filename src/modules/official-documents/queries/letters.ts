import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { fileVerdicts } from '#modules/signatures/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { documentSubject } from '../domain/index.ts'
import { type LetterFault, RefusedFile } from '../domain/mailed-letter.ts'

const File = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  sizeBytes: z.number(),
  /** Only a PDF bears signatures. */
  isPdf: z.boolean(),
  /** What they are worth; null: nobody has looked yet. */
  verdict: z.enum(fileVerdicts).nullable(),
})
export type LetterFileLine = z.infer<typeof File>

/** A letter of the official mailbox, as the clerk reads it. */
export type WaitingLetter = {
  readonly id: string
  readonly agencyId: string
  readonly senderName: string
  readonly senderAddress: string
  readonly subject: string
  readonly body: string
  readonly sentAt: Temporal.Instant | null
  readonly fetchedAt: Temporal.Instant
  readonly fault: LetterFault
  readonly isSetAside: boolean
  readonly refused: readonly RefusedFile[]
  readonly files: readonly LetterFileLine[]
}

const keptBy = (actor: OfficerActor): readonly string[] =>
  actor.posts.filter(({ role }) => role === 'clerk').map(({ agencyId }) => agencyId)

/** Letters are the registry's alone. */
const isHis = (actor: OfficerActor): RawBuilder<boolean> =>
  sql<boolean>`l.agency_id = any(${[...keptBy(actor)]}::uuid[])`

const select = async (
  reader: Reader,
  wanted: RawBuilder<unknown>,
  limit: number,
): Promise<readonly WaitingLetter[]> => {
  const answer = await sql<Omit<WaitingLetter, 'refused' | 'files'> & { refused: unknown; files: unknown }>`
    select l.id, l.agency_id as "agencyId", l.sender_name as "senderName", l.sender_address as "senderAddress", l.subject, l.body,
      l.sent_at as "sentAt", l.fetched_at as "fetchedAt", l.fault, l.aside_at is not null as "isSetAside", l.refused,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'sizeBytes', s.size_bytes,
          'isPdf', s.media_type = 'application/pdf', 'verdict', j.verdict) order by f.added_at, f.id)
        from attachment f join stored_file s on s.sha256 = f.sha256 left join judged_file j on j.attachment_id = f.id where f.owner_kind = ${documentSubject} and f.owner_id = l.id and f.removed_at is null), '[]') as files
    from mailed_letter l where ${wanted} order by l.id limit ${limit}`.execute(reader)
  return answer.rows.map((row) => ({
    ...row,
    refused: z.array(RefusedFile).parse(row.refused),
    files: z.array(File).parse(row.files),
  }))
}

/** Letters that nobody has decided about, the oldest first. One statement. */
export const listWaitingLetters = (
  reader: Reader,
  actor: OfficerActor,
  limit: number,
): Promise<readonly WaitingLetter[]> =>
  select(reader, sql`${isHis(actor)} and l.taken_at is null and l.aside_at is null`, limit)

export type FoundLetter =
  | { readonly kind: 'none' }
  /** Of a registry that the officer does not keep: to him it is not there. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'own'; readonly letter: WaitingLetter }

/** The letter of an id, under which a document would be registered. */
export const findLetter = async (reader: Reader, actor: OfficerActor, id: string): Promise<FoundLetter> => {
  const [letter] = await select(reader, sql`l.id = ${id}::uuid`, 1)
  if (letter === undefined) return { kind: 'none' }
  return keptBy(actor).includes(letter.agencyId) ? { kind: 'own', letter } : { kind: 'foreign' }
}

/** A file of a letter that waits, for the clerk of its registry. */
export const letterFileForOfficer = async (
  reader: Reader,
  actor: OfficerActor,
  asked: { readonly letterId: string; readonly attachmentId: string },
) => {
  const answer = await sql<{ name: string; mediaType: string; sizeBytes: number; sha256: string }>`
    select f.name, s.media_type as "mediaType", s.size_bytes::float8 as "sizeBytes", f.sha256
    from mailed_letter l join attachment f on f.owner_kind = ${documentSubject} and f.owner_id = l.id
    join stored_file s on s.sha256 = f.sha256
    where l.id = ${asked.letterId} and f.id = ${asked.attachmentId} and f.removed_at is null and l.taken_at is null and ${isHis(actor)}`.execute(
    reader,
  )
  return answer.rows[0] ?? null
}
