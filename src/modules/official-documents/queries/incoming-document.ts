import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor, Role } from '#modules/identity/domain/index.ts'
import type { DocumentDeed } from '#modules/processes/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { DocumentChannel, DocumentState } from '../domain/index.ts'
import type { DocumentTextState } from '../store/document-text.ts'
import type { OpinionKind, OpinionTarget } from '../store/opinions.ts'
import { isReadable, maySeeDocument } from './document-remit.ts'
import { openedAt } from './receipts.ts'

export type IncomingFacts = {
  readonly id: string
  readonly agencyId: string
  readonly agencyName: string
  readonly agencySuperior: string | null
  readonly state: DocumentState
  readonly typeCode: string
  readonly subject: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly authorAgencyId: string | null
  readonly authorName: string
  readonly signerName: string
  readonly signerTitle: string
  readonly addressee: string
  readonly urgency: number
  readonly secrecy: number
  readonly pages: number | null
  readonly copies: number | null
  readonly channel: DocumentChannel
  readonly originIssuer: string
  readonly originId: string | null
  readonly registerName: string | null
  readonly registerNumber: number | null
  readonly registerYear: number | null
  readonly arrivedAt: Temporal.Instant
  readonly registeredAt: Temporal.Instant | null
  readonly dueAt: Temporal.Instant | null
  readonly doubleReason: string
  readonly signatureReason: string
  /** When and why its sender took it back. */
  readonly endedAt: Temporal.Instant | null
  readonly endedReason: string
  readonly textState: DocumentTextState | null
  readonly proposedTo: string | null
  readonly isFollowed: boolean
  /** Who sent the letter that brought it to the official mailbox. */
  readonly letterFrom: string | null
}

export type SaidOpinion = {
  readonly seq: number
  readonly kind: OpinionKind
  readonly body: string
  readonly officerId: string
  readonly officerName: string
  readonly officerTitle: string
  /** The role of the post it was said from. */
  readonly role: Role | null
  readonly saidAt: Temporal.Instant
  readonly targets: readonly OpinionTarget[]
}

export type DocumentWorkLine = {
  readonly id: string
  readonly stepKey: string
  readonly deed: DocumentDeed
  readonly role: Role
  readonly agencyId: string
  readonly unitId: string | null
  readonly officerId: string | null
  readonly state: string
  readonly who: string
  readonly dueAt: Temporal.Instant | null
  readonly closedAt: Temporal.Instant | null
  readonly givenBy: string | null
  /** When who was given it, or somebody of the unit, first opened the document afterwards. */
  readonly openedAt: Temporal.Instant | null
  /** How many lines there are in all, those that are not read too. */
  readonly total: number
}

export type LinkedDocument = {
  readonly id: string
  readonly direction: string
  readonly kind: string
  readonly isFrom: boolean
  readonly subject: string
  readonly codeNumber: number | null
  readonly codeNotation: string
}

/** What stands on an incoming document, for an officer who may see it; null for everybody else. */
export const incomingForOfficer = async (
  reader: Reader,
  actor: OfficerActor,
  id: string,
  now: Temporal.Instant,
): Promise<IncomingFacts | null> => {
  const answer = await sql<IncomingFacts>`
    select d.id, d.agency_id as "agencyId", a.name as "agencyName", above.name as "agencySuperior", d.state, d.type_code as "typeCode", d.subject,
      d.code_number as "codeNumber", d.code_notation as "codeNotation", d.document_date as "documentDate",
      d.author_agency_id as "authorAgencyId", d.author_name as "authorName", d.signer_name as "signerName",
      d.signer_title as "signerTitle", d.addressee, d.urgency::int, d.secrecy::int, d.pages, d.copies, d.channel,
      d.origin_issuer as "originIssuer", d.origin_id as "originId", r.name as "registerName",
      d.register_number as "registerNumber", d.register_year::int as "registerYear", d.created_at as "arrivedAt",
      d.registered_at as "registeredAt", d.due_at as "dueAt", d.double_reason as "doubleReason", d.signature_reason as "signatureReason", d.text_state as "textState",
      d.proposed_to as "proposedTo",
      exists (select from document_follow f where f.document_id = d.id and f.officer_id = ${actor.officerId}) as "isFollowed",
      (select l.sender_address from mailed_letter l where l.id = d.id) as "letterFrom", d.ended_at as "endedAt", d.ended_reason as "endedReason"
    from official_document d join agency a on a.id = d.agency_id left join agency above on above.id = a.parent_id
    left join document_register r on r.id = d.register_id
    where d.id = ${id} and d.direction = 'incoming' and ${maySeeDocument(actor, now)}`.execute(reader)
  return answer.rows[0] ?? null
}

/** At most so much of what was said, done and linked is read for one page: the newest, in its order. */
const mostOpinions = 500
export const mostWorkLines = 200
export const mostLinked = 50

/**
 * The newest of what was said on a document, in its order; what is older shows by the number of the first. Ask only for a document that the
 * officer may see.
 */
