import type { DesktopRefusal, ReturnedFileRefusal } from '#modules/signatures/domain/index.ts'
import type { Messages } from '../messages/index.ts'
import { signatureRefusalText } from './signature-refusals.ts'

/** Why a document was not handed to the signer's own tool, or what came back was not taken. */
export const desktopRefusalText = (t: Messages, refusal: DesktopRefusal | ReturnedFileRefusal): string => {
  const words = t.signingPages
  switch (refusal.code) {
    case 'desktop.not-found':
    case 'desktop.closed':
    case 'desktop.withdrawn':
    case 'desktop.returned-already':
    case 'desktop.not-returned':
    case 'desktop.key-elsewhere':
    case 'returned.other-document':
    case 'returned.unreadable':
    case 'returned.not-signed':
    case 'returned.several-signatures':
    case 'returned.time-unproven':
    case 'returned.content-changed':
    case 'returned.signature-invalid':
      return words.desktopRefusals[refusal.code]
    case 'returned.other-signer':
      return words.desktopOtherSigner(refusal.name)
    default:
      return signatureRefusalText(t, refusal)
  }
}
