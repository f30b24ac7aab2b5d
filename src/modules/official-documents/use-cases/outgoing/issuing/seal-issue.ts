import { accept, type Result, refuse } from '#kernel/result.ts'
import { formatLegalDate, localDate } from '#kernel/time.ts'
import { findAgency } from '#modules/agencies/index.ts'
import { findAttachment, storeMadeBytes } from '#modules/attachments/index.ts'
import { type HeldKey, type SignedDocument, sealDocument } from '#modules/signatures/index.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { checkSealable } from '#platform/signing/number-and-seal.ts'
import { printedNumber } from '../../../domain/document-type.ts'
import { writtenCode } from '../../../domain/index.ts'
import type { OutgoingRefusal } from '../../../domain/outgoing-refusals.ts'
import type { HeldNumber } from '../../../store/held-numbers.ts'
import { findOutgoingPaper } from '../../../store/outgoing-papers.ts'
import {
  type Companion,
  prepareCompanions,
  type SealedCompanion,
  sealCompanions,
} from '../companions/seal-companions.ts'
import type { OutgoingDeps } from '../outgoing-scene.ts'

/** What a seal goes on, read and made ready before a number is taken for it. */
export type ReadyToSeal = {
  readonly agencyId: string
  /** What the leader signed. */
  readonly signed: Uint8Array
  readonly signedAttachmentId: string
  readonly companions: readonly Companion[]
}

/** Reads the files of a signed document; what cannot be sealed is refused now, while no number is taken. */
export const readyToSeal = async (
  deps: OutgoingDeps,
  document: { readonly id: string; readonly agencyId: string; readonly state: string },
): Promise<Result<ReadyToSeal, OutgoingRefusal>> => {
  const paper = await findOutgoingPaper(deps.database, document.id)
  const file = paper?.signedAttachmentId == null ? null : await findAttachment(deps.database, paper.signedAttachmentId)
  if (file === null) return refuse({ code: 'document.state-forbids', state: document.state })
  const signed = await deps.files.read(file.sha256)
  const why = checkSealable(signed)
  if (why !== undefined) return refuse({ code: 'document.signature-refused', why })
  const companions = await prepareCompanions(deps, document.id)
  if (!companions.ok) return companions
  return accept({ agencyId: document.agencyId, signed, signedAttachmentId: file.id, companions: companions.value })
}

/** The files of an issue as they leave the house. */
export type SealedIssue = {
  readonly content: StoredContent
  readonly companions: readonly SealedCompanion[]
  readonly proof: Pick<SignedDocument, 'certificateSerial' | 'keyPlace' | 'level'>
}

/** What is printed with a number: the number, and the day on which it was taken. */
export const printedPlace = ({ number, heldAt }: Pick<HeldNumber, 'number' | 'heldAt'>) => ({
  number: printedNumber(number),
  date: formatLegalDate(localDate(heldAt)),
})

/** Number, date and seal in one revision of the signed file, and the number on each file that goes with it. No row is locked meanwhile. */
export const numberAndSeal = async (
  deps: OutgoingDeps,
  { agencyId, signed, companions }: ReadyToSeal,
  hold: HeldNumber,
  held: HeldKey,
): Promise<Result<SealedIssue, OutgoingRefusal>> => {
  const agency = await findAgency(deps.database, agencyId)
  const parent = agency?.parentId == null ? null : await findAgency(deps.database, agency.parentId)
  const sealed = await sealDocument(deps, held, {
    pdf: signed,
    ...printedPlace(hold),
    appearance: { kind: 'seal', around: parent?.name ?? agency?.name ?? '', middle: agency?.name ?? '' },
  })
  if (!sealed.ok) return refuse({ code: 'document.signature-refused', why: sealed.refusal })
  const along = await sealCompanions(deps, held, writtenCode(hold), companions)
  if (!along.ok) return along
  const content = await storeMadeBytes(deps.files, sealed.value.pdf)
  return accept({ content, companions: along.value, proof: sealed.value })
}
