import { accept, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { type Days, type EndDelegation, type GiveDelegation, isDelegable } from '../../domain/index.ts'
import { mayHead } from '../../queries/personnel-remit.ts'
import {
  endDelegations,
  findDelegationForUpdate,
  insertDelegation,
  isDelegatedIn,
  type OwnPost,
  ownPostsIn,
  worksIn,
} from '../../store/personnel/delegations.ts'
import { isAwayIn } from '../../store/personnel/leaves.ts'
import {
  lockOfficer,
  onPersonnel,
  type PersonnelAnswer,
  type PersonnelDeps,
  type PersonnelScene,
  recordPersonnelDeed,
} from './personnel-deed.ts'

/** What is given to whom, and why; checked against both people. */
type Giving = {
  readonly fromOfficerId: string
  readonly toOfficerId: string
  readonly days: Days
  readonly reason: string
  readonly leaveId: string | null
}

/** Gives one post of an officer, whose row is locked, to a colleague. */
export const delegatePost = async (scene: PersonnelScene, post: OwnPost, giving: Giving): PersonnelAnswer<string> => {
  const { tx, now, actor } = scene
  const { fromOfficerId, toOfficerId, days } = giving
  if (!isDelegable(post.role)) return refuse({ code: 'delegation.post-stays' })
  if (toOfficerId === fromOfficerId || !(await worksIn(tx, toOfficerId, [post.agencyId], days.first)))
    return refuse({ code: 'delegation.to-outsider' })
  if (await isAwayIn(tx, toOfficerId, days, ['granted'])) return refuse({ code: 'delegation.to-somebody-away' })
  if (await isDelegatedIn(tx, post.postId, fromOfficerId, days)) return refuse({ code: 'delegation.overlaps' })
  const id = await insertDelegation(tx, { ...giving, postId: post.postId, givenBy: actor.officerId }, now)
  await recordPersonnelDeed(scene, fromOfficerId, 'delegation.given', {
    delegationId: id,
    postId: post.postId,
    to: toOfficerId,
    first: days.first.toString(),
    last: days.last.toString(),
  })
  return accept(id)
}

/**
 * An officer lets a colleague of the same agency act from one of his own posts between two days; it ends by itself.
 * @legal ND-30-2020 Điều 13 khoản 3
 */
export const giveDelegation = (
  deps: PersonnelDeps,
  actor: Actor,
  { postId, toOfficerId, days, reason }: GiveDelegation,
): PersonnelAnswer<string> =>
  onPersonnel<string>(deps, actor, async (scene) => {
    const fromOfficerId = scene.actor.officerId
    if (Temporal.PlainDate.compare(days.first, scene.today) < 0)
      return refuse({ code: 'delegation.begins-in-the-past' })
    await lockOfficer(scene, fromOfficerId)
    const post = (await ownPostsIn(scene.tx, fromOfficerId, days)).find((one) => one.postId === postId)
    if (post === undefined) return refuse({ code: 'delegation.not-own-post' })
    return delegatePost(scene, post, { fromOfficerId, toOfficerId, days, reason, leaveId: null })
  })

/** Ends a delegation at once: by who gave it, by who has it, or by a head of the giver. */
export const endDelegation = (
  deps: PersonnelDeps,
  actor: Actor,
  { delegationId, reason }: EndDelegation,
): PersonnelAnswer<null> =>
  onPersonnel<null>(deps, actor, async (scene) => {
    const { tx, today, now } = scene
    const known = await findDelegationForUpdate(tx, delegationId, today)
    const by = scene.actor.officerId
    const isTheirs = known !== null && (known.fromOfficerId === by || known.toOfficerId === by)
    if (known === null || !(isTheirs || (await mayHead(tx, actor, known.fromOfficerId, today))))
      return refuse({ code: 'delegation.unknown' })
    if (known.isOver) return refuse({ code: 'delegation.over-already' })
    await lockOfficer(scene, known.fromOfficerId)
    await endDelegations(tx, { id: known.id }, { on: today, by, at: now, reason })
    await recordPersonnelDeed(scene, known.fromOfficerId, 'delegation.ended', { delegationId: known.id })
    return accept(null)
  })
