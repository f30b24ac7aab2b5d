import { formatInstant } from '#kernel/time.ts'
import { findDocumentType, type OutgoingRefusal } from '#modules/official-documents/domain/index.ts'
import type { Messages } from '../messages/index.ts'
import { attachmentRefusalText } from './attachment-refusals.ts'
import { signatureRefusalText } from './signature-refusals.ts'
import { answerSigningRefusal, isOfSigningRules } from './signing-rule-refusals.ts'

export type OutgoingAnswer = {
  readonly status: 403 | 404 | 409 | 422
  readonly text: string
  /** The field of the page that has to do with it. */
  readonly field?: 'text' | 'signer' | 'agreeing' | 'reason' | 'type'
}

const issuingCodes = [
  'document.subject-missing',
  'document.dated-ahead',
  'document.number-not-held',
  'document.number-held',
  'document.addressee-missing',
  'register.time-not-over',
  'register.too-long',
  'copy.not-of-this',
  'copy.without-copy',
  'copy.scan-missing',
  'copy.not-an-extract',
  'draft.changes-nothing-in-force',
  'draft.replaces-another-form',
  'draft.corrects-without-letter',
  'kept-copy.user-missing',
  'kept-copy.due-passed',
  'kept-copy.is-out',
  'kept-copy.not-permitted',
  'mailing.without-address',
  'mailing.waits',
  'mailing.nothing-to-send',
  'receiver.mail-address-wrong',
  'receiver.address-missing',
  'receiver.known-already',
] as const
type CompanionRefusal = Extract<OutgoingRefusal, { code: `companion.${string}` }>
type IssuingRefusal = Extract<OutgoingRefusal, { code: (typeof issuingCodes)[number] }>

const isOfIssuing = (refusal: OutgoingRefusal): refusal is IssuingRefusal =>
  issuingCodes.some((code) => code === refusal.code)

const isOfCompanions = (refusal: OutgoingRefusal): refusal is CompanionRefusal => refusal.code.startsWith('companion.')

/** Of what is done while issuing and afterwards. */
const answerIssuing = (t: Messages, refusal: IssuingRefusal): OutgoingAnswer => {
  const words = t.outgoing.refusals
  switch (refusal.code) {
    case 'document.subject-missing':
      return { status: 422, text: words.subject }
    case 'document.dated-ahead':
      return { status: 422, text: words.ahead }
    case 'document.number-not-held':
      return { status: 409, text: words.numberNotHeld }
    case 'document.number-held':
      return { status: 409, text: words.numberHeld(refusal.number) }
    case 'document.addressee-missing':
      return { status: 422, text: words.addressees }
    case 'register.time-not-over':
      return { status: 409, text: words.timeNotOver }
    case 'register.too-long':
      return { status: 422, text: words.bookTooLong(refusal.most) }
    case 'copy.not-of-this':
      return { status: 409, text: words.copyNotOfThis }
    case 'copy.without-copy':
      return { status: 409, text: words.copyWithoutCopy }
    case 'copy.scan-missing':
      return { status: 422, text: words.scanMissing }
    case 'copy.not-an-extract':
      return { status: 422, text: words.notAnExtract }
    case 'draft.changes-nothing-in-force':
      return { status: 409, text: words.notInForce }
    case 'draft.replaces-another-form':
      return { status: 422, text: words.anotherForm(findDocumentType(refusal.typeCode)?.name ?? ''), field: 'type' }
    case 'draft.corrects-without-letter':
      return { status: 422, text: words.noLetter, field: 'type' }
    case 'kept-copy.user-missing':
      return { status: 422, text: words.keptCopyUser }
    case 'kept-copy.due-passed':
      return { status: 422, text: words.keptCopyDue }
    case 'kept-copy.is-out':
      return { status: 409, text: words.keptCopyOut(refusal.by) }
    case 'kept-copy.not-permitted':
      return { status: 422, text: words.keptCopyPermit }
    case 'mailing.without-address':
      return { status: 422, text: words.withoutMailAddress }
    case 'mailing.waits':
      return { status: 409, text: words.mailWaits }
    case 'mailing.nothing-to-send':
      return { status: 409, text: words.nothingToMail }
    case 'receiver.mail-address-wrong':
      return { status: 422, text: words.mailAddress }
    case 'receiver.address-missing':
      return { status: 422, text: words.someAddress }
    case 'receiver.known-already':
      return { status: 409, text: words.receiverKnown }
  }
}

