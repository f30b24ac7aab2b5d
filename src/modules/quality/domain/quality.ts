import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'

const line = (most: number) => z.string().trim().max(most)
const day = z.instanceof(Temporal.PlainDate)

/** A new version of a process, or its draft said anew; a code that the agency does not have yet begins a process. */
export const DraftProcess = z.object({
  agencyId: z.uuid(),
  code: line(40).min(1),
  title: line(300).min(1),
  /** Of the procedure whose handling it describes; empty when it describes another work. */
  procedureCode: line(64).default(''),
  purpose: line(4_000).min(1),
  scope: line(4_000).default(''),
  basis: line(4_000).default(''),
  steps: line(8_000).min(1),
  records: line(4_000).default(''),
  changeNote: line(1_000).default(''),
})
export type DraftProcess = z.infer<typeof DraftProcess>

export const PlanAudit = z.object({
  id: z.uuid(),
  agencyId: z.uuid(),
  title: line(300).min(1),
  criteria: line(2_000).default(''),
  unitId: z.uuid().nullable(),
  leadPostId: z.uuid(),
  team: line(1_000).default(''),
  plannedOn: day,
})
export type PlanAudit = z.infer<typeof PlanAudit>

export const HoldAudit = z.object({ auditId: z.uuid(), heldOn: day, summary: line(8_000).min(1) })
export type HoldAudit = z.infer<typeof HoldAudit>

/** ISO 9001 leaves the words to the house: what breaks a requirement as a whole, in a case, and what is only noted. */
export const findingGrades = ['major', 'minor', 'observation'] as const

export const AddFinding = z.object({
  id: z.uuid(),
  auditId: z.uuid(),
  grade: z.enum(findingGrades),
  clause: line(200).default(''),
  body: line(4_000).min(1),
  processId: z.uuid().nullable(),
  unitId: z.uuid(),
  dueOn: day,
})
export type AddFinding = z.infer<typeof AddFinding>

export const AnswerFinding = z.object({
  findingId: z.uuid(),
  cause: line(4_000),
  correction: line(4_000),
  prevention: line(4_000).default(''),
})
export type AnswerFinding = z.infer<typeof AnswerFinding>

export const VerifyFinding = z.object({ findingId: z.uuid(), isClosed: z.boolean(), verdict: line(2_000) })
export type VerifyFinding = z.infer<typeof VerifyFinding>

export const measures = [
  'dossiers-on-time',
  'procedure-on-time',
  'satisfaction',
  'documents-same-day',
  'tasks-on-time',
] as const
export type Measure = (typeof measures)[number]

export const SetObjective = z.object({
  agencyId: z.uuid(),
  measure: z.enum(measures),
  procedureCode: line(64).default(''),
  /** In hundredths of a per cent. */
  target: z.number().int().min(1).max(10_000),
})
export type SetObjective = z.infer<typeof SetObjective>

/** Why a deed on the quality system was not done. */
export type QualityRefusal = {
  readonly code:
    | 'quality.not-found'
    | 'quality.not-permitted'
    | 'quality.procedure-unknown'
    | 'quality.no-draft'
    | 'quality.day-past'
    | 'quality.not-in-force'
    | 'quality.reason-missing'
    | 'quality.party-unknown'
    | 'quality.plan-not-approved'
    | 'quality.audit-held-already'
    | 'quality.audit-not-held'
    | 'quality.findings-open'
    | 'quality.answered-already'
    | 'quality.not-answered'
    /** Of the unit that is audited. */
    | 'quality.audits-itself'
    | 'quality.answer-missing'
    | 'quality.day-to-come'
}

/** The units in which somebody holds a post: what is audited there, he does not audit. */
export const unitsOf = (actor: OfficerActor): readonly string[] =>
  actor.posts.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]))

type Decision = Result<null, QualityRefusal>
const allowed: Decision = accept(null)
const no = (code: QualityRefusal['code']): Decision => refuse({ code })

/** Only a leader puts a version into force, and never for days that are over. */
export const decideApproval = (
  leads: boolean,
  hasDraft: boolean,
  from: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Decision => {
  if (!leads) return no('quality.not-permitted')
  if (!hasDraft) return no('quality.no-draft')
  return Temporal.PlainDate.compare(from, today) < 0 ? no('quality.day-past') : allowed
}

export type AuditState = 'planned' | 'held' | 'closed'

/** Those who lead an audit, or keep the quality system, hold it once its plan was approved. */
export const decideHolding = (
  audits: boolean,
  audit: { readonly state: AuditState; readonly isPlanApproved: boolean },
  heldOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Decision => {
  if (!audits) return no('quality.not-permitted')
  if (!audit.isPlanApproved) return no('quality.plan-not-approved')
  if (audit.state === 'closed') return no('quality.audit-held-already')
  return Temporal.PlainDate.compare(heldOn, today) > 0 ? no('quality.day-to-come') : allowed
}

export const decideFinding = (audits: boolean, state: AuditState): Decision => {
  if (!audits) return no('quality.not-permitted')
  return state === 'held' ? allowed : no('quality.audit-not-held')
}

/** An audit is over when nothing it found is open. */
export const decideClosing = (audits: boolean, state: AuditState, openFindings: number): Decision => {
  const may = decideFinding(audits, state)
  if (!may.ok) return may
  return openFindings > 0 ? no('quality.findings-open') : allowed
}

export type FindingState = 'open' | 'answered' | 'closed'

/** The head of the unit says why it was, what was mended, and how it will not come again. */
export const decideAnswer = (
  answers: boolean,
  state: FindingState,
  said: Pick<AnswerFinding, 'cause' | 'correction'>,
): Decision => {
  if (!answers) return no('quality.not-permitted')
  if (state !== 'open') return no('quality.answered-already')
  return said.cause === '' || said.correction === '' ? no('quality.answer-missing') : allowed
}

/** Whoever audits looks whether it holds, and says what was seen; not he who answers for it. */
export const decideVerdict = (
  by: { readonly audits: boolean; readonly isAudited: boolean },
  state: FindingState,
  verdict: string,
): Decision => {
  if (!by.audits) return no('quality.not-permitted')
  if (by.isAudited) return no('quality.audits-itself')
  if (state !== 'answered') return no('quality.not-answered')
  return verdict === '' ? no('quality.reason-missing') : allowed
}
