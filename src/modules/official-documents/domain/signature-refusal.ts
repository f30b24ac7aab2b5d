import type { SignatureRefusal } from '#modules/signatures/domain/index.ts'
import type { OutgoingRefusal } from './outgoing-refusals.ts'

const isOfDocument = (refusal: OutgoingRefusal | SignatureRefusal): refusal is OutgoingRefusal =>
  refusal.code.startsWith('document.') || refusal.code.startsWith('draft.') || refusal.code.startsWith('attachment.')

/** What keeps a document from being signed or sealed, as a refusal of the document. */
export const asOutgoingRefusal = (refusal: OutgoingRefusal | SignatureRefusal): OutgoingRefusal =>
  isOfDocument(refusal) ? refusal : { code: 'document.signature-refused', why: refusal }
