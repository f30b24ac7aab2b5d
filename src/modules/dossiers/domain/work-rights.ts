import { type Actor, type HeldPost, postFor } from '#modules/identity/domain/index.ts'
import type { WorkItem } from '#modules/processes/domain/index.ts'

type Work = Pick<WorkItem, 'role' | 'agencyId' | 'unitId' | 'officerId'>

/**
 * The post from which an officer may take a piece of work. Work given to one officer is that officer's, or whoever's who holds the post
 * by delegation; other work belongs to whoever holds the role there.
 */
export const postForWork = (actor: Actor, item: Work): HeldPost | undefined => {
  if (actor.kind !== 'officer') return undefined
  const post = postFor(actor, item.role, item.agencyId, item.unitId)
  if (post === undefined) return undefined
  const isGivenToAnother = item.officerId !== null && item.officerId !== actor.officerId
  return isGivenToAnother && !post.isDelegated ? undefined : post
}
