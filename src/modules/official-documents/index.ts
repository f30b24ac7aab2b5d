export { workingPurposes } from './domain/drafting/companion.ts'
export { type Arrival, listArrivals } from './queries/arrivals.ts'
export { listRegisterPrints, type RegisterPrint } from './queries/book-lines.ts'
export { listBooks, type RegisterBook } from './queries/books.ts'
export { type DocumentFace, documentFaceForOfficer } from './queries/document-face.ts'
export { isReadable, maySeeDocument } from './queries/document-remit.ts'
export { findPapers } from './queries/find-papers.ts'
export {
  copyFileForOfficer,
  type DocumentWorkLine,
  documentFileForOfficer,
  type IncomingFacts,
  incomingForOfficer,
  type LinkedDocument,
  listDocumentWork,
  listLinked,
  listOpinions,
  mostLinked,
  type SaidOpinion,
} from './queries/incoming-document.ts'
export {
  countIncoming,
  type IncomingCounts,
  type IncomingPlace,
  type IncomingQuestion,
  type IncomingRow,
  type IncomingScope,
  incomingScopes,
  listIncoming,
} from './queries/incoming-list.ts'
export { listReceivers, type Receiver, type ReceiverMail } from './queries/issued-facts.ts'
export { listKeptCopies } from './queries/kept-copies.ts'
export {
  findLetter,
  letterFileForOfficer,
  listWaitingLetters,
  type WaitingLetter,
} from './queries/letters.ts'
export {
  type AwaitedPaper,
  findOutgoing,
  listAwaited,
  listOutgoing,
  type OutgoingDetail,
  type OutgoingLine,
  type OutgoingQuestion,
  type OutgoingScope,
} from './queries/outgoing.ts'
export { readBook } from './queries/read-book.ts'
export {
  findDocumentByContent,
  findRegisteredDocument,
  type RegisteredDocument,
} from './queries/registered-document.ts'
export {
  type KnownAuthor,
  listAuthors,
  nextNumbers,
  type ProposedTarget,
  proposeTarget,
} from './queries/registration-proposals.ts'
export { listSearchChoices, type SearchChoice } from './queries/search-choices.ts'
export { type AgencySeat, findUnitHeads, findUnitHeadWord, type UnitHeadWord } from './queries/unit-heads.ts'
export { isCopyKnown, listCopies, type MadeCopy } from './store/document-copies.ts'
export { type DocumentLook, listDocumentLooks, noteDocumentLook } from './store/document-looks.ts'
export {
  listRegisters,
  openUsualBooks,
} from './store/document-registers.ts'
export { destroyWordings } from './store/document-text.ts'
export { type DraftVersion, findDraftVersion, listWordings, type WordingLine } from './store/drafts.ts'
export { findKeptCopyOut } from './store/kept-copies.ts'
export { mailDocumentTask } from './store/mailing/mailings.ts'
export {
  addressesOf,
  findOutsideReceiver,
  listOutsideReceivers,
  type OutsideReceiver,
} from './store/mailing/outside-receivers.ts'
export { findDocument, findDocumentForUpdate, insertDocument, updateDocument } from './store/official-documents.ts'
export { openPapers } from './store/open-papers.ts'
export { addOpinion, type NewOpinion, type OpinionKind, type OpinionTarget } from './store/opinions.ts'
export { findOutgoingPaper, findSeats, listAgreements, type OutgoingPaper } from './store/outgoing-papers.ts'
export {
  addDocumentParticipants,
  type DocumentCapacity,
  endDocumentParticipants,
  type NewDocumentParticipant,
} from './store/participants.ts'
export { refillWords } from './store/refill-words.ts'
export { listLeaders, listRoutingTargets, type RoutingTarget } from './store/routing.ts'
export {
  findHeldSeats,
  findSigningSeats,
  type HeldSeat,
  listSigners,
  type OutgoingSigner,
  searchLeaders,
} from './store/signers.ts'
export { listMandates, type MandateLine } from './store/signing-mandates.ts'
export { CloseRegister, closeRegister, PrintRegister, printRegister } from './use-cases/close-register.ts'
export {
  giveBackDocument,
  noteDocument,
  OnDocument,
  reportOnDocument,
  returnToSender,
  sayOpinion,
} from './use-cases/incoming/act-on-document.ts'
export { judgeWaiting } from './use-cases/incoming/document-signatures.ts'
export { FollowDocument, followDocument } from './use-cases/incoming/follow-document.ts'
export { EndBook, endBook, OpenBook, openBook } from './use-cases/incoming/open-book.ts'
export { type ReadTextDeps, readDocumentText, readDocumentTextTask } from './use-cases/incoming/read-document-text.ts'
export { type ReceiveIncoming, receiveIncomingDocument } from './use-cases/incoming/receive-documents.ts'
export { type Registered, RegisterIncoming, registerIncoming } from './use-cases/incoming/register-incoming.ts'
export { RemindReaders, remindReaders } from './use-cases/incoming/remind-readers.ts'
export { RouteDocument, routeDocument } from './use-cases/incoming/route-document.ts'
export { settleByAnswer } from './use-cases/incoming/settle-by-answer.ts'
export {
  LendKeptCopy,
  lendKeptCopy,
  TakeBackKeptCopy,
  takeBackKeptCopy,
} from './use-cases/kept-copies/lend-kept-copy.ts'
export { type FetchDeps, fetchLetters, judgeLetterTask } from './use-cases/letters/fetch-letters.ts'
export { PutLetterAside, putLetterAside } from './use-cases/letters/put-letter-aside.ts'
export { sweepLetters } from './use-cases/letters/sweep-letters.ts'
export { addCompanion, listCompanions, removeCompanion } from './use-cases/outgoing/companions/add-companion.ts'
export { composeDocument, pictureDocument } from './use-cases/outgoing/compose-document.ts'
export { CopyDocument, copyDocument, copySubject } from './use-cases/outgoing/copy-document.ts'
export {
  CancelDraft,
  CreateDraft,
  cancelDraft,
  createDraft,
  SaveDraft,
  saveDraft,
} from './use-cases/outgoing/draft-document.ts'
export { type ImportDeps, ImportDraft, importDraft } from './use-cases/outgoing/import-draft.ts'
export { sealSubject, VoidNumber, voidNumber } from './use-cases/outgoing/issuing/hold-number.ts'
export { IssueDocument, issueDocument, issueDocumentWith } from './use-cases/outgoing/issuing/issue-document.ts'
export { HandIssue, handIssueToDesktop, keepDesktopSeal } from './use-cases/outgoing/issuing/seal-on-desktop.ts'
export { DropAddress, dropAddress, KeepAddress, keepAddress } from './use-cases/outgoing/mailing/address-book.ts'
export { mailDocument } from './use-cases/outgoing/mailing/mail-document.ts'
export { MailReceiver, mailReceiver } from './use-cases/outgoing/mailing/mail-receiver.ts'
export type { OutgoingDeps } from './use-cases/outgoing/outgoing-scene.ts'
export { RecallDocument, recallDocument } from './use-cases/outgoing/recall-document.ts'
export { RecordDispatch, recordDispatch } from './use-cases/outgoing/record-dispatch.ts'
export { RegisterPaper, registerPaper } from './use-cases/outgoing/register-paper.ts'
export { resolveRecipients } from './use-cases/outgoing/resolve-recipients.ts'
export {
  keepSignedDocument,
  prepareOfficialDocument,
  SignOfficialDocument,
  signOfficialDocument,
  signOfficialDocumentWith,
} from './use-cases/outgoing/sign-official-document.ts'
export {
  EndMandate,
  endSigningMandate,
  GiveMandate,
  giveMandate,
  mandateAgencies,
} from './use-cases/outgoing/signing-mandates.ts'
export { type FoundPlace, findPlaces } from './use-cases/outgoing/signing-places.ts'
export {
  AgreeToDraft,
  agreeToDraft,
  CommentDraft,
  commentDraft,
  PassCheck,
  PassContents,
  passCheck,
  passContents,
  SendBackDraft,
  SubmitDraft,
  sendBackDraft,
  submitDraft,
  WithdrawDraft,
  withdrawDraft,
} from './use-cases/outgoing/submit-draft.ts'
export {
  type DocumentAct,
  type DocumentDeedPlace,
  type DocumentDeps,
  type DocumentScene,
  type DocumentWork,
  onDocument,
  recordDocumentDeed,
  recordFirstDocumentDeed,
} from './use-cases/scene.ts'
