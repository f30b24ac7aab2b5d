import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import {
  keepTakenFile,
  listAttachments,
  removeAttachment,
  type TakenContent,
  takeInContent,
} from '#modules/attachments/index.ts'
import type { Actor, OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { FormKey, findDone, type Sending } from '#platform/database/do-once.ts'
import { officeFormatOf } from '#platform/office-file/office-format.ts'
import { cornerFields, prepareCorner } from '#platform/signing/corner-mark.ts'
import { companionPurposes, decideCompanion, largestCompanionBytes } from '../../../domain/drafting/companion.ts'
import { documentSubject } from '../../../domain/index.ts'
import type { OutgoingRefusal } from '../../../domain/outgoing-refusals.ts'
import { takeDocumentWork } from '../../document-work.ts'
import type { DocumentDeps, DocumentScene } from '../../scene.ts'
import { type OutgoingResult, onOutgoing, recordAct } from '../outgoing-scene.ts'
import { isSafe, type ReadDraftFileDeps } from '../read-draft-file.ts'

/** The files that go with a document: as sealed once it is issued, before that as they were brought. */
export const listCompanions = async (reader: Reader, documentId: string) => {
  const files = await listAttachments(reader, { kind: documentSubject, id: documentId })
  const issued = files.filter(({ purpose }) => purpose === companionPurposes.issued)
  return issued.length > 0 ? issued : files.filter(({ purpose }) => purpose === companionPurposes.draft)
}

export const AddCompanion = z.strictObject({
  documentId: z.uuid(),
  fileName: z.string().min(1).max(200),
  file: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  key: FormKey,
})
export type AddCompanion = z.infer<typeof AddCompanion>

type CompanionDeps = DocumentDeps & ReadDraftFileDeps

const isPdf = (file: Uint8Array): boolean => Buffer.from(file.subarray(0, 5)).toString('latin1') === '%PDF-'

/** What goes out is PDF: an office program of this machine makes one of its own files. */
const asPdf = async (deps: CompanionDeps, file: Uint8Array): Promise<Result<Uint8Array, OutgoingRefusal>> => {
  if (isPdf(file)) return accept(file)
  const format = officeFormatOf(file)
  if (format === null || deps.office == null)
    return refuse({ code: 'companion.not-pdf', hasOffice: deps.office != null })
  if (!(await isSafe(deps, file))) return refuse({ code: 'draft.file-refused', why: 'unsafe' })
  const pdf = await deps.office(file, format, 'pdf')
  return pdf.ok ? pdf : refuse({ code: 'draft.file-refused', why: pdf.refusal.code })
}

/** Refused now rather than when the clerk has the number in hand. */
const takeIn = async (deps: CompanionDeps, command: AddCompanion): Promise<Result<TakenContent, OutgoingRefusal>> => {
  const pdf = await asPdf(deps, command.file)
  if (!pdf.ok) return pdf
  const prepared = prepareCorner(pdf.value, cornerFields.companion)
  if (!prepared.ok) {
    const why = prepared.refusal.code === 'pdf.has-form' ? 'pdf.has-form' : 'pdf.unreadable'
    return refuse({ code: 'companion.not-signable', why })
  }
  const name = command.fileName.replace(/\.[A-Za-z]{2,5}$/, '.pdf')
  const taken = await takeInContent(deps, { name, content: pdf.value, maxFileBytes: largestCompanionBytes })
  return taken.ok ? taken : refuse({ code: 'draft.file-not-taken', why: taken.refusal })
}

/** Files go along, and are taken away again, as long as the draft is in the hands of who writes it: what was agreed to is not exchanged. */
const whileDrafting = <Value>(
  deps: DocumentDeps,
  actor: Actor,
  documentId: string,
  deed: (scene: DocumentScene, officer: OfficerActor, post: OfficerActor['posts'][number]) => OutgoingResult<Value>,
  sending?: Sending<Value>,
): OutgoingResult<Value> => {
  const inHand = async (scene: DocumentScene, officer: OfficerActor): OutgoingResult<Value> => {
    const hand = takeDocumentWork(scene, officer, 'draft')
    return hand.ok ? deed(scene, officer, hand.value.post) : hand
  }
  return onOutgoing(deps, actor, documentId, inHand, sending)
}

/** A file to go with the document, signed by the agency with it when it is issued. @legal ND-30-2020 Phụ lục I, phần I, mục III.1 */
export const addCompanion = async (deps: CompanionDeps, actor: Actor, command: AddCompanion): OutgoingResult<null> => {
  const { documentId } = command
  const sending = { act: 'document.companion', answer: z.null(), command }
  const isSentBefore = actor.kind === 'officer' && (await findDone(deps.database, actor.officerId, sending)) === null
  if (isSentBefore) return accept(null)
  const allowed = await whileDrafting(deps, actor, documentId, async ({ tx }) => {
    const refusal = decideCompanion(await listCompanions(tx, documentId), command.file.byteLength)
    return refusal === null ? accept(null) : refuse(refusal)
  })
  if (!allowed.ok) return allowed
  const taken = await takeIn(deps, command)
  if (!taken.ok) return taken
  const keep = async (
    scene: DocumentScene,
    officer: OfficerActor,
    post: OfficerActor['posts'][number],
  ): OutgoingResult<null> => {
    const refusal = decideCompanion(await listCompanions(scene.tx, documentId), taken.value.content.sizeBytes)
    if (refusal !== null) return refuse(refusal)
    const owner = { kind: documentSubject, id: documentId }
    const file = { owner, purpose: companionPurposes.draft, taken: taken.value }
    await keepTakenFile(scene.tx, { ...file, addedBy: officer.accountId, addedAt: scene.now })
    await recordAct(scene, officer, post, 'document.companion-added', { sha256: taken.value.content.sha256 })
    return accept(null)
  }
  return whileDrafting(deps, actor, documentId, keep, sending)
}

export const RemoveCompanion = z.strictObject({ documentId: z.uuid(), attachmentId: z.uuid() })
export type RemoveCompanion = z.infer<typeof RemoveCompanion>

export const removeCompanion = (deps: DocumentDeps, actor: Actor, command: RemoveCompanion): OutgoingResult<null> =>
  whileDrafting(deps, actor, command.documentId, async (scene, officer, post) => {
    const { documentId, attachmentId } = command
    const held = (await listCompanions(scene.tx, documentId)).find((file) => file.id === attachmentId)
    if (held === undefined) return refuse({ code: 'companion.not-found' })
    await removeAttachment(scene.tx, held.owner, held.id, scene.now)
    await recordAct(scene, officer, post, 'document.companion-removed', { sha256: held.sha256 })
    return accept(null)
  })
