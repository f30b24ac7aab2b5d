import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import type { Actor, OfficerActor } from '#modules/identity/domain/index.ts'
import { Confirmation, type HeldKey, signDocument, withKey } from '#modules/signatures/index.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { prepareForm } from '#platform/signing/prepare-form.ts'
import { documentSubject } from '../../domain/index.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { asOutgoingRefusal } from '../../domain/signature-refusal.ts'
import { type DraftVersion, findDraftVersion } from '../../store/drafts.ts'
import { findDocument, updateDocument } from '../../store/official-documents.ts'
import { findOutgoingPaper, type OutgoingPaper, updateOutgoingPaper } from '../../store/outgoing-papers.ts'
import { takeDocumentWork } from '../document-work.ts'
import type { DocumentScene } from '../scene.ts'
import { composeDocument } from './compose-document.ts'
import { endWork, type OutgoingDeps, type OutgoingResult, onOutgoing, openWork, recordAct } from './outgoing-scene.ts'

export const SignOfficialDocument = z.strictObject({
  documentId: z.uuid(),
  /** The wording that was read. */
  version: z.int().min(1),
  /** Of the certificate that the page showed; another key in hand does not sign. */
  certificateSerial: z.string().max(100).optional(),
  confirmation: Confirmation.optional(),
})
export type SignOfficialDocument = z.infer<typeof SignOfficialDocument>

type Wanted = Pick<SignOfficialDocument, 'documentId' | 'version'>
type Ready = { readonly agencyId: string; readonly paper: OutgoingPaper; readonly draft: DraftVersion }

/** What lies before this leader to be signed, in the wording that was read. */
const readyPaper = async (
  deps: OutgoingDeps,
  leader: OfficerActor,
  wanted: Wanted,
): Promise<Result<Ready, OutgoingRefusal>> => {
  const [document, paper, draft] = await Promise.all([
    findDocument(deps.database, wanted.documentId),
    findOutgoingPaper(deps.database, wanted.documentId),
    findDraftVersion(deps.database, wanted.documentId),
  ])
  const isTheirs = leader.posts.some((post) => post.postId === paper?.signerPostId)
  if (document === null || paper === null || draft === null || !isTheirs) return refuse({ code: 'document.not-found' })
  if (document.state !== 'submitted') return refuse({ code: 'document.state-forbids', state: document.state })
  if (draft.version !== wanted.version || paper.draftVersion !== wanted.version)
    return refuse({ code: 'draft.changed', version: draft.version, by: draft.savedByName, at: draft.savedAt })
  return accept({ agencyId: document.agencyId, paper, draft })
}

/** The page as it will be signed, with its empty fields. */
const setPaper = async (
  deps: OutgoingDeps,
  { agencyId, paper, draft }: Ready,
  leader: OfficerActor,
): Promise<Result<Uint8Array, OutgoingRefusal>> => {
  const made = await composeDocument(deps.database, deps.publicUrl, {
    documentId: paper.documentId,
    agencyId,
    draft,
    signer: { name: leader.fullName, title: paper.signerTitle },
    at: deps.clock.now(),
  })
  if (!made.ok) return made
  const prepared = prepareForm(made.value.pdf, made.value.fields)
  return prepared.ok ? prepared : refuse({ code: 'document.signature-refused', why: prepared.refusal })
}

const signPaper = async (
  deps: OutgoingDeps,
  ready: Ready,
  leader: OfficerActor,
  held: HeldKey,
): Promise<Result<StoredContent, OutgoingRefusal>> => {
  const prepared = await setPaper(deps, ready, leader)
  if (!prepared.ok) return prepared
  const signed = await signDocument(deps, held, {
    pdf: prepared.value,
    field: outcomeFields.leader,
    appearance: { kind: 'handwriting', name: leader.fullName },
  })
  if (!signed.ok) return refuse({ code: 'document.signature-refused', why: signed.refusal })
  return accept(await storeMadeBytes(deps.files, signed.value.pdf))
}

