import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { moveAttachments } from '#modules/attachments/index.ts'
import { acceptanceDue, addWorkingMinutes } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { resumeWork } from '#modules/processes/index.ts'
import { refusalOfClock } from '../../domain/clock-refusal.ts'
import { decideSupplementAnswer } from '../../domain/decisions.ts'
import type { DossierRefusal } from '../../domain/refusals.ts'
import { turnClock } from '../../store/clock.ts'
import { updateDossier } from '../../store/dossiers.ts'
import { insertSupplementPapers } from '../../store/papers.ts'
import { answerSupplementRequest, findOpenSupplement } from '../../store/supplements.ts'
import { type DossierDeps, onDossier, recordDeed, type Scene } from '../scene.ts'

export const AnswerSupplement = z.strictObject({
  dossierId: z.uuid(),
  /** What the files are, in the words of the request. */
  name: z.string().trim().max(2_000).default('Giấy tờ bổ sung'),
  /** Files already taken in as answer to the request. */
  attachmentIds: z.array(z.uuid()).max(50),
  note: z.string().trim().max(2_000).default(''),
})
export type AnswerSupplement = z.infer<typeof AnswerSupplement>

const mayAnswer = (scene: Scene, actor: Actor): boolean => {
  if (actor.kind === 'citizen') return actor.accountId === scene.dossier.accountId
  // At the counter the desk takes the supplement in for the applicant.
  return (
    actor.kind === 'officer' &&
    actor.posts.some((post) => post.role === 'one-stop-officer' && post.agencyId === scene.dossier.receivingAgencyId)
  )
}

const restartClock = async (scene: Scene): Promise<Result<Temporal.Instant | null, DossierRefusal>> => {
  if (scene.dossier.acceptedAt === null) return accept(null)
  const turned = await turnClock(scene.tx, scene.workingTime, scene.dossier, {
    kind: 'supplement-completed',
    at: scene.now,
  })
  return turned.ok ? accept(turned.value.state.dueAt) : refuse(refusalOfClock(turned.refusal, scene.dossier))
}

/** The applicant hands in what was missing; the dossier goes on where it stood, its limit counted as the rules say. @legal ND-61-2018 Điều 19 */
export const answerSupplement = (
  deps: DossierDeps,
  actor: Actor,
  command: AnswerSupplement,
): Promise<Result<{ readonly code: string }, DossierRefusal>> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Result<{ readonly code: string }, DossierRefusal>> => {
    if (!mayAnswer(scene, actor)) return refuse({ code: 'dossier.not-found' })
    const { tx, now, dossier, workingTime } = scene
    const open = await findOpenSupplement(tx, dossier.id)
    if (open === null) return refuse({ code: 'dossier.work-done-already' })
    if (command.attachmentIds.length === 0 && command.note === '') return refuse({ code: 'dossier.items-missing' })
    const move = decideSupplementAnswer(dossier, open.previousStatus)
    if (!move.ok) return move
    const clock = await restartClock(scene)
    if (!clock.ok) return clock
    const moved = await moveAttachments(
      tx,
      { kind: 'supplement', id: dossier.id },
      { kind: 'dossier', id: dossier.id },
      command.attachmentIds,
    )
    if (moved !== command.attachmentIds.length) return refuse({ code: 'dossier.file-foreign' })
    if (moved > 0) await insertSupplementPapers(tx, dossier.id, open.seq, [{ name: command.name, files: moved }])
    await answerSupplementRequest(tx, open.id, { at: now, note: command.note, dueAfter: clock.value })
    const acceptBy =
      move.value === 'registered' ? acceptanceDue(workingTime.calendar, workingTime.rulesOn(localDate(now)), now) : null
    await updateDossier(tx, dossier, { status: move.value, due_at: clock.value, accept_by: acceptBy, updated_at: now })
    await resumeWork(tx, dossier.id, (minutes) => addWorkingMinutes(workingTime.calendar, now, minutes))
    await recordDeed(scene, actor, null, 'dossier.supplement-answered', {
      seq: open.seq,
      files: moved,
      dueAt: clock.value?.toString() ?? null,
    })
    return accept({ code: dossier.code })
  })
