import type { Status } from '#modules/dossiers/domain/index.ts'

/** What does not agree with a dossier: its row with its log, its log with what was told, or its filing with it. */
export type DossierFault =
  | {
      readonly kind: 'status-differs'
      readonly code: string
      readonly status: Status
      readonly implied: Status | null
    }
  | { readonly kind: 'deed-missing'; readonly code: string; readonly type: string }
  | { readonly kind: 'filing-without-dossier'; readonly filingId: string }
  | { readonly kind: 'dossier-without-filing'; readonly code: string }
  | { readonly kind: 'outcome-before-settling'; readonly code: string }

export type SeriesKind = 'register' | 'slip' | 'receipt' | 'dossier-code' | 'document-register'

/** A series of numbers that is not 1 … n. */
export type SeriesFault = {
  readonly series: SeriesKind
  readonly key: string
  /** Where the counter stands. */
  readonly counter: number
  readonly issued: number
  readonly highest: number
  /** The first ones that are missing. */
  readonly missing: readonly number[]
}

export type FileFault = { readonly sha256: string; readonly fault: 'missing' | 'content-differs' }
