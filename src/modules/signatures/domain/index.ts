export {
  type DesktopFile,
  type DesktopRefusal,
  type DesktopSigning,
  type DesktopState,
  desktopMinutes,
  type ReturnedFileRefusal,
  stateOfDesktop,
} from './desktop-signing.ts'
export {
  type FileVerdict,
  fileVerdicts,
  gravestVerdict,
  isUnsound,
  type JudgedFinding,
  type KeptReport,
} from './judged-file.ts'
export { isSameHolder, type KeyHolder } from './key-holder.ts'
export type {
  CertificateRefusal,
  EndKeyRefusal,
  EnrolRefusal,
  KeyRefusal,
  OpenKeyRefusal,
  SignatureRefusal,
} from './refusals.ts'
export { type RevocationPolicy, revocationPolicy } from './revocation-policy.ts'
export {
  type AuthorityRefusal,
  authorityRefusal,
  type Capacity,
  capacities,
  capacityLetters,
  type SigningAuthority,
} from './signing-authority.ts'
export {
  type BatchDeedKind,
  type BatchItem,
  type BatchRefusal,
  batchProgress,
  mostInBatch,
  type SigningBatch,
} from './signing-batch.ts'
export {
  awaitedSigners,
  checkOrder,
  decideTurn,
  type GivenSignature,
  mostRounds,
  mostSignersOfRound,
  type OrderedSigner,
  type OrderRefusal,
  openRound,
  type SigningOrder,
  type SigningRole,
  type SigningRound,
  signingRoles,
  type Turn,
  type TurnQuestion,
  type TurnRefusal,
} from './signing-order.ts'
export { type WantedLevel, wantedLevel } from './wanted-level.ts'
