import type { LoadedSession, OfficerActor } from '#modules/identity/domain/index.ts'
import type { RouteAccess } from '../route.ts'

export type AccessVerdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'sign-in'; readonly as: 'citizen' | 'officer' }
  | { readonly kind: 'forbidden' }

const allowed: AccessVerdict = { kind: 'allowed' }
const forbidden: AccessVerdict = { kind: 'forbidden' }

const mayAsOfficer = (actor: OfficerActor, wanted: readonly string[] | 'any'): boolean =>
  wanted === 'any' || actor.posts.some((post) => wanted.includes(post.role))

/** Whether whoever is behind the session may come to a route at all. */
export const decideAccess = (access: RouteAccess, session: LoadedSession, isMachine = false): AccessVerdict => {
  if (access === 'public') return allowed
  if (access === 'machine') return isMachine ? allowed : { kind: 'sign-in', as: 'citizen' }
  const asOfficer = typeof access === 'object' || (session.kind === 'expired' && session.accountKind === 'officer')
  if (session.kind !== 'open') return { kind: 'sign-in', as: asOfficer && access !== 'citizen' ? 'officer' : 'citizen' }
  if (access === 'signed-in') return allowed
  if (access === 'citizen') return session.actor.kind === 'citizen' ? allowed : forbidden
  return session.actor.kind === 'officer' && mayAsOfficer(session.actor, access.officer) ? allowed : forbidden
}