export const listOpinions = async (reader: Reader, documentId: string): Promise<readonly SaidOpinion[]> => {
  const answer = await sql<SaidOpinion>`
    select o.seq, o.kind, o.body, o.officer_id as "officerId", o.officer_name as "officerName", o.officer_title as "officerTitle",
      p.role, o.said_at as "saidAt", o.targets
    from document_opinion o left join post p on p.id = o.post_id
    where o.document_id = ${documentId} order by o.seq desc limit ${mostOpinions}`.execute(reader)
  return answer.rows.toReversed()
}

/** Open work that waits for this officer, or for a unit or agency of his. */
const isOwnWork = (actor: OfficerActor) => sql<boolean>`(w.state = 'open' and (w.officer_id = ${actor.officerId}
  or (w.officer_id is null and (w.unit_id = any(${actor.posts.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]))}::uuid[])
    or (w.unit_id is null and w.agency_id = any(${actor.posts.map(({ agencyId }) => agencyId)}::uuid[]))))))`

/**
 * Who has, or had, something to do with it, in the order in which it was given: the newest, and whatever waits for the officer himself. Each line
 * tells how many there are in all.
 */
export const listDocumentWork = async (
  reader: Reader,
  actor: OfficerActor,
  documentId: string,
  most = mostWorkLines,
): Promise<readonly DocumentWorkLine[]> => {
  const answer = await sql<DocumentWorkLine>`
    with of_document as materialized (
      select w.id, ${isOwnWork(actor)} as is_own, row_number() over (order by w.opened_at desc, w.id desc) as place, count(*) over ()::int as total
      from work_item w where w.subject_id = ${documentId} and w.subject_kind = 'official-document' and w.state <> 'cancelled')
    select w.id, w.step_key as "stepKey", w.deed, w.role, w.agency_id as "agencyId", w.unit_id as "unitId",
      w.officer_id as "officerId", w.state, coalesce(o.full_name, u.name, '') as who, w.due_at as "dueAt",
      w.closed_at as "closedAt", w.given_by as "givenBy", opened.at as "openedAt", chosen.total
    from of_document chosen join work_item w on w.id = chosen.id left join officer o on o.id = w.officer_id left join unit u on u.id = w.unit_id
    left join lateral (${openedAt}) opened on true
    where chosen.place <= ${most} or chosen.is_own order by w.opened_at, w.id`.execute(reader)
  return answer.rows
}

/** How it stands to others, the newest first; only those that the officer may see too, and one more than are shown when there are more. */
export const listLinked = async (
  reader: Reader,
  actor: OfficerActor,
  documentId: string,
  now: Temporal.Instant,
): Promise<readonly LinkedDocument[]> => {
  const answer = await sql<LinkedDocument>`
    select d.id, d.direction, l.kind, l.from_id = ${documentId} as "isFrom", d.subject, d.code_number as "codeNumber",
      d.code_notation as "codeNotation"
    from (select from_id, to_id, kind from document_link where from_id = ${documentId}
      union select from_id, to_id, kind from document_link where to_id = ${documentId}) l
    join official_document d on d.id = case when l.from_id = ${documentId} then l.to_id else l.from_id end
    where ${maySeeDocument(actor, now)} order by d.created_at desc, d.id limit ${mostLinked + 1}`.execute(reader)
  return answer.rows
}

export type DocumentFile = {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** A file of a document; whether the officer may see it is asked in the very statement that finds it. */
export const documentFileForOfficer = async (
  reader: Reader,
  actor: OfficerActor,
  place: { readonly documentId: string; readonly attachmentId: string },
  now: Temporal.Instant,
): Promise<DocumentFile | null> => {
  const answer = await sql<DocumentFile>`
    select f.name, s.media_type as "mediaType", s.size_bytes as "sizeBytes", f.sha256
    from attachment f join stored_file s on s.sha256 = f.sha256 join official_document d on d.id = f.owner_id
    where f.id = ${place.attachmentId} and f.owner_id = ${place.documentId} and f.owner_kind = 'official-document'
      and f.removed_at is null and d.secrecy = 0 and ${isReadable} and ${maySeeDocument(actor, now)}`.execute(reader)
  return answer.rows[0] ?? null
}

/** A certified copy of a document, for whoever may see the document. */
export const copyFileForOfficer = async (
  reader: Reader,
  actor: OfficerActor,
  place: { readonly documentId: string; readonly copyId: string },
  now: Temporal.Instant,
): Promise<DocumentFile | null> => {
  const answer = await sql<DocumentFile>`
    select f.name, s.media_type as "mediaType", s.size_bytes as "sizeBytes", f.sha256
    from document_copy c join official_document d on d.id = c.document_id
      join attachment f on f.id = c.attachment_id join stored_file s on s.sha256 = f.sha256
    where c.id = ${place.copyId} and d.id = ${place.documentId} and f.removed_at is null and ${isReadable}
      and ${maySeeDocument(actor, now)}`.execute(reader)
  return answer.rows[0] ?? null
}
