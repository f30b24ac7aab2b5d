import { type FileVerdict, isUnsound } from '#modules/signatures/domain/index.ts'
import type { DocumentChannel } from './official-document.ts'

/** What came over a network is the document itself; a file beside a paper is a picture of it. */
const networked: readonly DocumentChannel[] = ['e-mail', 'interchange', 'inside']

/**
 * Whether the registry takes a file in only with a reason: what does not hold, and what came over a network and cannot be judged. A file without a signature is
 * none of these. @legal ND-30-2020 Điều 21
 */
export const asksSignatureReason = (verdict: FileVerdict | null, channel: DocumentChannel): boolean => {
  if (verdict === null) return false
  const isUnknown = verdict === 'unreadable' || verdict === 'too-heavy'
  return isUnsound(verdict) || (isUnknown && networked.includes(channel))
}
