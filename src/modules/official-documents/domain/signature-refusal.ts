import type { SignatureRefusal } from '#modules/signatures/domain/index.ts'
import type { OutgoingRefusal } from './outgoing-refusals.ts'

const isOfDocument = (refusal: OutgoingRefusal | SignatureRefusal): refusal is OutgoingRefusal =>
  /^(?:document|draft|attachment|register|copy|mandate)\./.test(refusal.code)

/** What keeps a document from being signed or sealed, as a refusal of the document. */
export const asOutgoingRefusal = (refusal: OutgoingRefusal | SignatureRefusal): OutgoingRefusal =>
  isOfDocument(refusal) ? refusal : { code: 'document.signature-refused', why: refusal }
