import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { findAgency } from '#modules/agencies/index.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import { addWorkingDays } from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import { type Actor, type HeldPost, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { inShortTransaction, type Tx } from '#platform/database/connection.ts'
import { findDocumentType, notationOfDocument } from '../../domain/document-type.ts'
import { DraftRecipient } from '../../domain/drafting/draft-head.ts'
import {
  type DocumentRegister,
  documentSubject,
  keptSubject,
  proposedRegister,
  writtenCode,
} from '../../domain/index.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { saveIssue } from '../../store/document-issues.ts'
import { listRegisters, takeRegisterPlace } from '../../store/document-registers.ts'
import { addressesOf } from '../../store/mailing/outside-receivers.ts'
import { findDocumentForUpdate, insertDocument } from '../../store/official-documents.ts'
import { findSeats } from '../../store/outgoing-papers.ts'
import { saveRecipients } from '../../store/recipients.ts'
import { type DocumentDeps, recordFirstDocumentDeed } from '../scene.ts'
import type { OutgoingResult } from './outgoing-scene.ts'

const line = (most: number) => z.string().trim().max(most)

export const RegisterPaper = z.strictObject({
  /** Made by whoever asks, so that a second press takes no second number. */
  documentId: z.uuid(),
  agencyId: z.uuid(),
  typeCode: line(10),
  /** What it is about; of an absolutely secret one nothing is kept. */
  subject: line(500),
  unitNotation: line(20).regex(/^[\p{L}\d]*$/u),
  signerPostId: z.uuid().nullable(),
  signedOn: z.iso.date(),
  secrecy: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  urgency: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  recipients: z.array(DraftRecipient).max(500),
  copies: z.int().min(1).max(9_999).nullable(),
})
export type RegisterPaper = z.infer<typeof RegisterPaper>

type Seat = Awaited<ReturnType<typeof findSeats>>[number]
type Ready = {
  readonly calendar: WorkingTime['calendar']
  readonly book: DocumentRegister
  readonly signer: Seat
  readonly notation: string
  readonly name: string
  readonly addresses: Awaited<ReturnType<typeof addressesOf>>
}

type Place = { readonly tx: Tx; readonly deps: DocumentDeps }

const readyToRegister = async (
  { tx, deps }: Place,
  command: RegisterPaper,
  today: Temporal.PlainDate,
): Promise<Result<Ready, OutgoingRefusal>> => {
  const { agencyId, secrecy } = command
  const documentType = findDocumentType(command.typeCode)
  const [agency, books, seats, files, { calendar }, addresses] = await Promise.all([
    findAgency(tx, agencyId),
    listRegisters(tx, agencyId, today),
    findSeats(tx, agencyId, today),
    listAttachments(tx, { kind: documentSubject, id: command.documentId }),
    deps.workingTime(tx),
    addressesOf(
      tx,
      agencyId,
      command.recipients.map(({ name }) => name),
    ),
  ])
  if (documentType === undefined || agency === null) return refuse({ code: 'document.type-unknown' })
  if (secrecy > 0 && files.length > 0) return refuse({ code: 'document.secret-has-no-files' })
  if (command.subject === '' && secrecy < 3) return refuse({ code: 'document.subject-missing' })
  if (command.recipients.length === 0) return refuse({ code: 'document.addressee-missing' })
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(command.signedOn), today) > 0)
    return refuse({ code: 'document.dated-ahead' })
  const signer = seats.find((seat) => seat.postId === command.signerPostId && seat.role === 'leader')
  if (signer === undefined) return refuse({ code: 'draft.signer-missing' })
  const book = proposedRegister(books, { direction: 'outgoing', typeCode: command.typeCode, secrecy })
  if (book === undefined) return refuse({ code: 'document.register-missing' })
  const notation = notationOfDocument(documentType, agency.notation, command.unitNotation)
  return accept({ calendar, book, signer, notation, name: agency.name, addresses })
}

