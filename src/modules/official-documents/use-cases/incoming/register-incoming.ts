import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import type { WorkingCalendar } from '#modules/calendar/domain/index.ts'
import { type Actor, type HeldPost, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { closeWorkItem, listOpenWork } from '#modules/processes/index.ts'
import type { JudgingDeps } from '#modules/signatures/index.ts'
import { inShortTransaction, type Tx } from '#platform/database/connection.ts'
import { findSetting } from '#platform/settings/settings.ts'
import { IncomingFace, incomingRulesKey, presentDue } from '../../domain/incoming.ts'
import {
  type DocumentRefusal,
  documentChannels,
  documentSubject,
  type OfficialDocument,
  proposedRegister,
} from '../../domain/index.ts'
import { listRegisters, takeRegisterPlace } from '../../store/document-registers.ts'
import { findByOrigin, findLikeIt, lockIncomingCode } from '../../store/incoming.ts'
import { findLetterForUpdate, markLetterTaken } from '../../store/letters.ts'
import { findDocumentForUpdate, insertDocument, updateDocument } from '../../store/official-documents.ts'
import { openDocumentWork } from '../document-work.ts'
import { type DocumentDeps, recordDocumentDeed, recordFirstDocumentDeed } from '../scene.ts'
import { faultOfSignatures, judgeWaiting } from './document-signatures.ts'
import { faceColumns, faultOfFace } from './incoming-face.ts'
import { askToReadText } from './read-document-text.ts'

export const Origin = z.strictObject({ issuer: z.string().max(64), id: z.string().min(1).max(100) })

export const RegisterIncoming = z.strictObject({
  /** Made by whoever prepares it; files handed in under it beforehand come along. Sent twice it is one document. */
  documentId: z.uuid(),
  agencyId: z.uuid(),
  face: IncomingFace,
  channel: z.enum(documentChannels).exclude(['written-here']),
  origin: Origin.nullable().default(null),
  /** The book; none: the one proposed for its type and secrecy. */
  registerId: z.uuid().nullable().default(null),
  /** Why it is taken in though it looks like one that is here. */
  doubleReason: z.string().trim().max(500).default(''),
  /** Why it is taken in though the signatures of a file do not hold. */
  signatureReason: z.string().trim().max(500).default(''),
  /** The leader it is laid before; none: whoever leads the agency. */
  presentTo: z.uuid().nullable().default(null),
  /** The unit or officer the clerk proposes that it goes to. */
  proposedTo: z.uuid().nullable().default(null),
})
export type RegisterIncoming = z.infer<typeof RegisterIncoming>

export type Registered = { readonly documentId: string; readonly number: number; readonly year: number }

type Frame = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly deps: DocumentDeps
}

/** With the working time by which days are counted. */
type Counted = Frame & { readonly calendar: WorkingCalendar }

/** Whether it may be taken in: not twice, not without a reason when it looks double, and no file of a secret one. */
const faultOfDocument = async (
  tx: Tx,
  command: RegisterIncoming,
  arrived: OfficialDocument | null,
): Promise<DocumentRefusal | null> => {
  const { agencyId, face, documentId } = command
  const origin = command.origin === null ? null : await findByOrigin(tx, agencyId, command.origin)
  if (origin !== null && origin.documentId !== documentId) return { code: 'document.taken-in-already', known: origin }
  if (face.secrecy > 0 && (await listAttachments(tx, { kind: documentSubject, id: documentId })).length > 0)
    return { code: 'document.secret-has-no-files' }
  const unsound = await faultOfSignatures(tx, { ...command, channel: arrived?.channel ?? command.channel })
  if (unsound !== null || command.doubleReason !== '') return unsound
  await lockIncomingCode(tx, agencyId, face.code)
  const like = await findLikeIt(tx, { ...face, agencyId, exceptId: documentId })
  return like === null ? null : { code: 'document.looks-double', known: like }
}

/** Writes its face, as a new row or over one that came by itself and waits for its number. */
const writeDocument = async (
  { tx, now, calendar }: Counted,
  command: RegisterIncoming,
  arrived: OfficialDocument | null,
  line: Record<string, unknown>,
): Promise<void> => {
  const face = {
    ...faceColumns(command.face, calendar),
    double_reason: command.doubleReason,
    signature_reason: command.signatureReason,
    proposed_to: command.proposedTo,
    ...line,
    updated_at: now,
  }
  if (arrived !== null) return updateDocument(tx, arrived, face)
  return insertDocument(tx, {
    id: command.documentId,
    agency_id: command.agencyId,
    direction: 'incoming',
    state: 'arrived',
    channel: command.channel,
    origin_issuer: command.origin?.issuer ?? '',
    origin_id: command.origin?.id ?? null,
    created_at: now,
    ...face,
  })
}

