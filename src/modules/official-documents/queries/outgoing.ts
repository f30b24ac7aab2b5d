import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type DocumentFields, type DocumentState, hasFields } from '../domain/index.ts'
import type { OutgoingSigner } from '../store/signers.ts'
import { maySeeDocument } from './document-remit.ts'
import { listReceivers, type Receiver } from './issued-facts.ts'
import { newestDocuments } from './newest-documents.ts'

export type OutgoingScope = 'waiting' | 'drafting' | 'all'

export type OutgoingRow = {
  readonly id: string
  readonly state: DocumentState
  readonly typeCode: string
  readonly subject: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly drafter: string | null
  readonly signerName: string
  readonly urgency: number
  readonly createdAt: Temporal.Instant
}

/** A line of the list, with what is to be done next; `draft-again`: another gave it back to be mended. */
export type OutgoingLine = OutgoingRow & { readonly step: string | null }

export type OutgoingQuestion = {
  readonly scope: OutgoingScope
  /** Words, fields and state are asked of everything in the remit. */
  readonly words: string
  readonly fields: DocumentFields
  readonly state: DocumentState | null
  /** The last one seen. */
  readonly after: string | null
  readonly limit: number
}

/** Posts of the officer as rows `(agency_id, role, unit_id)`. */
const heldPosts = ({ posts }: OfficerActor): RawBuilder<unknown> => sql`
  unnest(${posts.map((post) => post.agencyId)}::uuid[], ${posts.map((post) => post.role)}::text[],
    ${posts.map((post) => post.unitId)}::uuid[]) as held (agency_id, role, unit_id)`

/** Whether the open work `w` is one that this officer may take: given to him, or to a role that he holds there. */
const isHis = (actor: OfficerActor): RawBuilder<boolean> => sql<boolean>`
  (w.officer_id = ${actor.officerId} or (w.officer_id is null and exists (
    select from ${heldPosts(actor)} where held.agency_id = w.agency_id and held.role = w.role
      and (w.unit_id is null or held.unit_id is null or held.unit_id = w.unit_id))))`

/** The same from the side of the row `d`: of one deed. */
const waitsFor = (actor: OfficerActor, deed: 'sign' | 'number'): RawBuilder<boolean> => sql<boolean>`exists (
  select from work_item w where w.subject_id = d.id and w.subject_kind = 'official-document' and w.state = 'open'
    and w.deed = ${deed} and ${isHis(actor)})`

const isOutgoing = sql`d.direction = 'outgoing'`

/** The ids of a page and one more, in no order: from open work, from what he drafts, or from what is newest in the remit. */
const idsOf = (actor: OfficerActor, now: Temporal.Instant, asked: OutgoingQuestion): RawBuilder<unknown> => {
  const { scope, words, fields, state, after } = asked
  const limit = asked.limit + 1
  const behind = after === null ? sql`true` : sql`d.id < ${after}::uuid`
  if (scope === 'all' || words !== '' || state !== null || hasFields(fields))
    return newestDocuments(actor, { words, fields, direction: 'outgoing', state, after, limit }, now)
  if (scope === 'drafting')
    return sql`select d.id from official_document d
      where d.drafted_by = ${actor.officerId} and ${isOutgoing} and ${maySeeDocument(actor, now)} and ${behind}
      order by d.id desc limit ${limit}`
  return sql`select distinct d.id from work_item w join official_document d on d.id = w.subject_id
    where w.subject_kind = 'official-document' and w.state = 'open' and (w.officer_id = ${actor.officerId}
        or (w.agency_id, w.role) in (select held.agency_id, held.role from ${heldPosts(actor)}))
      and ${isHis(actor)} and ${isOutgoing} and ${maySeeDocument(actor, now)} and ${behind}
    order by d.id desc limit ${limit}`
}

/** Outgoing documents of the officer's remit, newest first; one more than `limit` tells that there are further ones. One statement. */
export const listOutgoing = async (
  reader: Reader,
  actor: OfficerActor,
  now: Temporal.Instant,
  asked: OutgoingQuestion,
): Promise<readonly OutgoingLine[]> => {
  const answer = await sql<OutgoingLine>`
    with near as materialized (${idsOf(actor, now, asked)})
    select d.id, d.state, d.type_code as "typeCode", d.subject, d.code_number as "codeNumber", d.code_notation as "codeNotation",
      d.document_date as "documentDate", o.full_name as drafter, d.signer_name as "signerName", d.urgency::int,
      d.created_at as "createdAt", (select case when w.deed = 'draft' and w.given_by <> d.drafted_by then 'draft-again' else w.deed end
        from work_item w where w.subject_id = d.id and w.subject_kind = 'official-document' and w.state = 'open'
        order by w.opened_at, w.id limit 1) as step
    from near join official_document d on d.id = near.id left join officer o on o.id = d.drafted_by
    order by d.id desc limit ${asked.limit + 1}`.execute(reader)
  return answer.rows
}

