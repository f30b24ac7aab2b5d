import type { Updateable } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { OutgoingPaper as PaperRow } from '#platform/database/schema.ts'

/** The way of an outgoing document from its submission to the file that was issued. */
export type OutgoingPaper = {
  readonly documentId: string
  readonly draftVersion: number
  readonly agreement: 'together' | 'in-turn'
  readonly signerId: string
  readonly signerPostId: string
  readonly signerName: string
  readonly signerTitle: string
  readonly signedAt: Temporal.Instant | null
  readonly signedAttachmentId: string | null
  /** One way from submission to signature; it begins anew when the document came back. */
  readonly submission: string
  /** The file with the signatures given so far. */
  readonly partlySignedId: string | null
  readonly issuedOn: Temporal.PlainDate | null
  readonly issuedAttachmentId: string | null
}

export const findOutgoingPaper = async (reader: Reader, documentId: string): Promise<OutgoingPaper | null> => {
  const row = await reader
    .selectFrom('outgoing_paper as p')
    .innerJoin('officer as o', 'o.id', 'p.signer_id')
    .innerJoin('post', 'post.id', 'p.signer_post_id')
    .select([
      'p.document_id as documentId',
      'p.draft_version as draftVersion',
      'p.agreement',
      'p.signer_id as signerId',
      'p.signer_post_id as signerPostId',
      'o.full_name as signerName',
      'post.title as signerTitle',
      'p.signed_at as signedAt',
      'p.signed_attachment_id as signedAttachmentId',
      'p.submission',
      'p.partly_signed_id as partlySignedId',
      'p.issued_on as issuedOn',
      'p.issued_attachment_id as issuedAttachmentId',
    ])
    .where('p.document_id', '=', documentId)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, agreement: row.agreement === 'in-turn' ? 'in-turn' : 'together' }
}

export type Submission = Pick<
  OutgoingPaper,
  'documentId' | 'draftVersion' | 'agreement' | 'signerId' | 'signerPostId' | 'submission'
> & {
  readonly submittedAt: Temporal.Instant
}

/** Puts down what is submitted, and to whom; again after it came back. */
export const saveSubmission = async (tx: Tx, submission: Submission): Promise<void> => {
  const told = {
    draft_version: submission.draftVersion,
    agreement: submission.agreement,
    signer_id: submission.signerId,
    signer_post_id: submission.signerPostId,
    submission: submission.submission,
    partly_signed_id: null,
    submitted_at: submission.submittedAt,
    signed_at: null,
    signed_attachment_id: null,
  }
  await tx
    .insertInto('outgoing_paper')
    .values({ document_id: submission.documentId, ...told })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(told))
    .execute()
}

export const updateOutgoingPaper = async (tx: Tx, documentId: string, change: Updateable<PaperRow>): Promise<void> => {
  await tx.updateTable('outgoing_paper').set(change).where('document_id', '=', documentId).execute()
}

export type Seat = {
  readonly officerId: string
  readonly postId: string
  readonly role: string
  readonly unitId: string | null
}

/** Whoever holds a post of an agency on a day, by officer; several posts are several seats. */
export const findSeats = async (
  reader: Reader,
  agencyId: string,
  day: Temporal.PlainDate,
): Promise<readonly (Seat & { readonly name: string; readonly title: string; readonly unitName: string })[]> =>
  reader
    .selectFrom('post')
    .innerJoin('post_holding as h', 'h.post_id', 'post.id')
    .innerJoin('officer as o', 'o.id', 'h.officer_id')
    .leftJoin('unit', 'unit.id', 'post.unit_id')
    .select((select) => [
      'o.id as officerId',
      'post.id as postId',
      'post.role',
      'post.unit_id as unitId',
      'o.full_name as name',
      'post.title',
      select.fn.coalesce('unit.name', select.val('')).as('unitName'),
    ])
    .where('post.agency_id', '=', agencyId)
    .where((where) => where('h.in_force', '@>', where.cast<string>(where.val(day), 'date')))
    .orderBy('post.title')
    .orderBy('o.full_name')
    .execute()

