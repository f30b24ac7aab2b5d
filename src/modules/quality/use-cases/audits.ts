import { accept, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import {
  type AddFinding,
  type AnswerFinding,
  decideAnswer,
  decideClosing,
  decideFinding,
  decideHolding,
  decideVerdict,
  type HoldAudit,
  type PlanAudit,
  type SetObjective,
  type VerifyFinding,
} from '../domain/index.ts'
import {
  agreeToPlanRow,
  answerFindingRow,
  areAuditParties,
  closeAuditRow,
  findAuditForUpdate,
  findFindingForUpdate,
  holdAuditRow,
  insertAudit,
  insertFinding,
  isPostOfUnit,
  type KnownAudit,
  setObjectiveRow,
  verifyFindingRow,
} from '../store/audits.ts'
import { findProcedureId } from '../store/processes.ts'
import {
  keepsQuality,
  leadsAgency,
  onQuality,
  type QualityAnswer,
  type QualityDeps,
  type QualityScene,
  recordQuality,
} from './quality-deed.ts'

/** Puts an audit into the plan of its year; the plan holds when a leader approves it. */
export const planAudit = (deps: QualityDeps, actor: Actor, audit: PlanAudit): QualityAnswer<string> =>
  onQuality<string>(deps, actor, async (scene) => {
    if (!(await keepsQuality(scene, audit.agencyId))) return refuse({ code: 'quality.not-permitted' })
    if (!(await areAuditParties(scene.tx, audit.agencyId, audit.unitId, audit.leadPostId)))
      return refuse({ code: 'quality.party-unknown' })
    if (await isPostOfUnit(scene.tx, audit.leadPostId, audit.unitId)) return refuse({ code: 'quality.audits-itself' })
    if (await insertAudit(scene.tx, audit))
      await recordQuality(scene, 'quality-audit', audit.id, 'quality.audit-planned', { year: audit.plannedOn.year })
    return accept(audit.id)
  })

export const agreeToAuditPlan = (
  deps: QualityDeps,
  actor: Actor,
  plan: { readonly agencyId: string; readonly year: number },
): QualityAnswer<null> =>
  onQuality<null>(deps, actor, async (scene) => {
    if (!leadsAgency(scene, plan.agencyId)) return refuse({ code: 'quality.not-permitted' })
    const by = { officerId: scene.actor.officerId, at: scene.now }
    if (!(await agreeToPlanRow(scene.tx, plan, by))) return refuse({ code: 'quality.not-found' })
    await recordQuality(scene, 'agency', plan.agencyId, 'quality.plan-approved', { year: plan.year })
    return accept(null)
  })

type AuditScene = QualityScene & { readonly audit: KnownAudit; readonly audits: boolean }

const onAudit = (
  deps: QualityDeps,
  actor: Actor,
  auditId: string,
  deed: (scene: AuditScene) => QualityAnswer<null>,
): QualityAnswer<null> =>
  onQuality<null>(deps, actor, async (scene) => {
    const audit = await findAuditForUpdate(scene.tx, scene.actor, auditId)
    if (audit === null) return refuse({ code: 'quality.not-found' })
    // Whoever is audited does not audit himself, whatever else he keeps. @legal TCVN-ISO-9001-2015 9.2.2
    if (audit.isAudited) return refuse({ code: 'quality.audits-itself' })
    return deed({ ...scene, audit, audits: audit.leads || (await keepsQuality(scene, audit.agencyId)) })
  })

/** Says when it was held and what was seen; may be said anew until it is closed. */
export const holdAudit = (deps: QualityDeps, actor: Actor, { auditId, heldOn, summary }: HoldAudit) =>
  onAudit(deps, actor, auditId, async (scene) => {
    const decided = decideHolding(scene.audits, scene.audit, heldOn, scene.today)
    if (!decided.ok) return decided
    await holdAuditRow(scene.tx, auditId, { on: heldOn, summary, at: scene.now })
    await recordQuality(scene, 'quality-audit', auditId, 'quality.audit-held')
    return accept(null)
  })

export const addFinding = (deps: QualityDeps, actor: Actor, finding: AddFinding) =>
  onAudit(deps, actor, finding.auditId, async (scene) => {
    const decided = decideFinding(scene.audits, scene.audit.state)
    if (!decided.ok) return decided
    if (!(await areAuditParties(scene.tx, scene.audit.agencyId, finding.unitId, null)))
      return refuse({ code: 'quality.party-unknown' })
    if (await insertFinding(scene.tx, finding))
      await recordQuality(scene, 'quality-audit', finding.auditId, 'quality.finding-added', { grade: finding.grade })
    return accept(null)
  })

export const closeAudit = (deps: QualityDeps, actor: Actor, { auditId }: { readonly auditId: string }) =>
  onAudit(deps, actor, auditId, async (scene) => {
    const { audit, audits } = scene
    const decided = decideClosing(audits, audit.state, audit.openFindings)
    if (!decided.ok) return decided
    await closeAuditRow(scene.tx, auditId, { officerId: scene.actor.officerId, at: scene.now })
    await recordQuality(scene, 'quality-audit', auditId, 'quality.audit-closed')
    return accept(null)
  })

export const answerFinding = (deps: QualityDeps, actor: Actor, said: AnswerFinding): QualityAnswer<null> =>
  onQuality<null>(deps, actor, async (scene) => {
    const known = await findFindingForUpdate(scene.tx, scene.actor, said.findingId)
    if (known === null) return refuse({ code: 'quality.not-found' })
    const decided = decideAnswer(known.answers, known.state, said)
    if (!decided.ok) return decided
    await answerFindingRow(scene.tx, said, { officerId: scene.actor.officerId, at: scene.now })
    await recordQuality(scene, 'quality-audit', known.auditId, 'quality.finding-answered')
    return accept(null)
  })

export const verifyFinding = (deps: QualityDeps, actor: Actor, said: VerifyFinding): QualityAnswer<null> =>
  onQuality<null>(deps, actor, async (scene) => {
    const { tx, now } = scene
    const known = await findFindingForUpdate(tx, scene.actor, said.findingId)
    const audit = known === null ? null : await findAuditForUpdate(tx, scene.actor, known.auditId)
    if (known === null || audit === null) return refuse({ code: 'quality.not-found' })
    const audits = audit.leads || (await keepsQuality(scene, audit.agencyId))
    const decided = decideVerdict({ audits, isAudited: known.isAudited }, known.state, said.verdict)
    if (!decided.ok) return decided
    const { isClosed, verdict: words } = said
    await verifyFindingRow(tx, said.findingId, { isClosed, words, by: scene.actor.officerId, at: now })
    const type = isClosed ? 'quality.finding-closed' : 'quality.finding-sent-back'
    await recordQuality(scene, 'quality-audit', known.auditId, type)
    return accept(null)
  })

/** What the agency wants to reach from today; what it wanted before ends. */
export const setObjective = (deps: QualityDeps, actor: Actor, said: SetObjective): QualityAnswer<null> =>
  onQuality<null>(deps, actor, async (scene) => {
    const { tx, now, today } = scene
    if (!(await keepsQuality(scene, said.agencyId))) return refuse({ code: 'quality.not-permitted' })
    const isOfProcedure = said.measure === 'procedure-on-time'
    const procedureId = isOfProcedure ? await findProcedureId(tx, said.procedureCode) : null
    if (isOfProcedure && procedureId === null) return refuse({ code: 'quality.procedure-unknown' })
    const { agencyId, measure, target } = said
    await setObjectiveRow(
      tx,
      { agencyId, measure, procedureId, target },
      { by: scene.actor.officerId, at: now, on: today },
    )
    await recordQuality(scene, 'agency', agencyId, 'quality.objective-set', { measure, target })
    return accept(null)
  })
