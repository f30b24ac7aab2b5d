import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import type { Actor, HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import {
  appearanceOf,
  Confirmation,
  type HeldKey,
  type SigningMeans,
  signDocument,
  withKey,
} from '#modules/signatures/index.ts'
import type { VirusScanner } from '#platform/file-types/virus-scanner.ts'
import type { FileStore, StoredContent } from '#platform/files/file-store.ts'
import { outcomeFields } from '#platform/signing/number-and-seal.ts'
import { prepareForm } from '#platform/signing/prepare-form.ts'
import type { Signatory } from '../domain/outcome-head.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { refusalOfSignature } from '../domain/signature-refusal.ts'
import { findOutcome, markOutcomeSigned, type Outcome } from '../store/outcomes.ts'
import { advance } from './advance.ts'
import { composeOutcome } from './compose-outcome.ts'
import { type DossierDeps, onDossier, recordDeed, takeWork } from './scene.ts'

export type SigningDeps = DossierDeps &
  SigningMeans & {
    readonly files: FileStore
    /** Looks at every file that comes in; absent when the installation has none. */
    readonly scanner?: VirusScanner
    /** Where anyone checks a document, without a slash at the end; it goes into the QR code. */
    readonly publicUrl: string
  }

export const SignOutcome = z.strictObject({
  dossierId: z.uuid(),
  /** The version that was read: a draft changed since is not signed. */
  version: z.number().int().min(1),
  confirmation: Confirmation.optional(),
})
export type SignOutcome = z.infer<typeof SignOutcome>

type Signed = Result<{ readonly code: string }, DossierRefusal>
type Wanted = Pick<SignOutcome, 'dossierId' | 'version'>

/** The document as it will be signed, with empty fields for number and date and places for signature and seal. */
const setDocument = async (
  deps: SigningDeps,
  outcome: Outcome,
  signatory: Signatory,
  at: Temporal.Instant,
): Promise<Result<Uint8Array, DossierRefusal>> => {
  const made = await composeOutcome(deps, outcome, signatory, at)
  const prepared = prepareForm(made.pdf, made.fields)
  return prepared.ok ? prepared : refuse({ code: 'dossier.signature-refused', why: prepared.refusal })
}

const signOutcomeDocument = async (
  deps: SigningDeps,
  outcome: Outcome,
  leader: OfficerActor,
  post: HeldPost,
  held: HeldKey,
): Promise<Result<StoredContent, DossierRefusal>> => {
  const at = deps.clock.now()
  const document = await setDocument(deps, outcome, { fullName: leader.fullName, title: post.title }, at)
  if (!document.ok) return document
  const signed = await signDocument(deps, held, {
    pdf: document.value,
    field: outcomeFields.leader,
    appearance: await appearanceOf(deps.database, leader),
  })
  if (!signed.ok) return refuse({ code: 'dossier.signature-refused', why: signed.refusal })
  return accept(await storeMadeBytes(deps.files, signed.value.pdf))
}

const leaderPost = (actor: Actor, agencyId: string): HeldPost | undefined =>
  actor.kind === 'officer'
    ? actor.posts.find((post) => post.role === 'leader' && post.agencyId === agencyId)
    : undefined

/**
 * The leader signs the result as it was read. The document is set and signed before the dossier is locked; under the lock it must still
 * be the version that was signed, else the signature falls.
 * @legal ND-30-2020 Điều 13
 */
export const signOutcome = async (deps: SigningDeps, actor: Actor, command: SignOutcome): Promise<Signed> => {
  if (actor.kind !== 'officer') return refuse({ code: 'dossier.not-permitted' })
  const readable = await readyOutcome(deps, actor, command)
  if (!readable.ok) return readable
  const holder = { kind: 'officer', id: actor.officerId } as const
  const signed = await withKey(deps, holder, command.confirmation ?? {}, (held) =>
    signReady(deps, actor, command, held),
  )
  return signed.ok ? signed : refuse(refusalOfSignature(signed.refusal))
}

type Ready = { readonly outcome: Outcome; readonly post: HeldPost }

const readyOutcome = async (
  deps: SigningDeps,
  actor: OfficerActor,
  command: Wanted,
): Promise<Result<Ready, DossierRefusal>> => {
  const outcome = await findOutcome(deps.database, deps.sealing, command.dossierId)
  if (outcome === null) return refuse({ code: 'dossier.outcome-missing' })
  const post = leaderPost(actor, outcome.agencyId)
  if (post === undefined) return refuse({ code: 'dossier.not-permitted' })
  if (outcome.state !== 'agreed' || outcome.version !== command.version)
    return refuse({ code: 'dossier.outcome-changed' })
  return accept({ outcome, post })
}

/** Whether this officer has signed this very version: a device that was cut off asks again, and nothing is left to do. */
const isSignedAlready = (outcome: Outcome | null, actor: Actor, version: number): boolean =>
  (outcome?.state === 'signed' || outcome?.state === 'issued') &&
  actor.kind === 'officer' &&
  outcome.signedBy === actor.officerId &&
  outcome.version === version

/** As `signOutcome`, with a key in hand: one of many that a leader confirmed together. What he has signed already stays as it is. */
export const signOutcomeWith = async (
  deps: SigningDeps,
  actor: Actor,
  command: Wanted,
  held: HeldKey,
): Promise<Result<unknown, DossierRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'dossier.not-permitted' })
  const outcome = await findOutcome(deps.database, deps.sealing, command.dossierId)
  return isSignedAlready(outcome, actor, command.version) ? accept(null) : signReady(deps, actor, command, held)
}