export type Agreement = Seat & { readonly position: number; readonly answeredAt: Temporal.Instant | null }

const roundOf = async (reader: Reader, documentId: string): Promise<number> => {
  const row = await reader
    .selectFrom('document_agreement')
    .select((select) => select.fn.max('round').as('round'))
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  return row?.round ?? 0
}

/** Asks a new round of agreements to a wording, in this order; what was agreed to another one counts no more. */
export const saveAgreements = async (
  tx: Tx,
  documentId: string,
  draftVersion: number,
  seats: readonly Seat[],
): Promise<void> => {
  const round = (await roundOf(tx, documentId)) + 1
  if (seats.length === 0) return
  await tx
    .insertInto('document_agreement')
    .values(
      seats.map((seat, position) => ({
        document_id: documentId,
        round,
        position,
        draft_version: draftVersion,
        officer_id: seat.officerId,
        post_id: seat.postId,
      })),
    )
    .execute()
}

/** Whose agreement to the submitted wording is still missing, in order. */
export const listMissingAgreements = async (reader: Reader, documentId: string): Promise<readonly Seat[]> => {
  const round = await roundOf(reader, documentId)
  return (
    reader
      .selectFrom('document_agreement as a')
      .innerJoin('post', 'post.id', 'a.post_id')
      .select(['a.officer_id as officerId', 'a.post_id as postId', 'post.role', 'post.unit_id as unitId'])
      .where('a.document_id', '=', documentId)
      .where('a.round', '=', round)
      // What was asked for an earlier submission has fallen.
      .where('a.draft_version', 'is not', null)
      .where('a.answered_at', 'is', null)
      .orderBy('a.position')
      .execute()
  )
}

/** Whose agreement is still missing after one has answered. */
export const answerAgreement = async (
  tx: Tx,
  documentId: string,
  officerId: string,
  at: Temporal.Instant,
): Promise<readonly Seat[]> => {
  const round = await roundOf(tx, documentId)
  await tx
    .updateTable('document_agreement')
    .set({ answered_at: at })
    .where('document_id', '=', documentId)
    .where('round', '=', round)
    .where('officer_id', '=', officerId)
    .execute()
  return listMissingAgreements(tx, documentId)
}

/** What was agreed counts no more: the submission has ended, or the wording will change. */
export const dropAgreements = async (tx: Tx, documentId: string): Promise<void> => {
  await tx
    .updateTable('document_agreement')
    .set({ draft_version: null })
    .where('document_id', '=', documentId)
    .execute()
}

export type AgreementLine = {
  readonly name: string
  readonly title: string
  readonly answeredAt: Temporal.Instant | null
}

/** Who was asked to agree to this wording, in order; nobody, when it was changed since. */
export const listAgreements = (
  reader: Reader,
  documentId: string,
  draftVersion: number,
): Promise<readonly AgreementLine[]> =>
  reader
    .selectFrom('document_agreement as a')
    .innerJoin('officer as o', 'o.id', 'a.officer_id')
    .innerJoin('post', 'post.id', 'a.post_id')
    .select(['o.full_name as name', 'post.title', 'a.answered_at as answeredAt'])
    .where('a.document_id', '=', documentId)
    .where('a.draft_version', '=', draftVersion)
    .where('a.round', '=', (select) =>
      select
        .selectFrom('document_agreement as last')
        .select((max) => max.fn.max('last.round').as('round'))
        .where('last.document_id', '=', documentId),
    )
    .orderBy('a.position')
    .execute()

/** Who drafted first: the draft comes back there. */
export const findDraftingSeat = async (
  tx: Tx,
  documentId: string,
): Promise<Omit<Seat, 'officerId' | 'postId'> & { readonly officerId: string | null }> =>
  tx
    .selectFrom('work_item')
    .select(['role', 'unit_id as unitId', 'officer_id as officerId'])
    .where('subject_id', '=', documentId)
    .where('deed', '=', 'draft')
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirstOrThrow()
