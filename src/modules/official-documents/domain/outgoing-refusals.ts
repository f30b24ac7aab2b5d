import type { Temporal } from '#kernel/time.ts'
import type { AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import type { OrderRefusal, SignatureRefusal, TurnRefusal } from '#modules/signatures/domain/index.ts'
import type { DocxFault } from '#platform/docx/docx-text.ts'
import type { DraftCheckKey } from './drafting/check-draft.ts'
import type { CompanionRefusal } from './drafting/companion.ts'
import type { RightRefusal } from './drafting/signing-plan.ts'
import type { DocumentRefusal } from './refusals.ts'

/** Why a right to sign was not entered, or not ended. */
export type MandateRefusal =
  | { readonly code: 'mandate.post-unknown' }
  /** Signing by authority is limited in time and in content. */
  | { readonly code: 'mandate.unlimited' }
  | { readonly code: 'mandate.dates-wrong' }
  /** The same right is given to the same post for some of these days already. */
  | { readonly code: 'mandate.given-already' }
  | { readonly code: 'mandate.ended-already' }

/** Why an office program made nothing of a file; `unsafe`: the scanner kept it from it. */
export type ConversionFault = 'conversion.failed' | 'conversion.too-slow' | 'conversion.busy' | 'unsafe'

/** Why a deed on an outgoing document was not done. */
export type OutgoingRefusal =
  | DocumentRefusal
  | CompanionRefusal
  /** Somebody saved since; both wordings are kept, the later one as it stands. */
  | { readonly code: 'draft.changed'; readonly version: number; readonly by: string; readonly at: Temporal.Instant }
  | { readonly code: 'draft.too-long' }
  | { readonly code: 'draft.empty' }
  | { readonly code: 'draft.signer-missing' }
  | { readonly code: 'draft.agreement-not-theirs' }
  /** Nobody holds the post of somebody who is to sign beside or to put initials. */
  | { readonly code: 'draft.co-signer-missing' }
  /** He may not sign in this right. */
  | { readonly code: 'draft.signing-refused'; readonly name: string; readonly why: RightRefusal }
  | { readonly code: 'draft.signing-order'; readonly why: OrderRefusal }
  | { readonly code: 'draft.turn-refused'; readonly why: TurnRefusal }
  /** Others have signed a page that names somebody else as signer. */
  | { readonly code: 'draft.signer-printed'; readonly name: string }
  /** Somebody signed meanwhile. */
  | { readonly code: 'draft.file-moved-on' }
  | MandateRefusal
  /** Secret documents are not drafted here: only their line is kept. */
  | { readonly code: 'draft.not-secret' }
  /** Only a document of the agency that is issued and in force is replaced, corrected or taken back. */
  | { readonly code: 'draft.changes-nothing-in-force' }
  | { readonly code: 'draft.replaces-another-form'; readonly typeCode: string }
  | { readonly code: 'draft.corrects-without-letter' }
  /** Form or competence is not in order. */
  | { readonly code: 'draft.fails-check'; readonly check: DraftCheckKey }
  /** The head of the unit looks at what somebody of it drafted, a deputy of his too. */
  | { readonly code: 'draft.contents-passed-by-drafter' }
  /** Another clerk looks at the form of what a clerk drafted. */
  | { readonly code: 'draft.checked-by-drafter' }
  /** The key in hand is not the one whose certificate was shown. */
  | { readonly code: 'draft.certificate-changed' }
  /** The file is no Word document that is safe to read. */
  | { readonly code: 'draft.file-refused'; readonly why: DocxFault | ConversionFault }
  | { readonly code: 'draft.file-not-taken'; readonly why: AttachmentRefusal }
  | { readonly code: 'document.subject-missing' }
  /** No number waits for its seal, or another one than was asked for. */
  | { readonly code: 'document.number-not-held' }
  /** It holds a number: that is sealed or given up on record before anything else happens to the document. */
  | { readonly code: 'document.number-held'; readonly number: number }
  /** A book is closed for a time that is over, in volumes that can be bound. */
  | { readonly code: 'register.time-not-over' }
  | { readonly code: 'register.too-long'; readonly most: number }
  /** The decree knows no such copy of such a document. */
  | { readonly code: 'copy.not-of-this' }
  /** A copy of a copy is made of a certified copy, and there is none. */
  | { readonly code: 'copy.without-copy' }
  /** A copy of paper as a file is made of a scan. */
  | { readonly code: 'copy.scan-missing' }
  /** A line of the extract does not stand in the document. */
  | { readonly code: 'copy.not-an-extract' }
  | { readonly code: 'kept-copy.user-missing' }
  | { readonly code: 'kept-copy.due-passed' }
  /** Somebody has it. */
  | { readonly code: 'kept-copy.is-out'; readonly by: string }
  /** A leader or the head of a unit allows it. */
  | { readonly code: 'kept-copy.not-permitted' }
  /** The book has no e-mail address of the receiver. */
  | { readonly code: 'mailing.without-address' }
  /** It is on its way already. */
  | { readonly code: 'mailing.waits' }
  /** Signed on paper, or secret: there is no file that could be sent. */
  | { readonly code: 'mailing.nothing-to-send' }
  | { readonly code: 'receiver.mail-address-wrong' }
  | { readonly code: 'receiver.address-missing' }
  /** Another line of the address book bears the name. */
  | { readonly code: 'receiver.known-already' }
  | { readonly code: 'document.signature-refused'; readonly why: SignatureRefusal }