export type AwaitedPaper = Pick<OutgoingRow, 'id' | 'typeCode' | 'subject' | 'codeNotation' | 'drafter'> & {
  readonly agencyId: string
  /** The wording that is laid before the signer. */
  readonly version: number
  readonly urgency: number
  readonly submittedAt: Temporal.Instant
  /** Until when the deed should be done; null where nothing says so. */
  readonly dueAt: Temporal.Instant | null
  /** As what this officer signs it; null for the registry, and for who signs in another's place. */
  readonly part: Pick<OutgoingSigner, 'role' | 'authority' | 'field' | 'needed'> | null
}

/** Documents that wait for this officer's signature, or for the number and seal of his registry: urgent ones first, then the oldest. */
export const listAwaited = async (
  reader: Reader,
  actor: OfficerActor,
  now: Temporal.Instant,
  asked: { readonly deed: 'sign' | 'number'; readonly limit: number },
): Promise<readonly AwaitedPaper[]> => {
  const answer = await sql<AwaitedPaper>`
    select d.id, d.type_code as "typeCode", d.subject, d.code_notation as "codeNotation", o.full_name as drafter,
      d.agency_id as "agencyId", p.draft_version as version, d.urgency, p.submitted_at as "submittedAt",
      (select min(w.due_at) from work_item w where w.subject_id = d.id and w.subject_kind = 'official-document' and w.state = 'open'
        and w.deed = ${asked.deed}) as "dueAt",
      (select to_jsonb(mine) from (select s.role, s.authority, s.field, s.needed from outgoing_signer s where s.submission = p.submission
        and s.officer_id = ${actor.officerId} and s.signed_at is null order by s.round limit 1) mine) as part
    from official_document d join outgoing_paper p on p.document_id = d.id left join officer o on o.id = d.drafted_by
    where d.direction = 'outgoing' and d.state = ${asked.deed === 'sign' ? 'submitted' : 'signed'}
      and ${maySeeDocument(actor, now)} and ${waitsFor(actor, asked.deed)}
    order by d.urgency desc, p.submitted_at, d.id limit ${asked.limit}`.execute(reader)
  return answer.rows
}

export type OpenStep = {
  readonly deed: string
  readonly role: string
  readonly agencyId: string
  readonly unitId: string | null
  readonly officerId: string | null
  readonly officerName: string | null
}

export type SaidOpinion = {
  readonly seq: number
  readonly kind: string
  readonly body: string
  readonly officerName: string
  readonly officerTitle: string
  readonly draftVersion: number | null
  readonly saidAt: Temporal.Instant
}

export type OutgoingDetail = OutgoingRow & {
  readonly agencyId: string
  readonly draftedBy: string | null
  readonly draftingUnitId: string | null
  readonly steps: readonly OpenStep[]
  readonly opinions: readonly SaidOpinion[]
  readonly recipients: readonly Receiver[]
  /** Issued as a file, not on paper. */
  readonly hasIssuedFile: boolean
  readonly secrecy: number
  readonly endedAt: Temporal.Instant | null
  readonly endedReason: string
  /** A number that waits for its seal, and since when; null when none does. */
  readonly heldNumber: number | null
  readonly heldAt: Temporal.Instant | null
}

/** An outgoing document with who has it in hand, what was said and to whom it went; null outside the remit. */
export const findOutgoing = async (
  reader: Reader,
  actor: OfficerActor,
  id: string,
  now: Temporal.Instant,
): Promise<OutgoingDetail | null> => {
  const found = await sql<Omit<OutgoingDetail, 'steps' | 'opinions' | 'recipients'>>`
    select d.id, d.state, d.type_code as "typeCode", d.subject, d.code_number as "codeNumber", d.code_notation as "codeNotation",
      d.document_date as "documentDate", o.full_name as drafter, d.created_at as "createdAt", d.agency_id as "agencyId",
      d.drafted_by as "draftedBy", d.drafting_unit_id as "draftingUnitId", d.signer_name as "signerName", d.urgency::int, d.secrecy::int, d.ended_at as "endedAt", d.ended_reason as "endedReason",
      h.register_number as "heldNumber", h.held_at as "heldAt",
      exists (select from outgoing_paper p where p.document_id = d.id and p.issued_attachment_id is not null) as "hasIssuedFile"
    from official_document d left join officer o on o.id = d.drafted_by
      left join document_number_hold h on h.document_id = d.id and h.voided_at is null
    where d.id = ${id} and d.direction = 'outgoing' and ${maySeeDocument(actor, now)}`.execute(reader)
  const row = found.rows[0]
  if (row === undefined) return null
  const [steps, opinions, recipients] = await Promise.all([
    sql<OpenStep>`
      select w.deed, w.role, w.agency_id as "agencyId", w.unit_id as "unitId", w.officer_id as "officerId", o.full_name as "officerName"
      from work_item w left join officer o on o.id = w.officer_id
      where w.subject_id = ${id} and w.state = 'open' order by w.opened_at, w.id`.execute(reader),
    sql<SaidOpinion>`
      select seq, kind, body, officer_name as "officerName", officer_title as "officerTitle", draft_version as "draftVersion", said_at as "saidAt"
      from document_opinion where document_id = ${id} order by seq desc limit 500`.execute(reader),
    listReceivers(reader, id),
  ])
  return { ...row, steps: steps.rows, opinions: opinions.rows.toReversed(), recipients }
}
