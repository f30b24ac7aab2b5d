import type { Crumb } from '../../parts/breadcrumbs.tsx'
import type { QrView } from '../../parts/qr-figure.tsx'
import type { LinkView } from '../view-props.ts'

export type ProcedureFactView = { readonly value: string; readonly note?: string | undefined }

export type ProcedurePaperView = {
  readonly name: string
  readonly originals: number
  readonly copies: number
  readonly note?: string | undefined
  readonly form?: LinkView | undefined
  /** The register that makes the paper needless. */
  readonly replacedBy?: string | undefined
}

export type ProcedurePaperCaseView = {
  /** When these papers are needed; left out when there is one case. */
  readonly title?: string | undefined
  readonly papers: readonly ProcedurePaperView[]
}

export type ProcedureWayView = {
  readonly channel: string
  readonly time: string
  readonly fee: string
  readonly note?: string | undefined
}

/** Every field that the law has published, in the order in which a citizen asks for it. */
export type ProcedureView = {
  readonly name: string
  /** The language of what the law has published, where the page speaks another one: said aloud as such. */
  readonly sourceLanguage: 'vi' | undefined
  /** The name is the published one. */
  readonly isOfficialName: boolean
  readonly crumbs: readonly Crumb[]
  readonly everydayWords?: string | undefined
  readonly time: ProcedureFactView
  readonly cost: ProcedureFactView
  readonly decides: ProcedureFactView
  readonly where: ProcedureFactView
  /** Address of the filing; absent when it cannot be filed here. */
  readonly fileHref?: string | undefined
  readonly notOnlineReason?: string | undefined
  readonly isMinistryRun?: boolean | undefined
  readonly paperCases: readonly ProcedurePaperCaseView[]
  readonly setCount?: string | undefined
  readonly steps: string
  readonly ways: readonly ProcedureWayView[]
  readonly conditions?: string | undefined
  readonly outcomes: readonly { readonly name: string; readonly code?: string | undefined }[]
  readonly agencies: {
    readonly does?: string | undefined
    readonly decides?: string | undefined
    readonly receives?: string | undefined
    readonly helps?: string | undefined
    readonly authorised?: string | undefined
  }
  readonly audiences: readonly string[]
  readonly legalBases: readonly { readonly name: string; readonly number?: string | undefined }[]
  readonly formal: {
    readonly code: string
    readonly decisionNumber?: string | undefined
    readonly field?: string | undefined
    readonly level?: string | undefined
    readonly kind?: string | undefined
    readonly keywords?: string | undefined
    readonly description?: string | undefined
    readonly source?: string | undefined
  }
  readonly related: readonly LinkView[]
  readonly qr?: QrView | undefined
}
