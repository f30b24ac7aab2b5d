import { newId } from '#kernel/ids.ts'
import { accept, type Result } from '#kernel/result.ts'
import { keepMadeFile } from '#modules/attachments/index.ts'
import { system } from '#modules/identity/domain/index.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { companionPurposes } from '../../domain/drafting/companion.ts'
import { documentSubject } from '../../domain/index.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { listWaitingInside, markArrived } from '../../store/recipients.ts'
import { receiveWithin } from '../incoming/register-incoming.ts'
import type { DocumentDeps, DocumentScene } from '../scene.ts'
import type { SealedCompanion } from './companions/seal-companions.ts'
import { today } from './outgoing-scene.ts'

export type Delivered = {
  readonly number: number
  readonly fileName: string
  readonly content: StoredContent
  readonly companions: readonly SealedCompanion[]
  readonly signer: { readonly name: string; readonly title: string }
}

/** Lays the issued document into the registry of every receiving agency of the province, in the transaction that issues it. */
export const deliverInside = async (
  scene: DocumentScene,
  deps: DocumentDeps,
  { number, fileName, content, companions, signer }: Delivered,
): Promise<Result<number, OutgoingRefusal>> => {
  const { tx, now, document } = scene
  const waiting = await listWaitingInside(tx, document.id)
  for (const recipient of waiting) {
    const received = await receiveWithin({ tx, now, deps }, system, {
      documentId: newId(),
      agencyId: recipient.agencyId,
      channel: 'inside',
      origin: { issuer: document.agencyId, id: document.id },
      face: {
        typeCode: document.typeCode,
        subject: document.subject,
        code: { number, notation: document.codeNotation },
        documentDate: today(scene).toString(),
        authorAgencyId: document.agencyId,
        authorName: document.authorName,
        signerName: signer.name,
        signerTitle: signer.title,
        addressee: '',
        urgency: document.urgency,
        secrecy: 0,
        pages: null,
        copies: null,
        dueOn: null,
      },
    })
    if (!received.ok) return received
    const { documentId } = received.value
    const owner = { kind: documentSubject, id: documentId }
    const made = { owner, mediaType: 'application/pdf', madeAt: now } as const
    await keepMadeFile(tx, { ...made, purpose: 'content', name: fileName, content })
    for (const along of companions) await keepMadeFile(tx, { ...made, ...along, purpose: companionPurposes.draft })
    await markArrived(tx, recipient.id, documentId, now)
  }
  return accept(waiting.length)
}