const signReady = async (deps: SigningDeps, actor: OfficerActor, command: Wanted, held: HeldKey): Promise<Signed> => {
  const ready = await readyOutcome(deps, actor, command)
  if (!ready.ok) return ready
  const content = await signOutcomeDocument(deps, ready.value.outcome, actor, ready.value.post, held)
  return content.ok ? keepSigned(deps, actor, command, content.value) : content
}

/** The result as it would be signed now, for a leader who signs on his own machine. */
export const prepareOutcome = async (
  deps: SigningDeps,
  actor: Actor,
  command: Wanted,
): Promise<Result<{ readonly pdf: Uint8Array; readonly name: string }, DossierRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'dossier.not-permitted' })
  const ready = await readyOutcome(deps, actor, command)
  if (!ready.ok) return ready
  const { outcome, post } = ready.value
  const set = await setDocument(deps, outcome, { fullName: actor.fullName, title: post.title }, deps.clock.now())
  return set.ok ? accept({ pdf: set.value, name: outcome.name }) : set
}

/** Puts in what a leader signed on his own machine; whether it is what was handed to him, and his signature, has been judged. */
export const keepSignedOutcome = async (
  deps: SigningDeps,
  actor: Actor,
  command: Wanted,
  content: StoredContent,
): Promise<Result<unknown, DossierRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'dossier.not-permitted' })
  const outcome = await findOutcome(deps.database, deps.sealing, command.dossierId)
  if (isSignedAlready(outcome, actor, command.version)) return accept(null)
  const ready = await readyOutcome(deps, actor, command)
  return ready.ok ? keepSigned(deps, actor, command, content) : ready
}

/** Under the lock it must still be the version that was signed. */
const keepSigned = (deps: SigningDeps, actor: OfficerActor, command: Wanted, content: StoredContent): Promise<Signed> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Signed> => {
    const hand = takeWork(scene, actor, 'sign')
    if (!hand.ok) return hand
    const current = await findOutcome(scene.tx, deps.sealing, command.dossierId)
    if (current?.state !== 'agreed' || current.version !== command.version)
      return refuse({ code: 'dossier.outcome-changed' })
    const attachment = await keepMadeFile(scene.tx, {
      owner: { kind: 'dossier', id: scene.dossier.id },
      purpose: 'outcome-signed',
      name: `${scene.dossier.code}.pdf`,
      mediaType: 'application/pdf',
      content,
      madeAt: scene.now,
    })
    await markOutcomeSigned(scene.tx, current.id, {
      officerId: actor.officerId,
      at: scene.now,
      attachmentId: attachment.id,
    })
    await advance(scene, deps, hand.value)
    await recordDeed(scene, actor, hand.value.post, 'dossier.outcome-signed', { sha256: content.sha256 })
    return accept({ code: scene.dossier.code })
  })
