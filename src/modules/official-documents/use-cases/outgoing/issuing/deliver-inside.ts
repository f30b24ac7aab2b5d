import { newId } from '#kernel/ids.ts'
import { accept, type Result } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { keepMadeFiles } from '#modules/attachments/index.ts'
import { system } from '#modules/identity/domain/index.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { companionPurposes } from '../../../domain/drafting/companion.ts'
import { documentSubject } from '../../../domain/index.ts'
import type { OutgoingRefusal } from '../../../domain/outgoing-refusals.ts'
import { listWaitingInside, markArrived } from '../../../store/recipients.ts'
import { type Arriving, receiveWithin } from '../../incoming/receive-documents.ts'
import type { DocumentDeps, DocumentScene } from '../../scene.ts'
import type { SealedCompanion } from '../companions/seal-companions.ts'

export type Delivered = {
  readonly number: number
  readonly documentDate: Temporal.PlainDate
  readonly fileName: string
  readonly content: StoredContent
  readonly companions: readonly SealedCompanion[]
  readonly signer: { readonly name: string; readonly title: string }
}

const arrivingOf = (
  { document }: DocumentScene,
  { number, documentDate, signer }: Delivered,
): Omit<Arriving, 'to'> => ({
  channel: 'inside',
  origin: { issuer: document.agencyId, id: document.id },
  face: {
    typeCode: document.typeCode,
    subject: document.subject,
    code: { number, notation: document.codeNotation },
    documentDate: documentDate.toString(),
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

/**
 * Lays the issued document into the registry of every receiving agency of the province, in the transaction that issues it. The statements are as
 * many for one receiver as for two thousand.
 */
export const deliverInside = async (
  scene: DocumentScene,
  deps: Pick<DocumentDeps, 'workingTime'>,
  delivered: Delivered,
): Promise<Result<null, OutgoingRefusal>> => {
  const { tx, now, document } = scene
  const agencyIds = await listWaitingInside(tx, document.id)
  if (agencyIds.length === 0) return accept(null)
  const to = agencyIds.map((agencyId) => ({ agencyId, documentId: newId() }))
  const received = await receiveWithin({ tx, now, deps }, system, { ...arrivingOf(scene, delivered), to })
  if (!received.ok) return received
  const { content, companions, fileName } = delivered
  const files = [
    { purpose: 'content', name: fileName, content },
    ...companions.map((along) => ({ ...along, purpose: companionPurposes.draft })),
  ]
  const made = { mediaType: 'application/pdf', madeAt: now } as const
  await keepMadeFiles(
    tx,
    [...received.value.values()].flatMap(({ documentId }) =>
      files.map((file) => ({ ...made, ...file, owner: { kind: documentSubject, id: documentId } })),
    ),
  )
  await markArrived(tx, document.id, received.value, now)
  return accept(null)
}
