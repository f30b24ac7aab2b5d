import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import type { OrderedPlace, SignerSeat, SigningMandate } from '../domain/drafting/signing-plan.ts'
import { type MandateColumns, mandateColumns, mandateOf } from './signing-mandates.ts'

/** Whoever holds a post on a day, with his agency as it stands at the head of its documents. */
export type HeldSeat = SignerSeat & {
  readonly officerId: string
  readonly name: string
  readonly unitId: string | null
  readonly agencyId: string
  readonly agencyName: string
  readonly agencyKind: string
}

/** Who holds these posts on a day. */
export const findHeldSeats = async (
  reader: Reader,
  postIds: readonly string[],
  day: Temporal.PlainDate,
): Promise<readonly HeldSeat[]> => {
  if (postIds.length === 0) return []
  const answer = await sql<HeldSeat>`
    select distinct on (post.id) post.id as "postId", post.role, post.title, o.id as "officerId", o.full_name as name, post.unit_id as "unitId",
      post.agency_id as "agencyId", a.name as "agencyName", a.kind as "agencyKind"
    from post join post_holding h on h.post_id = post.id and h.in_force @> ${day}::date
    join officer o on o.id = h.officer_id join agency a on a.id = post.agency_id
    where post.id = any(${postIds}::uuid[]) order by post.id, h.concurrent, o.full_name`.execute(reader)
  return answer.rows
}

/** Who may be written down as the signer of an agency's documents: its leaders, and whoever was given a right in writing. */
export const findSigningSeats = async (
  reader: Reader,
  agencyId: string,
  day: Temporal.PlainDate,
): Promise<readonly HeldSeat[]> => {
  const answer = await sql<HeldSeat>`
    select post.id as "postId", post.role, post.title, o.id as "officerId", o.full_name as name, post.unit_id as "unitId",
      post.agency_id as "agencyId", a.name as "agencyName", a.kind as "agencyKind"
    from post join post_holding h on h.post_id = post.id and h.in_force @> ${day}::date
    join officer o on o.id = h.officer_id join agency a on a.id = post.agency_id
    where (post.role = 'leader' and post.agency_id = ${agencyId}) or exists (select from signing_mandate m
      where m.post_id = post.id and m.agency_id = ${agencyId} and m.in_force @> ${day}::date)
    order by post.role <> 'leader', post.title, o.full_name`.execute(reader)
  return answer.rows
}

/** Leaders of other agencies by their name, their position or their agency, for documents that several agencies sign. */
export const searchLeaders = async (
  reader: Reader,
  words: string,
  day: Temporal.PlainDate,
): Promise<readonly HeldSeat[]> => {
  const pattern = `%${fold(words).replaceAll(/[%_\\]/g, '\\$&')}%`
  const answer = await sql<HeldSeat>`
    select post.id as "postId", post.role, post.title, o.id as "officerId", o.full_name as name, post.unit_id as "unitId",
      post.agency_id as "agencyId", a.name as "agencyName", a.kind as "agencyKind"
    from post join post_holding h on h.post_id = post.id and h.in_force @> ${day}::date
    join officer o on o.id = h.officer_id join agency a on a.id = post.agency_id
    where post.role = 'leader' and public.fold(concat_ws(' ', o.full_name, post.title, a.name)) like ${pattern}
    order by a.name, post.title, o.full_name limit 30`.execute(reader)
  return answer.rows
}

/** A place of the order of a submitted document, with whoever holds it. */
export type OutgoingSigner = OrderedPlace &
  Omit<HeldSeat, 'role'> & {
    readonly postRole: string
    /** What the page has since the first signature; empty before. */
    readonly printed: { readonly lines: readonly string[]; readonly name: string }
    readonly signedAt: Temporal.Instant | null
  }

type SignerRow = Omit<OutgoingSigner, 'mandate' | 'printed'> & {
  readonly mandate: MandateColumns | null
  readonly lines: readonly string[]
  readonly printedName: string
}

/** Who signs a document in its last submission, in the order in which they do. */
export const listSigners = async (reader: Reader, documentId: string): Promise<readonly OutgoingSigner[]> => {
  const answer = await sql<SignerRow>`
    select s.round, s.position, s.role, s.needed, s.field, s.officer_id as "officerId", s.post_id as "postId", s.authority,
      s.given_title as "givenTitle", s.lines, s.name as "printedName", s.signed_at as "signedAt", o.full_name as name, post.title,
      post.role as "postRole", post.unit_id as "unitId", s.agency_id as "agencyId", a.name as "agencyName", a.kind as "agencyKind",
      (select to_jsonb(one) from (select ${mandateColumns} from signing_mandate m where m.id = s.mandate_id) one) as mandate
    from outgoing_paper p join outgoing_signer s on s.submission = p.submission join officer o on o.id = s.officer_id
    join post on post.id = s.post_id join agency a on a.id = s.agency_id
    where p.document_id = ${documentId} order by s.round, s.position`.execute(reader)
  return answer.rows.map(({ mandate, lines, printedName, ...row }) => ({
    ...row,
    mandate: mandate === null ? null : mandateOf(mandate),
    printed: { lines, name: printedName },
  }))
}

export type NewSigner = OrderedPlace & { readonly agencyId: string }

export const saveSigners = async (
  tx: Tx,
  documentId: string,
  submission: string,
  signers: readonly NewSigner[],
): Promise<void> => {
  const rows = signers.map((one) => ({ ...one, mandateId: one.mandate?.id ?? null, mandate: undefined }))
  await sql`
    insert into outgoing_signer (submission, document_id, round, position, role, needed, field, officer_id, post_id, agency_id, authority,
      given_title, mandate_id)
    select ${submission}, ${documentId}, round, position, role, needed, field, "officerId", "postId", "agencyId", authority, "givenTitle", "mandateId"
    from jsonb_to_recordset(${jsonb(rows)}) as one (round smallint, position smallint, role text, needed smallint, field text, "officerId" uuid,
      "postId" uuid, "agencyId" uuid, authority text, "givenTitle" text, "mandateId" uuid)`.execute(tx)
}

export type SignerPlace = Pick<OutgoingSigner, 'round' | 'position'>

/** What the page says of each of them from the first signature on. */
export const printSigners = async (
  tx: Tx,
  submission: string,
  printed: readonly (SignerPlace & OutgoingSigner['printed'])[],
): Promise<void> => {
  const rows = printed.map(({ round, position, lines, name }) => ({ round, position, lines: [...lines], name }))
  await sql`
    update outgoing_signer s set lines = array(select jsonb_array_elements_text(one.lines)), name = one.name
    from jsonb_to_recordset(${jsonb(rows)}) as one (round smallint, position smallint, lines jsonb, name text)
    where s.submission = ${submission} and s.round = one.round and s.position = one.position`.execute(tx)
}

export type SignedPlace = SignerPlace & {
  readonly officerId: string
  readonly postId: string
  readonly authority: OutgoingSigner['authority']
  readonly mandate: SigningMandate | null
}

/** He has signed, in this right; a substitute in his own. */
export const markSigned = async (
  tx: Tx,
  submission: string,
  place: SignedPlace,
  at: Temporal.Instant,
): Promise<void> => {
  await tx
    .updateTable('outgoing_signer')
    .set({
      signed_at: at,
      officer_id: place.officerId,
      post_id: place.postId,
      authority: place.authority,
      mandate_id: place.mandate?.id ?? null,
    })
    .where('submission', '=', submission)
    .where('round', '=', place.round)
    .where('position', '=', place.position)
    .execute()
}
