import { formatDong } from '#kernel/money.ts'
import { formatInstant } from '#kernel/time.ts'
import { type DossierRefusal, statusCodes } from '#modules/dossiers/domain/index.ts'
import type { FormFault } from '#modules/forms/domain/index.ts'
import type { Messages } from '../messages/index.ts'
import { signatureRefusalText } from './signature-refusals.ts'

/** What on the page has to do with a refusal; each page knows how it calls its fields. */
export type RefusedField =
  | 'owner'
  | 'papers'
  | 'desk'
  | 'reason'
  | 'justification'
  | 'items'
  | 'assignee'
  | 'outcome'
  | 'newDue'
  | 'receiver'
  | 'file'

/** A refusal as it is answered: with which status, in which words, and at which field. */
export type RefusalAnswer = {
  readonly status: 403 | 404 | 409 | 422 | 503
  readonly text: string
  readonly field?: RefusedField
  /** Single faults within the field: of the owner, of a paper, of an entry of the draft. */
  readonly parts?: readonly { readonly name: string; readonly text: string }[]
  /** Faults of the e-form, by its own names. */
  readonly formFaults?: readonly FormFault[]
}

const isStatus = (text: string): text is keyof typeof statusCodes => Object.hasOwn(statusCodes, text)

const statusText = (t: Messages, status: string): string =>
  isStatus(status) ? t.statuses.official[statusCodes[status]] : status

const ownerText = (t: Messages, field: string): string => {
  const texts: Readonly<Record<string, string>> = t.refusals.owner
  return texts[field] ?? t.refusals.ownerField
}

type Of<Code extends DossierRefusal['code']> = Extract<DossierRefusal, { readonly code: Code }>

const ownerIncomplete = (t: Messages, refusal: Of<'dossier.owner-incomplete'>): RefusalAnswer => ({
  status: 422,
  text: t.refusals.ownerField,
  field: 'owner',
  parts: refusal.fields.map((name) => ({ name, text: ownerText(t, name) })),
})

const papersMissing = (t: Messages, refusal: Of<'dossier.papers-missing'>): RefusalAnswer => ({
  status: 422,
  text: t.refusals.papersMissing(refusal.papers.map((paper) => paper.name).join('; ')),
  field: 'papers',
  parts: refusal.papers.map(({ code, name }) => ({ name: code, text: t.refusals.paperMissing(name) })),
})

const outcomeText = (t: Messages, refusal: Of<'dossier.outcome-text-missing'>): RefusalAnswer => ({
  status: 422,
  text: t.refusals.outcomeTextMissing,
  field: 'outcome',
  parts: refusal.fields.map((name) => ({ name, text: t.refusals.outcomeTextMissing })),
})

type IntakeCode =
  | 'dossier.procedure-unknown'
  | 'dossier.procedure-closed'
  | 'dossier.channel-closed'
  | 'dossier.counter-only'
  | 'dossier.agency-not-competent'
  | 'dossier.own-portal-closed'
  | 'dossier.form-faulty'
  | 'dossier.owner-incomplete'
  | 'dossier.papers-missing'
  | 'dossier.claim-not-granted'
  | 'dossier.claim-without-evidence'
  | 'dossier.file-foreign'
  | 'dossier.draft-changed-elsewhere'

/** What keeps a dossier from coming in. */
const answerIntake = (t: Messages, refusal: Of<IntakeCode>): RefusalAnswer => {
  const { refusals } = t
  switch (refusal.code) {
    case 'dossier.procedure-unknown':
      return { status: 404, text: refusals.procedureUnknown }
    case 'dossier.procedure-closed':
      return { status: 409, text: refusals.procedureClosed }
    case 'dossier.channel-closed':
      return { status: 409, text: refusals.channelClosed }
    case 'dossier.counter-only':
      return { status: 409, text: refusals.counterOnly(refusal.reason) }
    case 'dossier.agency-not-competent':
      return { status: 422, text: refusals.agencyNotCompetent, field: 'desk' }
    case 'dossier.own-portal-closed':
      return { status: 409, text: refusals.portalClosed }
    case 'dossier.form-faulty':
      return { status: 422, text: refusals.formFaulty, formFaults: refusal.faults }
    case 'dossier.owner-incomplete':
      return ownerIncomplete(t, refusal)
    case 'dossier.papers-missing':
      return papersMissing(t, refusal)
    case 'dossier.claim-not-granted':
      return { status: 403, text: refusals.claimNotGranted(refusal.paper) }
    case 'dossier.claim-without-evidence':
      return { status: 422, text: refusals.claimWithoutEvidence(refusal.paper), field: 'papers' }
    case 'dossier.file-foreign':
      return { status: 422, text: refusals.fileForeign, field: 'file' }
    case 'dossier.draft-changed-elsewhere':
      return { status: 409, text: refusals.draftChanged }
  }
}

type OutcomeCode =
  | 'dossier.outcome-missing'
  | 'dossier.outcome-text-missing'
  | 'dossier.outcome-changed'
  | 'dossier.signature-refused'

