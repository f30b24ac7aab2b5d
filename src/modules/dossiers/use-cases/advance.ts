import { localDate } from '#kernel/time.ts'
import {
  handlingStepBefore,
  type ProcessDefinition,
  type ProcessStep,
  stepAfter,
} from '#modules/processes/domain/index.ts'
import { closeWorkItem, findProcessDefinition } from '#modules/processes/index.ts'
import { loadClockHistory } from '../store/clock.ts'
import { openStep } from './open-step.ts'
import type { DossierDeps, Hand, Scene } from './scene.ts'

/** The way a dossier goes: the version of the process it was filed under, whatever the province has decided since. */
export type Course = { readonly definition: ProcessDefinition; readonly unitKey: string | null }

export const courseOf = async (scene: Scene, deps: Pick<DossierDeps, 'catalogue'>): Promise<Course | null> => {
  const { processDefinitionId, procedureId } = scene.dossier
  if (processDefinitionId === null) return null
  const process = await findProcessDefinition(scene.tx, processDefinitionId)
  if (process === null) throw new Error(`the process of dossier ${scene.dossier.id} is not there`)
  const offer = await deps.catalogue.findById(scene.tx, procedureId, localDate(scene.now))
  return { definition: process.definition, unitKey: offer?.local?.decidedBy.unit ?? null }
}

/** The step behind one that is not the last; a process that has none is broken, and the work must not vanish with it. */
export const nextStep = (course: Course, stepKey: string): ProcessStep | null => {
  const next = stepAfter(course.definition, stepKey)
  const isLast = course.definition.steps.at(-1)?.key === stepKey
  if (next === null && !isLast) throw new Error(`process ${course.definition.key} has no step ${stepKey}`)
  return next
}

const open = async (scene: Scene, course: Course, step: ProcessStep, officerId: string | null): Promise<void> => {
  const history = await loadClockHistory(scene.tx, scene.dossier.id)
  await openStep(scene, {
    step,
    professionalUnitKey: course.unitKey,
    officerId,
    subjectDueAt: scene.dossier.dueAt,
    rules: history.rules ?? scene.workingTime.rulesOn(localDate(scene.now)),
  })
}

/** The step is done: it closes under the hand that did it, and the next one opens. */
export const advance = async (
  scene: Scene,
  deps: Pick<DossierDeps, 'catalogue'>,
  hand: Hand,
  next: { readonly note?: string; readonly officerId?: string } = {},
): Promise<ProcessStep | null> => {
  await closeWorkItem(scene.tx, hand.item.id, 'done', scene.now, { ...hand.actor, post: hand.post }, next.note ?? '')
  const course = await courseOf(scene, deps)
  const step = course === null ? null : nextStep(course, hand.item.stepKey)
  if (course === null || step === null) return null
  await open(scene, course, step, next.officerId ?? null)
  return step
}

/** Found wanting: the work goes back to whoever handled it. */
export const sendBackTo = async (
  scene: Scene,
  deps: Pick<DossierDeps, 'catalogue'>,
  hand: Hand,
  reason: string,
  officerId: string | null,
): Promise<void> => {
  await closeWorkItem(scene.tx, hand.item.id, 'sent-back', scene.now, { ...hand.actor, post: hand.post }, reason)
  const course = await courseOf(scene, deps)
  const step = course === null ? null : handlingStepBefore(course.definition, hand.item.stepKey)
  if (course !== null && step !== null) await open(scene, course, step, officerId)
}
