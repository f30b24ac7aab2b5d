export { handlingSlip } from './books/handling-slip.ts'
export { formsOfBook, RegisterForm } from './books/register-forms.ts'
export { correctingType, type DocumentChange } from './document-change.ts'
export { Carrier, CopyKind, copyKindNames } from './document-copy.ts'
export {
  askedNotation,
  type DocumentFields,
  type DocumentHand,
  hasFields,
  noFields,
  type SearchedTerm,
  searchedTerms,
} from './document-fields.ts'
export {
  beginningOfBook,
  type CountingBook,
  type DocumentRegister,
  endOfBook,
  proposedRegister,
  type RegisterDirection,
} from './document-register.ts'
export {
  type DocumentType,
  documentTypes,
  findDocumentType,
  notationOfDocument,
  printedNumber,
} from './document-type.ts'
export { checkDraft, type DraftCheck, type DraftCheckKey } from './drafting/check-draft.ts'
export { type ComparedParagraph, compareWordings } from './drafting/compare-wordings.ts'
export {
  circulations,
  DraftHead,
  type InitialPlace,
  initialPlaces,
  SigningAuthority,
  SigningPlan,
} from './drafting/draft-head.ts'
export { readText } from './drafting/read-text.ts'
export {
  coSignerField,
  isCoSignerField,
  isDeputyTitle,
  mainField,
  orderOf,
  planOf,
  type RightRefusal,
  type SigningMandate,
} from './drafting/signing-plan.ts'
export { hasOtherClerk, headsOfUnit, headsToAsk, unitHeadLooksKey } from './drafting/unit-head.ts'
export { IncomingFace, IncomingRules, incomingRulesKey, partOfStep, RoutingPart, recalledStep } from './incoming.ts'
export { asksSignatureReason } from './incoming-signatures.ts'
export { mayPermitUse } from './kept-copy.ts'
export { asideDaysKey, faceOfLetter, type LetterFault, mailboxKey } from './mailed-letter.ts'
export {
  isAddressable,
  type MailingKind,
  type MailingState,
  mailBytesKey,
  receiverKey,
  tooLargeFault,
} from './mailing.ts'
export {
  type DocumentChannel,
  type DocumentCode,
  type DocumentDirection,
  type DocumentState,
  documentChannels,
  documentStates,
  documentSubject,
  keptSubject,
  type OfficialDocument,
  readCode,
  type Secrecy,
  type Urgency,
  writtenCode,
} from './official-document.ts'
export type { OutgoingRefusal } from './outgoing-refusals.ts'
export { waitsForReader } from './reading.ts'
export type { DocumentFileRefusal, DocumentRefusal, KnownDocument } from './refusals.ts'
export { routingRulesKey } from './routing-rule.ts'
export { hasWords, type SearchedWord, searchedWords } from './searched-words.ts'
