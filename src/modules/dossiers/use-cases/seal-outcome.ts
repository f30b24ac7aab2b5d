import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { formatLegalDate, localDate } from '#kernel/time.ts'
import { findAttachment, keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { cancelAsides } from '#modules/processes/index.ts'
import { Confirmation, type HeldKey, sealDocument, withKey } from '#modules/signatures/index.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { refusalOfClock } from '../domain/clock-refusal.ts'
import { decideMove } from '../domain/decisions.ts'
import { notationOf } from '../domain/outcome-template.ts'
import { outcomeTemplateOf } from '../domain/outcome-templates/index.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { refusalOfSignature } from '../domain/signature-refusal.ts'
import { turnClock } from '../store/clock.ts'
import { updateDossier } from '../store/dossiers.ts'
import { findIssuingAgency, findOutcome, issueOutcome, type Outcome } from '../store/outcomes.ts'
import { dropProposal } from '../store/supplements.ts'
import { advance } from './advance.ts'
import { onDossier, recordDeed, type Scene, takeWork } from './scene.ts'
import type { SigningDeps } from './sign-outcome.ts'

export const SealOutcome = z.strictObject({ dossierId: z.uuid(), confirmation: Confirmation.optional() })
export type SealOutcome = z.infer<typeof SealOutcome>

export type IssuedOutcome = { readonly code: string; readonly notation: string }

type Numbered = {
  readonly number: number
  readonly year: number
  readonly notation: string
  readonly content: StoredContent
}

const printedNumber = (number: number): string => String(number).padStart(2, '0')

/** Number, date and seal in one incremental update of the signed document. */
const numberDocument = async (
  scene: Scene,
  deps: SigningDeps,
  outcome: Outcome,
  signedSha256: string,
  held: HeldKey,
): Promise<Result<Numbered, DossierRefusal>> => {
  const { tx, now } = scene
  const today = localDate(now)
  const agency = await findIssuingAgency(tx, outcome.agencyId)
  const signed = await deps.files.read(signedSha256)
  // The register stays locked from here to the commit: a clerk who is killed in between leaves no number behind.
  const number = await nextNumber(tx, 'register', `${outcome.agencyId}:${outcome.registerKey}:${today.year}`)
  const sealed = await sealDocument(deps, held, {
    pdf: signed,
    number: printedNumber(number),
    date: formatLegalDate(today),
    appearance: { kind: 'seal', around: agency.parentName ?? agency.name, middle: agency.name },
  })
  if (!sealed.ok) return refuse({ code: 'dossier.signature-refused', why: sealed.refusal })
  const letters = notationOf(outcomeTemplateOf(outcome.template), agency.notation, today.year)
  const content = await storeMadeBytes(deps.files, sealed.value.pdf)
  return accept({ number, year: today.year, notation: `${printedNumber(number)}/${letters}`, content })
}

const writeIssued = async (scene: Scene, outcome: Outcome, numbered: Numbered, clerkId: string): Promise<void> => {
  const { tx, now, dossier } = scene
  const attachment = await keepMadeFile(tx, {
    owner: { kind: 'dossier', id: dossier.id },
    purpose: 'outcome',
    name: `${outcome.name} ${numbered.notation.replaceAll('/', '-')}.pdf`,
    mediaType: 'application/pdf',
    content: numbered.content,
    madeAt: now,
  })
  await issueOutcome(tx, outcome.id, {
    number: numbered.number,
    year: numbered.year,
    notation: numbered.notation,
    issuedOn: localDate(now),
    sealedBy: clerkId,
    attachmentId: attachment.id,
  })
}

/**
 * The clerk numbers and seals in one act, and the result is issued: the number, the sealed document and the end of the clock are one
 * transaction. The agency's key is taken in hand before the register is locked. @legal ND-30-2020 Điều 15, Điều 17
 */
export const sealOutcome = async (
  deps: SigningDeps,
  actor: Actor,
  command: SealOutcome,
): Promise<Result<IssuedOutcome, DossierRefusal>> => {
  const outcome = await findOutcome(deps.database, deps.sealing, command.dossierId)
  if (outcome === null || postFor(actor, 'clerk', outcome.agencyId) === undefined)
    return onDossier(deps, command.dossierId, (scene) => sealUnder(scene, deps, actor, null))
  const holder = { kind: 'agency', id: outcome.agencyId } as const
  const sealed = await withKey(deps, holder, command.confirmation ?? {}, (held) =>
    onDossier(deps, command.dossierId, (scene) => sealUnder(scene, deps, actor, held)),
  )
  return sealed.ok ? sealed : refuse(refusalOfSignature(sealed.refusal))
}

/** As `sealOutcome`, with the agency's key in hand: one of many that a clerk confirmed together. What has its number keeps it. */
export const sealOutcomeWith = async (
  deps: SigningDeps,
  actor: Actor,
  command: Pick<SealOutcome, 'dossierId'>,
  held: HeldKey,
): Promise<Result<unknown, DossierRefusal>> => {
  const outcome = await findOutcome(deps.database, deps.sealing, command.dossierId)
  const isTheirs = outcome !== null && postFor(actor, 'clerk', outcome.agencyId) !== undefined
  if (isTheirs && outcome.state === 'issued') return accept(null)
  return onDossier(deps, command.dossierId, (scene) => sealUnder(scene, deps, actor, held))
}

const sealUnder = async (
  scene: Scene,
  deps: SigningDeps,
  actor: Actor,
  held: HeldKey | null,
): Promise<Result<IssuedOutcome, DossierRefusal>> => {
  const hand = takeWork(scene, actor, 'number')
  if (!hand.ok) return hand
  const { tx, now, dossier } = scene
  const outcome = await findOutcome(tx, deps.sealing, dossier.id)
  if (outcome?.state !== 'signed' || outcome.signedAttachmentId === null || outcome.agencyId !== held?.holder.id)
    return refuse({ code: 'dossier.outcome-missing' })
  const move = decideMove(dossier, 'settled')
  if (!move.ok) return move
  const file = await findAttachment(tx, outcome.signedAttachmentId)
  if (file === null) return refuse({ code: 'dossier.outcome-missing' })
  const clock = await turnClock(tx, scene.workingTime, dossier, { kind: 'finished', at: now })
  if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
  await cancelAsides(tx, dossier.id, now)
  await dropProposal(tx, dossier.id, now)
  const numbered = await numberDocument(scene, deps, outcome, file.sha256, held)
  if (!numbered.ok) return numbered
  await writeIssued(scene, outcome, numbered.value, hand.value.actor.officerId)
  const { settled, dueAt } = clock.value.state
  await updateDossier(tx, dossier, { status: move.value, finished_at: now, due_at: dueAt, settled, updated_at: now })
  await advance({ ...scene, dossier: { ...dossier, dueAt: null } }, deps, hand.value)
  await recordDeed(scene, actor, hand.value.post, 'dossier.settled', {
    notation: numbered.value.notation,
    register: outcome.registerKey,
    kind: outcome.kind,
    sha256: numbered.value.content.sha256,
    settled,
  })
  return accept({ code: dossier.code, notation: numbered.value.notation })
}
