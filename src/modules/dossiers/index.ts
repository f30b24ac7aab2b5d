export { listToAccept, type ToAccept } from './queries/acceptable.ts'
export { type AwaitedOutcome, listAwaitedOutcomes } from './queries/awaited-outcomes.ts'
export { findChange, isInRemit } from './queries/change.ts'
export { type CounterFile, listCounterFiles } from './queries/counter-filing.ts'
export {
  codeForOfficer,
  dossierForOfficer,
  fileForOfficer,
  matterForOfficer,
  type OfficerDossier,
  type OfficerFile,
  type OfficerPaper,
  type OfficerWork,
  ownerIdentityNumber,
} from './queries/dossier-for-officer.ts'
export { type FilingCopyFacts, loadFilingCopy } from './queries/filing-copy.ts'
export {
  type FindByOfficer,
  type FoundDossier,
  findByCode,
  findByOfficer,
  isDossierCode,
} from './queries/find-by-officer.ts'
export { outcomeFormOf, prefillOutcome } from './queries/prefill-outcome.ts'
export { findOutcomeByContent, findRegisteredOutcome, type RegisteredOutcome } from './queries/registered-outcome.ts'
export {
  countLooks,
  type DossierLook,
  findIssuedResult,
  findOpenRequest,
  findSlip,
  findTracked,
  getDossierCode,
  type IssuedResult,
  type KeptSlip,
  listLooks,
  listOwnDossiers,
  listStory,
  type OpenRequest,
  type OwnDossier,
  type StoryEntry,
  type TrackedDossier,
} from './queries/tracking.ts'
export {
  countedAtMost,
  countWork,
  listWork,
  type WorkCount,
  type WorkFilter,
  type WorkLevel,
  type WorkMoment,
  type WorkPage,
  type WorkPlace,
  type WorkRow,
  type WorkScope,
  workLevels,
} from './queries/work-list.ts'
export { type Looked, noteLook } from './store/access-log.ts'
export { type ClockHistory, loadClockHistory } from './store/clock.ts'
export {
  type DraftHead,
  dropDraft,
  dropDraftsUntouchedSince,
  findDraft,
  type KeptDraft,
  listDrafts,
} from './store/drafts.ts'
export { findFiledDossiers } from './store/filings.ts'
export { type Handler, listHandlers } from './store/handlers.ts'
export { findSearch, keepSearch } from './store/kept-searches.ts'
export { findIssuingAgency, findOutcome, type Outcome } from './store/outcomes.ts'
export { AcceptDossier, acceptDossier } from './use-cases/accept-dossier.ts'
export { askApologies } from './use-cases/ask-apologies.ts'
export { AssignDossier, assignDossier } from './use-cases/assign-dossier.ts'
export { attachAndMoveOn, attachFilesToFiling, attachToFiling } from './use-cases/attach-to-filing.ts'
export { type Recomputed, recomputeDeadlines } from './use-cases/deadlines/recompute-deadlines.ts'
export {
  agreeOutcome,
  DraftOutcome,
  draftOutcome,
  ReviewOutcome,
  SendBack,
  sendBackOutcome,
} from './use-cases/draft-outcome.ts'
export { dropUnfiled } from './use-cases/drop-unfiled.ts'
export { type Filed, type FiledDossier, ReceiveFiling } from './use-cases/filing-command.ts'
export { RequestFinance, requestFinance, settleFinance } from './use-cases/finance-duty.ts'
export { previewOutcome } from './use-cases/preview-outcome.ts'
export { ReappointDossier, reappointDossier } from './use-cases/reappoint-dossier.ts'
export { receiveFiling } from './use-cases/receive-filing.ts'
export { RefuseDossier, refuseDossier } from './use-cases/refuse-dossier.ts'
export { ReturnResult, returnResult } from './use-cases/return-result.ts'
export { SaveDraft, saveDraft } from './use-cases/save-draft.ts'
export type { DossierDeps } from './use-cases/scene.ts'
export { SealOutcome, sealOutcome, sealOutcomeWith } from './use-cases/seal-outcome.ts'
export {
  keepSignedOutcome,
  prepareOutcome,
  type SigningDeps,
  SignOutcome,
  signOutcome,
  signOutcomeWith,
} from './use-cases/sign-outcome.ts'
export { slipFile } from './use-cases/slips/set-slip.ts'
export { signGivenSlip, signSlipTask } from './use-cases/slips/sign-given-slip.ts'
export { AnswerSupplement, answerSupplement } from './use-cases/supplements/answer-supplement.ts'
export { attachToSupplement, detachFromSupplement } from './use-cases/supplements/attach-to-supplement.ts'
export { closeUnanswered } from './use-cases/supplements/close-unanswered.ts'
export { DecideSupplement, decideSupplement } from './use-cases/supplements/decide-supplement.ts'
export { ProposeSupplement, proposeSupplement } from './use-cases/supplements/propose-supplement.ts'
export { RequestSupplement, requestSupplement } from './use-cases/supplements/request-supplement.ts'
export { takeInWalkIn } from './use-cases/take-in-walk-in.ts'
export { WithdrawDossier, withdrawDossier } from './use-cases/withdraw-dossier.ts'
