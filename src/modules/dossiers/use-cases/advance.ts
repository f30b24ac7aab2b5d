import { localDate } from '#kernel/time.ts'
import {
  handlingStepBefore,
  type ProcessDefinition,
  type ProcessStep,
  stepAfter,
} from '#modules/processes/domain/index.ts'
import { closeWorkItem } from '#modules/processes/index.ts'
import { loadClockHistory } from '../store/clock.ts'
import { openStep } from './open-step.ts'
import type { DossierDeps, Hand, Scene } from './scene.ts'

type Course = { readonly definition: ProcessDefinition; readonly unitKey: string | null }

const courseOf = async (scene: Scene, deps: Pick<DossierDeps, 'catalogue'>): Promise<Course | null> => {
  const offer = await deps.catalogue.findById(scene.tx, scene.dossier.procedureId, localDate(scene.now))
  if (offer?.process == null) return null
  return { definition: offer.process.definition, unitKey: offer.local?.decidedBy.unit ?? null }
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
  const step = course === null ? null : stepAfter(course.definition, hand.item.stepKey)
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
