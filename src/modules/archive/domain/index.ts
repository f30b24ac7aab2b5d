import type { SignatureRefusal } from '#modules/signatures/domain/index.ts'
import type { NotDestroyed } from './destruction.ts'

export {
  councilTurn,
  type DestructionState,
  destructionSubject,
  isWholeCouncil,
  type StandingOfFile,
  whyNotDestroyed,
} from './destruction.ts'
export { sizeWords } from './destruction-papers.ts'
export {
  conclusionOf,
  type HandOver,
  type HandOverLineState,
  type HandOverState,
  handOverStates,
  handOverSubject,
} from './hand-over.ts'
export { mayDecideReading, type ReadingState, readingPurposes } from './reading.ts'
export { keptUntil } from './retention.ts'

/** Why a file was not packed. */
export type PackRefusal =
  | { readonly code: 'archive.file-open' }
  /** Nothing of it is stored here, or a document of it has no file. */
  | { readonly code: 'archive.content-missing'; readonly subject: string }
  /** What is stored is no longer what it was. */
  | { readonly code: 'archive.content-changed'; readonly subject: string }
  | { readonly code: 'archive.pages-unknown'; readonly subject: string }
  | { readonly code: 'archive.description-broken'; readonly fields: string }

/** Why a deed of the archive was not done; nothing of it is kept. */
export type ArchiveRefusal =
  | PackRefusal
  | { readonly code: 'archive.not-found' }
  | { readonly code: 'archive.not-permitted' }
  | { readonly code: 'archive.nothing-chosen' }
  | { readonly code: 'archive.too-many' }
  /** Not closed, not to be handed over, not of this agency, or not kept by this officer. */
  | { readonly code: 'archive.file-not-due'; readonly title: string }
  | { readonly code: 'archive.state-forbids' }
  | { readonly code: 'archive.reason-missing' }
  | { readonly code: 'archive.lines-waiting'; readonly count: number }
  /** Who gives cannot receive. */
  | { readonly code: 'archive.same-person' }
  | { readonly code: 'archive.signature-refused'; readonly why: SignatureRefusal }
  | { readonly code: 'archive.asked-already' }
  | { readonly code: 'archive.days-not-allowed' }
  | { readonly code: 'archive.reading-ended' }
  /** The package holds what its sender took back after it was made. */
  | { readonly code: 'archive.recalled-inside' }
  | { readonly code: 'archive.nothing-expired' }
  | { readonly code: 'archive.council-incomplete' }
  | { readonly code: 'archive.decision-missing' }
  | { readonly code: 'archive.years-not-allowed' }
  /** A list without entries is given up instead. */
  | { readonly code: 'archive.last-entry' }
  /** The head decides on what the council has signed. */
  | { readonly code: 'archive.council-unsigned' }
  /** One of the files may not be destroyed, and so none is. */
  | { readonly code: 'archive.not-destroyable'; readonly title: string; readonly why: NotDestroyed }
