import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { FileVerdict } from '#modules/signatures/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { DocumentChannel } from '../domain/index.ts'
import { idsLike } from '../store/incoming.ts'

/** A document that came by itself and waits for its number. */
export type Arrival = {
  readonly id: string
  readonly agencyId: string
  readonly typeCode: string
  readonly subject: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly authorName: string
  readonly urgency: number
  readonly channel: DocumentChannel
  readonly arrivedAt: Temporal.Instant
  readonly files: number
  /** What was found of the signatures of each PDF; null where nobody has looked yet. */
  readonly verdicts: readonly (FileVerdict | null)[]
  /** Another one with the same number, notation and author of the same year, or with the very file, is here. */
  readonly looksDouble: boolean
}

const likeRow = idsLike({
  id: sql`d.id`,
  agencyId: sql`d.agency_id`,
  number: sql`d.code_number`,
  notation: sql`d.code_notation`,
  authorName: sql`d.author_name`,
  authorAgencyId: sql`d.author_agency_id`,
  day: sql`d.document_date`,
})

/** What waits for a number in the registries that the officer keeps as a clerk, urgent ones first, then as they came. One statement. */
export const listArrivals = async (reader: Reader, actor: OfficerActor, limit: number): Promise<readonly Arrival[]> => {
  const agencies = actor.posts.filter(({ role }) => role === 'clerk').map(({ agencyId }) => agencyId)
  const answer = await sql<Arrival>`
    select d.id, d.agency_id as "agencyId", d.type_code as "typeCode", d.subject, d.code_number as "codeNumber",
      d.code_notation as "codeNotation", d.document_date as "documentDate", d.author_name as "authorName", d.urgency::int, d.channel,
      d.created_at as "arrivedAt",
      (select count(*)::int from attachment f where f.owner_kind = 'official-document' and f.owner_id = d.id and f.removed_at is null) as files,
      (select coalesce(array_agg(j.verdict order by f.id), '{}') from attachment f join stored_file s on s.sha256 = f.sha256
        left join judged_file j on j.attachment_id = f.id
        where f.owner_kind = 'official-document' and f.owner_id = d.id and f.removed_at is null and s.media_type = 'application/pdf') as verdicts,
      exists (${likeRow}) as "looksDouble"
    from work_item w join official_document d on d.id = w.subject_id
    where w.subject_kind = 'official-document' and w.state = 'open' and w.step_key = 'register' and w.role = 'clerk'
      and w.agency_id = any(${agencies}::uuid[])
    order by d.urgency desc, d.id limit ${limit}`.execute(reader)
  return answer.rows
}