const present = async (
  frame: Counted,
  command: RegisterIncoming,
  post: HeldPost,
  actor: OfficerActor,
): Promise<void> => {
  const { tx, now, calendar } = frame
  const [rules, work] = await Promise.all([
    findSetting(tx, incomingRulesKey, localDate(now), { agencyId: command.agencyId }),
    listOpenWork(tx, command.documentId),
  ])
  const held = { officerId: actor.officerId, fullName: actor.fullName, post }
  for (const item of work) await closeWorkItem(tx, item.id, 'done', now, held)
  await openDocumentWork(tx, {
    documentId: command.documentId,
    stepKey: 'route',
    deed: 'route',
    role: 'leader',
    agencyId: command.agencyId,
    unitId: null,
    officerId: command.presentTo,
    at: now,
    dueAt: presentDue(calendar, rules?.value ?? incomingRulesKey.whenUndecided, command.face.urgency, now),
    givenBy: actor.officerId,
  })
}

/** The book that the clerk named, as far as it takes in such documents; else the one proposed. */
const bookOf = async ({ tx, now }: Frame, { agencyId, face, registerId }: RegisterIncoming) => {
  const books = await listRegisters(tx, agencyId, localDate(now))
  if (registerId === null)
    return proposedRegister(books, { direction: 'incoming', typeCode: face.typeCode, secrecy: face.secrecy })
  return books.find((one) => one.id === registerId && one.isSecret === face.secrecy > 0 && one.direction === 'incoming')
}

const register = async (
  frame: Frame,
  actor: OfficerActor,
  post: HeldPost,
  given: RegisterIncoming,
): Promise<Result<Registered, DocumentRefusal>> => {
  const { tx } = frame
  const { documentId, agencyId, face } = given
  const [arrived, letter] = await Promise.all([
    findDocumentForUpdate(tx, documentId),
    findLetterForUpdate(tx, documentId),
  ])
  if (letter !== null && letter.agencyId !== agencyId) return refuse({ code: 'document.not-found' })
  if (arrived !== null && (arrived.agencyId !== agencyId || arrived.direction !== 'incoming'))
    return refuse({ code: 'document.not-found' })
  if (arrived !== null && arrived.registerNumber === null && arrived.state !== 'arrived')
    return refuse({ code: 'document.state-forbids', state: arrived.state })
  // The second click of a nervous finger: it has its number.
  if (arrived?.registerNumber != null && arrived.registerYear !== null)
    return accept({ documentId, number: arrived.registerNumber, year: arrived.registerYear })
  if (letter !== null && !letter.isWaiting) return refuse({ code: 'document.letter-set-aside' })
  // How a letter came is known, whatever is said of it.
  const command: RegisterIncoming = letter === null ? given : { ...given, channel: 'e-mail' }
  const { calendar } = await frame.deps.workingTime(tx)
  const fault = faultOfFace(face, calendar, frame.now) ?? (await faultOfDocument(tx, command, arrived))
  if (fault !== null) return refuse(fault)
  const book = await bookOf(frame, command)
  if (book === undefined) return refuse({ code: 'document.register-missing' })
  const { number, year, now } = await takeRegisterPlace(tx, book.id, frame.deps.clock)
  const place: Counted = { ...frame, now, calendar }
  await writeDocument(place, command, arrived, {
    register_id: book.id,
    register_number: number,
    register_year: year,
    registered_at: now,
    registered_by: actor.officerId,
  })
  await present(place, command, post, actor)
  if (letter !== null) await markLetterTaken(tx, documentId, now)
  const detail = {
    register: book.key,
    number,
    year,
    channel: command.channel,
    isDouble: command.doubleReason !== '',
    isUnsound: command.signatureReason !== '',
  }
  const record = arrived === null ? recordFirstDocumentDeed : recordDocumentDeed
  await record({ tx, now, document: { id: documentId } }, actor, post, { type: 'document.registered', detail })
  if (face.secrecy === 0) await askToReadText(tx, documentId)
  return accept({ documentId, number, year })
}

/**
 * The clerk takes an incoming document into a book and lays it before the leader. The signatures of its files are judged; number, line and work are one
 * transaction; the number is the last thing taken, so that a refusal leaves no gap.
 * @legal ND-30-2020 Điều 21, Điều 22, Điều 23
 */
export const registerIncoming = async (
  deps: DocumentDeps & JudgingDeps,
  actor: Actor,
  command: RegisterIncoming,
): Promise<Result<Registered, DocumentRefusal>> => {
  const post = postFor(actor, 'clerk', command.agencyId)
  if (actor.kind !== 'officer' || post === undefined) return refuse({ code: 'document.not-permitted' })
  await judgeWaiting(deps, command)
  return inShortTransaction(deps.database, (tx) => register({ tx, now: deps.clock.now(), deps }, actor, post, command))
}
