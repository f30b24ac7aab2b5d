import type { Temporal } from '#kernel/time.ts'
import { localDate } from '#kernel/time.ts'
import { computeStepDue, type DeadlineRules } from '#modules/calendar/domain/index.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import type { ProcessStep } from '#modules/processes/domain/index.ts'
import { openWorkItem } from '#modules/processes/index.ts'
import { criticalFrom } from '../store/clock.ts'
import { addRoleParticipants } from '../store/participants.ts'
import { findUnitId } from '../store/units.ts'
import type { Scene } from './scene.ts'

export type StepOpening = {
  readonly step: ProcessStep
  /** The unit that prepares the decision in the deciding agency. */
  readonly professionalUnitKey: string | null
  readonly officerId?: string | null
  readonly subjectDueAt: Temporal.Instant | null
  readonly rules: DeadlineRules
}

const roleOf = (step: ProcessStep): Role => (step.role === 'desk-return' ? 'one-stop-officer' : step.role)

/** Opens a step of the process as a piece of work: at which agency, for which role, and by when. */
export const openStep = async (scene: Scene, opening: StepOpening): Promise<string> => {
  const { step } = opening
  const agencyId = step.agency === 'receiving' ? scene.dossier.receivingAgencyId : scene.dossier.decidingAgencyId
  const unitId =
    step.unitKind === 'professional' && opening.professionalUnitKey !== null
      ? await findUnitId(scene.tx, agencyId, opening.professionalUnitKey)
      : null
  if (unitId === null && step.agency === 'deciding')
    await addRoleParticipants(scene.tx, scene.dossier.id, { agencyId, role: roleOf(step) }, scene.now)
  const limitMinutes = Math.round(step.hours * 60)
  const rules = scene.workingTime.rulesOn(localDate(scene.now))
  const dueAt =
    limitMinutes === 0
      ? null
      : computeStepDue(scene.workingTime.calendar, rules, { amount: step.hours, unit: 'working_hour' }, scene.now).dueAt
  return openWorkItem(scene.tx, {
    subjectKind: 'dossier',
    subjectId: scene.dossier.id,
    procedureId: scene.dossier.procedureId,
    definitionId: scene.dossier.processDefinitionId,
    stepKey: step.key,
    deed: step.deed,
    role: roleOf(step),
    agencyId,
    unitId,
    officerId: opening.officerId ?? null,
    openedAt: scene.now,
    dueAt,
    subjectDueAt: opening.subjectDueAt,
    criticalAt: criticalFrom(scene.workingTime, opening.rules, scene.dossier, opening.subjectDueAt),
    limitMinutes: limitMinutes === 0 ? null : limitMinutes,
  })
}
