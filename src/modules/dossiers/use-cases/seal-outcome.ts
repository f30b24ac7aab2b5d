import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { formatLegalDate, localDate } from '#kernel/time.ts'
import { findAttachment, keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { cancelAsides } from '#modules/processes/index.ts'
import { Confirmation, type HeldKey, type InTurn, sealDocument, withKey } from '#modules/signatures/index.ts'
import { inShortTransaction } from '#platform/database/connection.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { checkSealable } from '#platform/signing/number-and-seal.ts'
import { refusalOfClock } from '../domain/clock-refusal.ts'
import { decideMove } from '../domain/decisions.ts'
import { notationOf } from '../domain/outcome-template.ts'
import { outcomeTemplateOf } from '../domain/outcome-templates/index.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { refusalOfSignature } from '../domain/signature-refusal.ts'
import type { Status } from '../domain/status.ts'
import { turnClock } from '../store/clock.ts'
import { updateDossier } from '../store/dossiers.ts'
import {
  dropOutcomeHold,
  findHeldOutcomeNumber,
  giveBackOutcomeNumber,
  type HeldOutcomeNumber,
  takeOutcomeNumber,
} from '../store/outcome-numbers.ts'
import { findIssuingAgency, findOutcome, issueOutcome, type Outcome } from '../store/outcomes.ts'
import { dropProposal } from '../store/supplements.ts'
import { advance } from './advance.ts'
import { type Hand, onDossier, recordDeed, type Scene, takeWork } from './scene.ts'
import type { SigningDeps } from './sign-outcome.ts'

export const SealOutcome = z.strictObject({ dossierId: z.uuid(), confirmation: Confirmation.optional() })
export type SealOutcome = z.infer<typeof SealOutcome>

export type IssuedOutcome = { readonly code: string; readonly notation: string }

type Sealed = {
  readonly notation: string
  readonly content: StoredContent
  /** The file that was sealed. */
  readonly signedAttachmentId: string
}

const printedNumber = (number: number): string => String(number).padStart(2, '0')

/** What the leader signed, read and found fit to be sealed before a number is taken for it. */
const readSigned = async (
  deps: SigningDeps,
  { signedAttachmentId }: Outcome,
): Promise<Result<{ readonly pdf: Uint8Array; readonly id: string }, DossierRefusal>> => {
  const file = signedAttachmentId === null ? null : await findAttachment(deps.database, signedAttachmentId)
  if (file === null) return refuse({ code: 'dossier.outcome-missing' })
  const pdf = await deps.files.read(file.sha256)
  const why = checkSealable(pdf)
  return why === undefined ? accept({ pdf, id: file.id }) : refuse({ code: 'dossier.signature-refused', why })
}

/** Number, date and seal in one incremental update of the signed document; nothing is locked meanwhile. */
const sealNumbered = async (
  deps: SigningDeps,
  outcome: Outcome,
  signed: { readonly pdf: Uint8Array; readonly id: string },
  { number, year, heldAt }: HeldOutcomeNumber,
  held: HeldKey,
): Promise<Result<Sealed, DossierRefusal>> => {
  const agency = await findIssuingAgency(deps.database, outcome.agencyId)
  const sealed = await sealDocument(deps, held, {
    pdf: signed.pdf,
    number: printedNumber(number),
    date: formatLegalDate(localDate(heldAt)),
    appearance: { kind: 'seal', around: agency.parentName ?? agency.name, middle: agency.name },
  })
  if (!sealed.ok) return refuse({ code: 'dossier.signature-refused', why: sealed.refusal })
  const letters = notationOf(outcomeTemplateOf(outcome.template), agency.notation, year)
  const content = await storeMadeBytes(deps.files, sealed.value.pdf)
  return accept({ notation: `${printedNumber(number)}/${letters}`, content, signedAttachmentId: signed.id })
}

/** Dated by the day of its number. */
const writeIssued = async (
  { tx, now, dossier }: Scene,
  outcome: Outcome,
  { number, year, heldAt }: HeldOutcomeNumber,
  { notation, content }: Sealed,
  clerkId: string,
): Promise<void> => {
  const attachment = await keepMadeFile(tx, {
    owner: { kind: 'dossier', id: dossier.id },
    purpose: 'outcome',
    name: `${outcome.name} ${notation.replaceAll('/', '-')}.pdf`,
    mediaType: 'application/pdf',
    content,
    madeAt: now,
  })
  const issuedOn = localDate(heldAt)
  await issueOutcome(tx, outcome.id, {
    number,
    year,
    notation,
    issuedOn,
    sealedBy: clerkId,
    attachmentId: attachment.id,
  })
}

/**
 * The clerk numbers and seals in one act, and the result is issued. The number is taken first and is the result's own from then on; key and time-stamp
 * authority are asked while nobody waits for the register; the sealed document and the end of the clock are one transaction. Cut off in between it is
 * done again with the same number. @legal ND-30-2020 Điều 15, Điều 17
 */
export const sealOutcome = async (
  deps: SigningDeps,
  actor: Actor,
  command: SealOutcome,
): Promise<Result<IssuedOutcome, DossierRefusal>> => {
  const outcome = await findOutcome(deps.database, deps.sealing, command.dossierId)
  if (outcome === null || postFor(actor, 'clerk', outcome.agencyId) === undefined)
    return onDossier<never>(deps, command.dossierId, async (scene) => {
      const hand = takeWork(scene, actor, 'number')
      return hand.ok ? refuse({ code: 'dossier.outcome-missing' }) : hand
    })
  const holder = { kind: 'agency', id: outcome.agencyId } as const
  const sealed = await withKey(deps, holder, command.confirmation ?? {}, (held) =>
    sealWith(deps, actor, command.dossierId, held),
  )
  return sealed.ok ? sealed : refuse(refusalOfSignature(sealed.refusal))
}

/** As `sealOutcome`, with the agency's key in hand: one of many that a clerk confirmed together. What has its number keeps it. */
export const sealOutcomeWith = async (
  deps: SigningDeps,
  actor: Actor,
  command: Pick<SealOutcome, 'dossierId'>,
  held: HeldKey,
  inTurn: InTurn,
): Promise<Result<unknown, DossierRefusal>> => {
  const outcome = await findOutcome(deps.database, deps.sealing, command.dossierId)
  const isTheirs = outcome !== null && postFor(actor, 'clerk', outcome.agencyId) !== undefined
  if (isTheirs && outcome.state === 'issued') return accept(null)
  return sealWith(deps, actor, command.dossierId, held, inTurn)
}

type Ready = { readonly hand: Hand; readonly outcome: Outcome; readonly status: Status }

/** Whether the result may be numbered as it stands, with this agency's key. */
const readyToNumber = async (
  scene: Scene,
  deps: SigningDeps,
  actor: Actor,
  agencyId: string,
): Promise<Result<Ready, DossierRefusal>> => {
  const hand = takeWork(scene, actor, 'number')
  if (!hand.ok) return hand
  const outcome = await findOutcome(scene.tx, deps.sealing, scene.dossier.id)
  if (outcome?.state !== 'signed' || outcome.signedAttachmentId === null || outcome.agencyId !== agencyId)
    return refuse({ code: 'dossier.outcome-missing' })
  const move = decideMove(scene.dossier, 'settled')
  return move.ok ? accept({ hand: hand.value, outcome, status: move.value }) : move
}

type Held = Ready & { readonly number: HeldOutcomeNumber }

/** Takes the number, or finds the one that the result holds: durable and its own when this answers. */
const holdNumber = (deps: SigningDeps, actor: Actor, dossierId: string, agencyId: string) =>
  onDossier<Held>(
    deps,
    dossierId,
    async (scene) => {
      const ready = await readyToNumber(scene, deps, actor, agencyId)
      if (!ready.ok) return ready
      const { hand, outcome } = ready.value
      const number = await takeOutcomeNumber(scene.tx, outcome, deps.clock, hand.actor.officerId)
      return accept({ ...ready.value, number })
    },
    inShortTransaction,
  )

const sealWith = async (
  deps: SigningDeps,
  actor: Actor,
  dossierId: string,
  held: HeldKey,
  inTurn: InTurn = (part) => part(),
): Promise<Result<IssuedOutcome, DossierRefusal>> => {
  const known = await findOutcome(deps.database, deps.sealing, dossierId)
  const signed = known?.state === 'signed' ? await readSigned(deps, known) : null
  const hold = signed?.ok === false ? signed : await inTurn(() => holdNumber(deps, actor, dossierId, held.holder.id))
  if (!hold.ok) return hold
  const { outcome, number } = hold.value
  let isIssued = false
  try {
    const file =
      signed?.ok === true && signed.value.id === outcome.signedAttachmentId ? signed : await readSigned(deps, outcome)
    const sealed = file.ok ? await sealNumbered(deps, outcome, file.value, number, held) : file
    const issued = sealed.ok ? await complete(deps, actor, dossierId, hold.value, sealed.value) : sealed
    isIssued = issued.ok
    return issued
  } finally {
    // Where this cannot be done either, the number waits with its result.
    if (!isIssued) await release(deps, dossierId, hold.value).catch(() => undefined)
  }
}

/** The number goes back when nobody has taken a later one and only this press knows it, else it waits with its result for the next try. */
const release = (deps: SigningDeps, dossierId: string, { outcome, number }: Held) =>
  onDossier(deps, dossierId, async ({ tx }) => {
    const current = await findHeldOutcomeNumber(tx, outcome.id)
    if (current?.id === number.id) await giveBackOutcomeNumber(tx, current)
    return accept(null)
  })

/** Writes all that follows from the seal, in one transaction: it must still be the number that is printed, and the file that was sealed. */
const complete = (
  deps: SigningDeps,
  actor: Actor,
  dossierId: string,
  { number }: Held,
  sealed: Sealed,
): Promise<Result<IssuedOutcome, DossierRefusal>> =>
  onDossier<IssuedOutcome>(deps, dossierId, async (scene) => {
    const { tx, now, dossier } = scene
    const ready = await readyToNumber(scene, deps, actor, number.agencyId)
    if (!ready.ok) return ready
    const { hand, outcome, status } = ready.value
    const current = await findHeldOutcomeNumber(tx, outcome.id)
    if (current?.id !== number.id || outcome.signedAttachmentId !== sealed.signedAttachmentId)
      return refuse({ code: 'dossier.outcome-changed' })
    const clock = await turnClock(tx, scene.workingTime, dossier, { kind: 'finished', at: now })
    if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
    await cancelAsides(tx, dossier.id, now)
    await dropProposal(tx, dossier.id, now)
    await dropOutcomeHold(tx, current)
    await writeIssued(scene, outcome, current, sealed, hand.actor.officerId)
    const { settled, dueAt } = clock.value.state
    await updateDossier(tx, dossier, { status, finished_at: now, due_at: dueAt, settled, updated_at: now })
    await advance({ ...scene, dossier: { ...dossier, dueAt: null } }, deps, hand)
    await recordDeed(scene, actor, hand.post, 'dossier.settled', {
      notation: sealed.notation,
      register: outcome.registerKey,
      kind: outcome.kind,
      sha256: sealed.content.sha256,
      settled,
    })
    return accept({ code: dossier.code, notation: sealed.notation })
  })