/** It was signed on a day that the clerk tells; the time limit runs from there. @legal ND-30-2020 Điều 15 */
const countIssue = async (
  tx: Tx,
  command: RegisterPaper,
  { calendar }: Ready,
  now: Temporal.Instant,
): Promise<void> => {
  const signedOn = Temporal.PlainDate.from(command.signedOn)
  const signedAt = signedOn.toZonedDateTime({ timeZone: 'Asia/Ho_Chi_Minh', plainTime: '12:00' }).toInstant()
  await saveIssue(
    tx,
    { id: command.documentId, agencyId: command.agencyId },
    {
      issuedOn: localDate(now),
      signedOn,
      inTimeUntil: localDate(addWorkingDays(calendar, signedAt, command.urgency > 0 ? 0 : 1)),
      isSigned: false,
    },
  )
}

/** Paper goes by post, whatever other address a receiver has. */
const byPost = (addresses: Ready['addresses']): Ready['addresses'] =>
  new Map([...addresses].map(([key, receiver]) => [key, { ...receiver, email: '' }]))

const writeLine = async (
  { tx, deps }: Place,
  clerk: OfficerActor,
  post: HeldPost,
  command: RegisterPaper,
  ready: Ready,
): Promise<string> => {
  const { documentId, secrecy } = command
  const { book, signer, notation } = ready
  const paper = { agencyId: command.agencyId, notation }
  // From here on the others wait: the number goes to and fro, and then everything at once.
  const { number, year, now } = await takeRegisterPlace(tx, book.id, deps.clock, secrecy === 0 ? paper : undefined)
  const code = writtenCode({ number, notation })
  const inserting = insertDocument(tx, {
    id: documentId,
    agency_id: command.agencyId,
    direction: 'outgoing',
    state: 'issued',
    type_code: command.typeCode,
    subject: keptSubject(command),
    code_number: number,
    code_notation: notation,
    document_date: localDate(now),
    author_agency_id: command.agencyId,
    author_name: ready.name,
    signer_name: signer.name,
    signer_title: signer.title,
    urgency: command.urgency,
    secrecy,
    copies: command.copies,
    register_id: book.id,
    register_number: number,
    register_year: year,
    registered_at: now,
    registered_by: clerk.officerId,
    channel: 'hand',
    created_at: now,
    updated_at: now,
  })
  const onPaper = command.recipients.map((one) => ({ ...one, channel: 'paper' as const }))
  const detail = { code, register: book.key, isOnPaper: true }
  await Promise.all([
    inserting,
    saveRecipients(tx, documentId, onPaper, now, byPost(ready.addresses)),
    secrecy === 0 ? countIssue(tx, command, ready, now) : undefined,
    recordFirstDocumentDeed({ tx, now, document: { id: documentId } }, clerk, post, {
      type: 'document.issued',
      detail,
    }),
  ])
  return code
}

/**
 * A document signed on paper, secret ones among them: number, day and line, nothing else. It goes out by hand or by post; of a secret one no file and
 * no wording may ever lie here.
 * @legal ND-30-2020 Điều 15, Điều 16
 */
export const registerPaper = async (
  deps: DocumentDeps,
  actor: Actor,
  command: RegisterPaper,
): OutgoingResult<{ readonly code: string }> => {
  const post = postFor(actor, 'clerk', command.agencyId)
  if (actor.kind !== 'officer' || post === undefined) return refuse({ code: 'document.not-permitted' })
  return inShortTransaction<{ readonly code: string }, OutgoingRefusal>(deps.database, async (tx) => {
    const known = await findDocumentForUpdate(tx, command.documentId)
    if (known !== null)
      return known.agencyId === command.agencyId && known.registerNumber !== null
        ? accept({ code: writtenCode({ number: known.registerNumber, notation: known.codeNotation }) })
        : refuse({ code: 'document.not-found' })
    const ready = await readyToRegister({ tx, deps }, command, localDate(deps.clock.now()))
    if (!ready.ok) return ready
    return accept({ code: await writeLine({ tx, deps }, actor, post, command, ready.value) })
  })
}
