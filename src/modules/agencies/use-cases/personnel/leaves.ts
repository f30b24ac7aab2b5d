import { accept, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { spans, workingDaysWithin } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { type AskLeave, type DecideLeave, isDelegable } from '../../domain/index.ts'
import { mayHead } from '../../queries/personnel-remit.ts'
import { endDelegations, ownPostsIn, worksIn } from '../../store/personnel/delegations.ts'
import {
  decideLeaveRow,
  findLeave,
  insertLeave,
  isAwayIn,
  type KnownLeave,
  shortenLeave,
  withdrawLeaveRow,
} from '../../store/personnel/leaves.ts'
import { delegatePost } from './delegations.ts'
import {
  lockOfficer,
  onPersonnel,
  type PersonnelAnswer,
  type PersonnelDeps,
  type PersonnelScene,
  recordPersonnelDeed,
} from './personnel-deed.ts'

/** An officer asks to be away; weekends and days off in between do not count. @legal BLLD-2019 Điều 113 */
export const askLeave = (deps: PersonnelDeps, actor: Actor, command: AskLeave): PersonnelAnswer<string> =>
  onPersonnel<string>(deps, actor, async (scene) => {
    const { tx, now, today } = scene
    const { officerId } = scene.actor
    const { days, substituteId } = command
    const { calendar } = await deps.workingTime(tx)
    if (!spans(calendar, days.first) || !spans(calendar, days.last)) return refuse({ code: 'leave.beyond-calendar' })
    const workingDays = workingDaysWithin(calendar, days.first, days.last)
    if (workingDays === 0) return refuse({ code: 'leave.no-working-day' })
    // Who fell ill tells it afterwards; anything else is asked for before it is over.
    if (command.kind !== 'sick' && Temporal.PlainDate.compare(days.last, today) < 0)
      return refuse({ code: 'leave.over-already' })
    await lockOfficer(scene, officerId)
    if (await isAwayIn(tx, officerId, days)) return refuse({ code: 'leave.overlaps' })
    if (substituteId !== null) {
      const agencies = scene.actor.posts.filter((post) => !post.isDelegated).map((post) => post.agencyId)
      if (substituteId === officerId || !(await worksIn(tx, substituteId, agencies, days.first)))
        return refuse({ code: 'delegation.to-outsider' })
      if (await isAwayIn(tx, substituteId, days, ['granted'])) return refuse({ code: 'delegation.to-somebody-away' })
    }
    const id = await insertLeave(tx, officerId, command, { workingDays, at: now })
    await recordPersonnelDeed(scene, officerId, 'leave.asked', { leaveId: id, kind: command.kind, workingDays })
    return accept(id)
  })

/** Every post that can be is held by the substitute while the leave lasts; one delegated by hand for those days stays as it is. */
const standIn = async (scene: PersonnelScene, leave: KnownLeave): PersonnelAnswer<null> => {
  const { substituteId, officerId, id: leaveId } = leave
  // What is past needs nobody any more.
  const first = Temporal.PlainDate.compare(leave.first, scene.today) < 0 ? scene.today : leave.first
  if (substituteId === null || Temporal.PlainDate.compare(first, leave.last) > 0) return accept(null)
  const days = { first, last: leave.last }
  for (const post of (await ownPostsIn(scene.tx, officerId, days)).filter(({ role }) => isDelegable(role))) {
    if (!(await worksIn(scene.tx, substituteId, [post.agencyId], first))) continue
    const giving = { fromOfficerId: officerId, toOfficerId: substituteId, days, reason: '', leaveId }
    const given = await delegatePost(scene, post, giving)
    if (!given.ok && given.refusal.code !== 'delegation.overlaps') return given
  }
  return accept(null)
}

/** A head grants or declines; with the grant the substitute holds the posts for those days. */
export const decideLeave = (
  deps: PersonnelDeps,
  actor: Actor,
  { leaveId, isGranted, note }: DecideLeave,
): PersonnelAnswer<null> =>
  onPersonnel<null>(deps, actor, async (scene) => {
    const { tx, now, today } = scene
    const leave = await findLeave(tx, leaveId)
    if (leave === null || !(await mayHead(tx, actor, leave.officerId, today))) return refuse({ code: 'leave.unknown' })
    await lockOfficer(scene, leave.officerId)
    if ((await findLeave(tx, leaveId))?.state !== 'asked') return refuse({ code: 'leave.decided-already' })
    if (!isGranted && note === '') return refuse({ code: 'leave.note-missing' })
    const state = isGranted ? 'granted' : 'declined'
    await decideLeaveRow(tx, leaveId, { state, by: scene.actor.officerId, at: now, note })
    await recordPersonnelDeed(scene, leave.officerId, `leave.${state}`, { leaveId })
    return isGranted ? standIn(scene, leave) : accept(null)
  })

/** The officer takes back what was not decided, or says that he is back before the last day; who stood in stands in no more. */
export const endLeave = (
  deps: PersonnelDeps,
  actor: Actor,
  { leaveId }: { readonly leaveId: string },
): PersonnelAnswer<null> =>
  onPersonnel<null>(deps, actor, async (scene) => {
    const { tx, now, today } = scene
    const { officerId } = scene.actor
    await lockOfficer(scene, officerId)
    const leave = await findLeave(tx, leaveId)
    if (leave === null || leave.officerId !== officerId) return refuse({ code: 'leave.unknown' })
    if (leave.state !== 'asked' && leave.state !== 'granted') return refuse({ code: 'leave.decided-already' })
    if (leave.state === 'granted' && Temporal.PlainDate.compare(leave.last, today) < 0)
      return refuse({ code: 'leave.over-already' })
    const { calendar } = await deps.workingTime(tx)
    const worked =
      Temporal.PlainDate.compare(leave.first, today) < 0
        ? workingDaysWithin(calendar, leave.first, today.subtract({ days: 1 }))
        : 0
    if (leave.state === 'granted' && worked > 0) await shortenLeave(tx, leaveId, today, worked)
    else await withdrawLeaveRow(tx, leaveId)
    await endDelegations(tx, { leaveId }, { on: today, by: officerId, at: now, reason: '' })
    await recordPersonnelDeed(scene, officerId, worked > 0 ? 'leave.ended-early' : 'leave.withdrawn', { leaveId })
    return accept(null)
  })