const keepSigned = async (scene: DocumentScene, leader: OfficerActor, content: StoredContent): Promise<void> => {
  const { tx, now, document } = scene
  const attachment = await keepMadeFile(tx, {
    owner: { kind: documentSubject, id: document.id },
    purpose: 'signed',
    name: `${document.subject.slice(0, 80)}.pdf`,
    mediaType: 'application/pdf',
    content,
    madeAt: now,
  })
  await updateOutgoingPaper(tx, document.id, { signed_at: now, signed_attachment_id: attachment.id })
  await updateDocument(tx, document, { state: 'signed', signer_name: leader.fullName, updated_at: now })
}

/** Whether this officer has signed this very wording: a device that was cut off asks again, and nothing is left to do. */
const isSignedAlready = async (deps: OutgoingDeps, leader: OfficerActor, wanted: Wanted): Promise<boolean> => {
  const [document, paper] = await Promise.all([
    findDocument(deps.database, wanted.documentId),
    findOutgoingPaper(deps.database, wanted.documentId),
  ])
  return (
    (document?.state === 'signed' || document?.state === 'issued') &&
    paper !== null &&
    paper.draftVersion === wanted.version &&
    leader.posts.some((post) => post.postId === paper.signerPostId)
  )
}

/** As `signOfficialDocument`, with a key in hand: one of many that a leader confirmed together. What he has signed stays as it is. */
export const signOfficialDocumentWith = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: Wanted,
  held: HeldKey,
): OutgoingResult<null> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  return (await isSignedAlready(deps, actor, command)) ? accept(null) : signReady(deps, actor, command, held)
}

const signReady = async (
  deps: OutgoingDeps,
  actor: OfficerActor,
  command: Wanted,
  held: HeldKey,
): OutgoingResult<null> => {
  const ready = await readyPaper(deps, actor, command)
  if (!ready.ok) return ready
  const content = await signPaper(deps, ready.value, actor, held)
  return content.ok ? putIn(deps, actor, command, content.value) : content
}

/** The page as it would be signed now, for a leader who signs on his own machine. */
export const prepareOfficialDocument = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: Wanted,
): OutgoingResult<{ readonly pdf: Uint8Array; readonly name: string }> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  const ready = await readyPaper(deps, actor, command)
  if (!ready.ok) return ready
  const set = await setPaper(deps, ready.value, actor)
  return set.ok ? accept({ pdf: set.value, name: ready.value.draft.head.subject }) : set
}

/** Puts in what a leader signed on his own machine; whether it is what was handed to him, and his signature, has been judged. */
export const keepSignedDocument = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: Wanted,
  content: StoredContent,
): OutgoingResult<null> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  if (await isSignedAlready(deps, actor, command)) return accept(null)
  const ready = await readyPaper(deps, actor, command)
  return ready.ok ? putIn(deps, actor, command, content) : ready
}

const putIn = (
  deps: OutgoingDeps,
  actor: OfficerActor,
  command: Wanted,
  content: StoredContent,
): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, async (scene, leader) => {
    const hand = takeDocumentWork(scene, leader, 'sign')
    if (!hand.ok) return hand
    // Under the lock it must still be the wording that was signed, else the signature falls.
    const draft = await findDraftVersion(scene.tx, command.documentId)
    if (draft === null || draft.version !== command.version)
      return refuse({ code: 'document.state-forbids', state: scene.document.state })
    await endWork(scene, hand.value, leader)
    await keepSigned(scene, leader, content)
    await openWork(scene, {
      deed: 'number',
      role: 'clerk',
      unitId: null,
      officerId: null,
      capacity: 'registry',
      givenBy: leader.officerId,
    })
    await recordAct(scene, leader, hand.value.post, 'document.signed', { sha256: content.sha256 })
    return accept(null)
  })

/**
 * The leader signs the wording as it was read. The page is set and signed before the document is locked.
 * @legal ND-30-2020 Điều 13
 */
export const signOfficialDocument = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: SignOfficialDocument,
): OutgoingResult<null> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  const ready = await readyPaper(deps, actor, command)
  if (!ready.ok) return ready
  const holder = { kind: 'officer', id: actor.officerId } as const
  const signed = await withKey(deps, holder, command.confirmation ?? {}, async (held): OutgoingResult<null> => {
    const shown = command.certificateSerial ?? held.serial
    return shown === held.serial ? signReady(deps, actor, command, held) : refuse({ code: 'draft.certificate-changed' })
  })
  return signed.ok ? signed : refuse(asOutgoingRefusal(signed.refusal))
}