/** What keeps a result from being written, signed or issued. */
const answerOutcome = (t: Messages, refusal: Of<OutcomeCode>): RefusalAnswer => {
  const { refusals } = t
  switch (refusal.code) {
    case 'dossier.outcome-missing':
      return { status: 409, text: refusals.outcomeMissing }
    case 'dossier.outcome-text-missing':
      return outcomeText(t, refusal)
    case 'dossier.outcome-changed':
      return { status: 409, text: refusals.outcomeChanged }
    case 'dossier.signature-refused':
      return { status: 409, text: signatureRefusalText(t, refusal.why) }
  }
}

const answerDeed = (t: Messages, refusal: Exclude<DossierRefusal, Of<IntakeCode | OutcomeCode>>): RefusalAnswer => {
  const { refusals } = t
  switch (refusal.code) {
    case 'dossier.not-found':
      return { status: 404, text: refusals.notFound }
    case 'dossier.not-permitted':
      return { status: 403, text: refusals.notPermitted }
    case 'dossier.work-done-already':
      return { status: 409, text: refusals.workDone }
    case 'dossier.status-forbids':
      return { status: 409, text: refusals.statusForbids(statusText(t, refusal.status)) }
    case 'dossier.draft-too-large':
      return { status: 422, text: refusals.draftTooLarge }
    case 'dossier.reason-missing':
      return { status: 422, text: refusals.reasonMissing, field: 'reason' }
    case 'dossier.items-missing':
      return { status: 422, text: refusals.itemsMissing, field: 'items' }
    case 'dossier.supplement-was-asked-before':
      return { status: 409, text: refusals.supplementAgain }
    case 'dossier.supplement-waits-for-head':
      return { status: 409, text: refusals.supplementWaits }
    case 'dossier.supplements-spent':
      return { status: 409, text: refusals.supplementsSpent(refusal.allowed) }
    case 'dossier.approval-not-needed':
      return { status: 409, text: refusals.approvalNotNeeded }
    case 'dossier.justification-missing':
      return { status: 422, text: refusals.justificationMissing, field: 'justification' }
    case 'dossier.assignee-missing':
      return { status: 422, text: refusals.assigneeMissing, field: 'assignee' }
    case 'dossier.fee-unpaid':
      return { status: 409, text: refusals.feeUnpaid(formatDong(refusal.amount)) }
    case 'dossier.nothing-to-pay':
      return { status: 409, text: refusals.nothingToPay }
    case 'dossier.reappointments-spent':
      return { status: 409, text: refusals.reappointmentsSpent }
    case 'dossier.apology-too-early':
      return { status: 409, text: refusals.apologyTooEarly(formatInstant(refusal.opens)) }
    case 'dossier.new-due-not-later':
      return { status: 422, text: refusals.newDueNotLater, field: 'newDue' }
    case 'dossier.new-due-too-far':
      return { status: 422, text: refusals.newDueTooFar, field: 'newDue' }
    case 'dossier.clock-has-no-limit':
      return { status: 409, text: refusals.noLimit }
    case 'dossier.receiver-missing':
      return { status: 422, text: refusals.receiverMissing, field: 'receiver' }
  }
}

const intakeCodes: Readonly<Record<IntakeCode, true>> = {
  'dossier.procedure-unknown': true,
  'dossier.procedure-closed': true,
  'dossier.channel-closed': true,
  'dossier.counter-only': true,
  'dossier.agency-not-competent': true,
  'dossier.own-portal-closed': true,
  'dossier.form-faulty': true,
  'dossier.owner-incomplete': true,
  'dossier.papers-missing': true,
  'dossier.claim-not-granted': true,
  'dossier.claim-without-evidence': true,
  'dossier.file-foreign': true,
  'dossier.draft-changed-elsewhere': true,
}

const outcomeCodes: Readonly<Record<OutcomeCode, true>> = {
  'dossier.outcome-missing': true,
  'dossier.outcome-text-missing': true,
  'dossier.outcome-changed': true,
  'dossier.signature-refused': true,
}

const isIntake = (refusal: DossierRefusal): refusal is Of<IntakeCode> => Object.hasOwn(intakeCodes, refusal.code)
const isOutcome = (refusal: DossierRefusal): refusal is Of<OutcomeCode> => Object.hasOwn(outcomeCodes, refusal.code)

/** Of a refused deed on a dossier: every code has its words and its status, or this does not compile. */
export const answerDossierRefusal = (t: Messages, refusal: DossierRefusal): RefusalAnswer => {
  if (isIntake(refusal)) return answerIntake(t, refusal)
  return isOutcome(refusal) ? answerOutcome(t, refusal) : answerDeed(t, refusal)
}

/** Only the words, where a page has one place for all of them. */
export const dossierRefusalText = (t: Messages, refusal: DossierRefusal): string =>
  answerDossierRefusal(t, refusal).text
