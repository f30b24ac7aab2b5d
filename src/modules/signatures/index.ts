export { listTokenCertificates, openPkcs11Library } from '#platform/signing/keys/pkcs11-library.ts'
export {
  findRemoteCredential,
  listRemoteCredentials,
  type RemoteCredential,
} from '#platform/signing/keys/remote-signer.ts'
export {
  type CertificateLine,
  headedCertificates,
  ownCertificates,
} from './queries/certificate-expiry.ts'
export { type CertificateHolder, findCertificateHolders } from './queries/certificate-holders.ts'
export { type HeldCertificate, listHeldKeys } from './queries/held-keys.ts'
export { findKeyInHand, type KeyInHand } from './queries/key-in-hand.ts'
export { loadTrust } from './queries/load-trust.ts'
export {
  findEnrolmentHolder,
  findKeyLine,
  type HolderToEnrol,
  type KeyLine,
  type KeyListState,
  type KeyPageEnd,
  keyListStates,
  listHoldersToEnrol,
  listSigningKeys,
} from './queries/signing-key-list.ts'
export { findPolicy } from './queries/signing-policy.ts'
export { signingState } from './queries/signing-state.ts'
export {
  dropOldDesktopSignings,
  findOpenDesktopSigning,
  saveDesktopSigning,
  withdrawDesktopSignings,
} from './store/desktop-signings.ts'
export {
  listGivenSignatures,
  recordSignature,
  type SignatureRecord,
  type SignedSubject,
} from './store/given-signatures.ts'
export { type FileToJudge, forgetJudged, type JudgedFile, listJudgeable, listJudged } from './store/judged-files.ts'
export { dropOldAnswers } from './store/revocation-answers.ts'
export { forgetKeptForms } from './store/signature-archives.ts'
export { findSignaturePicture } from './store/signature-pictures.ts'
export { findBatch } from './store/signing-batches.ts'
export {
  ensureDemoAuthority,
  findDemoAuthority,
  issueSigningKey,
  listTakenBack,
  type OutsideKey,
  saveOutsideKey,
} from './store/signing-keys.ts'
export { listAddedRoots, type TrustedRoot } from './store/trusted-roots.ts'
export { type ArchivingDeps, type ArchivingReport, archiveDocuments } from './use-cases/archive-documents.ts'
export { askIssuers, type Pair, revocationSource } from './use-cases/ask-issuers.ts'
export { EndKey, EnrolKey, endSigningKey, enrolKey, keyFileBytes } from './use-cases/enrol-key.ts'
export { ensureDesktopKey, type TokenKind } from './use-cases/ensure-desktop-key.ts'
export { issueDemoKeys } from './use-cases/issue-demo-keys.ts'
export { type JudgingDeps, judgeFiles, judgePdf } from './use-cases/judge-files.ts'
export {
  Confirmation,
  checkCertificate,
  type HeldKey,
  type KeyDoors,
  type KeyLead,
  type OpenedKey,
  openKey,
  type SignatureDeps,
} from './use-cases/open-key.ts'
export { appearanceOf, bringPicture, type OwnPictureRefusal, removePicture } from './use-cases/own-picture.ts'
export { resealKeys } from './use-cases/reseal-keys.ts'
export {
  type BatchDeed,
  beginBatch,
  type InTurn,
  RunBatch,
  type RunningBatch,
  runBatch,
  StartBatch,
  startBatch,
} from './use-cases/sign-batch.ts'
export {
  type DocumentToSeal,
  type DocumentToSign,
  judgeXmlDocument,
  type SignedDocument,
  type SigningMeans,
  sealDocument,
  signDocument,
  signXmlDocument,
  tryTimeStamp,
  withKey,
} from './use-cases/sign-document.ts'
export {
  bringFromDesktop,
  type DesktopDeed,
  type DesktopDeps,
  desktopTicket,
  type FileForDesktop,
  findDesktopCertificate,
  findDesktopFile,
  findOwnDesktopSigning,
  handToDesktop,
  layForDesktop,
  type ReturnedFile,
  type ReturnedFiles,
  returnFromDesktop,
  takeFromDesktop,
} from './use-cases/sign-on-desktop.ts'
export { type RootRefusal, TrustRoot, trustRoot, WithdrawRoot, withdrawRoot } from './use-cases/trust-root.ts'
export { type CertificateLetter, warnOfCertificates } from './use-cases/warn-of-certificates.ts'
