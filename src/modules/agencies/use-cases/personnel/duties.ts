import { accept, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import type { EndDuty, GiveDuty } from '../../domain/index.ts'
import { isDutyPost, mayGiveDuty } from '../../queries/duties.ts'
import { endDutyRow, findDutyForUpdate, insertDuty } from '../../store/personnel/duties.ts'
import { onPersonnel, type PersonnelAnswer, type PersonnelDeps, type PersonnelScene } from './personnel-deed.ts'

type DutyDeps = Omit<PersonnelDeps, 'workingTime'>

const recordDuty = async (
  { tx, now, actor }: PersonnelScene,
  postId: string,
  type: 'duty.given' | 'duty.ended',
  detail: Record<string, unknown>,
): Promise<void> => {
  const shared = { subjectKind: 'post', subjectId: postId, type, occurredAt: now }
  const by = { kind: 'officer', id: actor.officerId } as const
  await appendAction(tx, { ...shared, actor: by, recordedAt: now, detail })
  await publishEvent(tx, { ...shared, data: detail })
}

/** A leader or the administrator of an agency says which post does a duty for it. */
export const giveDuty = (deps: DutyDeps, actor: Actor, command: GiveDuty): PersonnelAnswer<string> =>
  onPersonnel<string>(deps, actor, async (scene) => {
    const { tx, now, today } = scene
    const { agencyId, postId, duty } = command
    if (!(await mayGiveDuty(tx, actor, agencyId))) return refuse({ code: 'personnel.not-permitted' })
    if (!(await isDutyPost(tx, postId, agencyId))) return refuse({ code: 'duty.post-elsewhere' })
    const id = await insertDuty(tx, command, { by: scene.actor.officerId, at: now, on: today })
    if (id === null) return refuse({ code: 'duty.given-already' })
    await recordDuty(scene, postId, 'duty.given', { duty, agencyId })
    return accept(id)
  })

export const endDuty = (deps: DutyDeps, actor: Actor, { dutyId }: EndDuty): PersonnelAnswer<null> =>
  onPersonnel<null>(deps, actor, async (scene) => {
    const { tx, now, today } = scene
    const known = await findDutyForUpdate(tx, dutyId)
    if (known === null || !(await mayGiveDuty(tx, actor, known.agencyId))) return refuse({ code: 'duty.unknown' })
    await endDutyRow(tx, dutyId, { by: scene.actor.officerId, at: now, on: today })
    await recordDuty(scene, known.postId, 'duty.ended', { duty: known.duty, agencyId: known.agencyId })
    return accept(null)
  })
