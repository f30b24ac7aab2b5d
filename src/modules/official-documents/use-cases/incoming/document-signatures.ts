import { type JudgingDeps, judgeFiles, listJudgeable } from '#modules/signatures/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import { asksSignatureReason } from '../../domain/incoming-signatures.ts'
import { type DocumentChannel, type DocumentRefusal, documentSubject } from '../../domain/index.ts'
import { findDocument } from '../../store/official-documents.ts'

/**
 * Judges the signatures of what waits for its number at an agency, or is just being brought; files of other documents are left alone. Takes its time, so no row
 * is locked meanwhile.
 */
export const judgeWaiting = async (
  deps: JudgingDeps,
  { documentId, agencyId }: { readonly documentId: string; readonly agencyId: string },
): Promise<void> => {
  const known = await findDocument(deps.database, documentId)
  const isWaiting = known?.agencyId === agencyId && known.state === 'arrived' && known.registerNumber === null
  if (known === null || isWaiting) await judgeFiles(deps, { kind: documentSubject, id: documentId })
}

type Incoming = { readonly documentId: string; readonly channel: DocumentChannel; readonly signatureReason: string }

/** What does not hold is taken in with a reason alone; what nobody has judged yet is not taken in at all. */
export const faultOfSignatures = async (
  tx: Tx,
  { documentId, channel, signatureReason }: Incoming,
): Promise<DocumentRefusal | null> => {
  const files = await listJudgeable(tx, { kind: documentSubject, id: documentId })
  if (files.some(({ verdict }) => verdict === null)) return { code: 'document.signatures-unjudged' }
  const unsound = files.filter(({ verdict }) => asksSignatureReason(verdict, channel))
  if (unsound.length === 0 || signatureReason !== '') return null
  return { code: 'document.signatures-unsound', files: unsound.map(({ name }) => name) }
}
