import type { Temporal } from '#kernel/time.ts'
import type { FormFault } from '#modules/forms/domain/index.ts'
import type { SignatureRefusal } from '#modules/signatures/domain/index.ts'

/** Why a deed on a dossier was not done. The page knows an answer and a status for each. */
export type DossierRefusal =
  | { readonly code: 'dossier.not-found' }
  | { readonly code: 'dossier.not-permitted' }
  /** Somebody was faster: the work is not there any more. */
  | { readonly code: 'dossier.work-done-already' }
  | { readonly code: 'dossier.status-forbids'; readonly status: string }
  | { readonly code: 'dossier.procedure-unknown' }
  | { readonly code: 'dossier.procedure-closed' }
  | { readonly code: 'dossier.channel-closed' }
  | { readonly code: 'dossier.counter-only'; readonly reason: string }
  | { readonly code: 'dossier.agency-not-competent' }
  | { readonly code: 'dossier.own-portal-closed' }
  | { readonly code: 'dossier.form-faulty'; readonly faults: readonly FormFault[] }
  | { readonly code: 'dossier.owner-incomplete'; readonly fields: readonly string[] }
  | {
      readonly code: 'dossier.papers-missing'
      readonly papers: readonly { readonly code: string; readonly name: string }[]
    }
  /** Only a system that was granted it may say that a paper lies with the state already, and says where. */
  | { readonly code: 'dossier.claim-not-granted'; readonly paper: string }
  | { readonly code: 'dossier.claim-without-evidence'; readonly paper: string }
  /** A file that was not handed in for this filing, or was taken back. */
  | { readonly code: 'dossier.file-foreign' }
  | { readonly code: 'dossier.draft-changed-elsewhere' }
  | { readonly code: 'dossier.draft-too-large' }
  | { readonly code: 'dossier.reason-missing' }
  | { readonly code: 'dossier.items-missing' }
  /** It needs the agreement of the head. */
  | { readonly code: 'dossier.supplement-was-asked-before' }
  | { readonly code: 'dossier.supplement-waits-for-head' }
  | { readonly code: 'dossier.supplements-spent'; readonly allowed: number }
  | { readonly code: 'dossier.approval-not-needed' }
  | { readonly code: 'dossier.justification-missing' }
  | { readonly code: 'dossier.assignee-missing' }
  | { readonly code: 'dossier.outcome-missing' }
  | { readonly code: 'dossier.outcome-text-missing'; readonly fields: readonly string[] }
  | { readonly code: 'dossier.outcome-changed' }
  | { readonly code: 'dossier.fee-unpaid'; readonly amount: number }
  | { readonly code: 'dossier.nothing-to-pay' }
  | { readonly code: 'dossier.reappointments-spent' }
  /** Nobody apologises for what still has its time. */
  | { readonly code: 'dossier.apology-too-early'; readonly opens: Temporal.Instant }
  | { readonly code: 'dossier.new-due-not-later' }
  | { readonly code: 'dossier.new-due-too-far' }
  | { readonly code: 'dossier.clock-has-no-limit' }
  | { readonly code: 'dossier.receiver-missing' }
  | { readonly code: 'dossier.signature-refused'; readonly why: SignatureRefusal }