const companionAnswer = ({ drafting }: Messages, refusal: CompanionRefusal): OutgoingAnswer => {
  switch (refusal.code) {
    case 'companion.too-many':
      return { status: 422, text: drafting.companionTooMany(refusal.most) }
    case 'companion.too-much':
      return { status: 422, text: drafting.companionTooMuch(Math.floor(refusal.mostBytes / 1_048_576)) }
    case 'companion.not-pdf':
      return { status: 422, text: refusal.hasOffice ? drafting.companionUnknown : drafting.companionNotPdf }
    case 'companion.not-signable':
      return { status: 422, text: drafting.companionNotSignable[refusal.why] }
    case 'companion.not-found':
      return { status: 404, text: drafting.companionGone }
  }
}

type OwnDraftRefusal = Extract<
  OutgoingRefusal,
  { readonly code: 'draft.contents-passed-by-drafter' | 'draft.checked-by-drafter' }
>

const isOfOwnDraft = (refusal: OutgoingRefusal): refusal is OwnDraftRefusal =>
  refusal.code === 'draft.contents-passed-by-drafter' || refusal.code === 'draft.checked-by-drafter'

const ownDraftAnswer = ({ outgoing }: Messages, { code }: OwnDraftRefusal): OutgoingAnswer => ({
  status: 403,
  text:
    code === 'draft.checked-by-drafter'
      ? outgoing.refusals.checkedByDrafter
      : outgoing.refusals.contentsPassedByDrafter,
})

type DraftFileRefusal = Extract<OutgoingRefusal, { readonly code: 'draft.file-refused' | 'draft.file-not-taken' }>

const isOfDraftFile = (refusal: OutgoingRefusal): refusal is DraftFileRefusal =>
  refusal.code === 'draft.file-refused' || refusal.code === 'draft.file-not-taken'

const draftFileAnswer = (t: Messages, refusal: DraftFileRefusal): OutgoingAnswer =>
  refusal.code === 'draft.file-refused'
    ? { status: 422, text: t.drafting.fileRefused[refusal.why] }
    : { status: 422, text: attachmentRefusalText(t, refusal.why) }

/** A refusal of a deed on an outgoing document, as it is answered. */
export const answerOutgoingRefusal = (t: Messages, refusal: OutgoingRefusal): OutgoingAnswer => {
  const words = t.outgoing.refusals
  if (isOfIssuing(refusal)) return answerIssuing(t, refusal)
  if (isOfCompanions(refusal)) return companionAnswer(t, refusal)
  if (isOfSigningRules(refusal)) return answerSigningRefusal(t, refusal)
  if (isOfOwnDraft(refusal)) return ownDraftAnswer(t, refusal)
  if (isOfDraftFile(refusal)) return draftFileAnswer(t, refusal)
  switch (refusal.code) {
    case 'document.not-found':
      return { status: 404, text: words.notFound }
    case 'document.not-permitted':
      return { status: 403, text: words.notPermitted }
    case 'document.work-done-already':
      return { status: 409, text: words.doneAlready }
    case 'document.state-forbids':
      return { status: 409, text: words.state }
    case 'document.register-missing':
      return { status: 409, text: words.register }
    case 'document.type-unknown':
      return { status: 422, text: words.type, field: 'type' }
    case 'document.reason-missing':
      return { status: 422, text: words.reason, field: 'reason' }
    case 'draft.changed':
      return { status: 409, text: words.changed(refusal.by, formatInstant(refusal.at)) }
    case 'draft.too-long':
      return { status: 422, text: words.tooLong, field: 'text' }
    case 'draft.empty':
      return { status: 422, text: words.empty, field: 'text' }
    case 'draft.signer-missing':
      return { status: 422, text: words.signer, field: 'signer' }
    case 'draft.agreement-not-theirs':
      return { status: 422, text: words.agreeing, field: 'agreeing' }
    case 'draft.not-secret':
      return { status: 422, text: words.secret }
    case 'document.secret-has-no-files':
      return { status: 422, text: words.secretFiles }
    case 'draft.fails-check':
      return { status: 422, text: t.drafting.failsCheck(t.drafting.checks[refusal.check]) }
    case 'draft.certificate-changed':
      return { status: 409, text: t.drafting.certificateChanged }
    case 'document.signature-refused':
      return { status: 409, text: signatureRefusalText(t, refusal.why) }
    // Of incoming documents alone: an agency that takes in what is issued may still refuse it.
    case 'document.register-key-taken':
    case 'document.register-unfit':
    case 'document.letter-set-aside':
    case 'document.taken-in-already':
    case 'document.looks-double':
    case 'document.signatures-unsound':
    case 'document.signatures-unjudged':
    case 'document.author-missing':
    case 'document.nobody-responsible':
    case 'document.due-passed':
    case 'document.due-unknown':
    case 'document.nobody-to-remind':
    case 'document.secret-has-no-words':
      return { status: 409, text: words.other }
  }
}
