import { roles } from '#modules/identity/domain/index.ts'
import type { Route } from './route.ts'

/** Everybody there is, as routes see them. */
export const visitors = ['anonymous', 'citizen', 'officer-without-post', ...roles] as const
export type VisitorKind = (typeof visitors)[number]

export type MatrixCell = {
  readonly route: Route
  readonly visitor: VisitorKind
  readonly expected: 'allowed' | 'sign-in' | 'forbidden'
}

const expectedOf = ({ access }: Route, visitor: VisitorKind): MatrixCell['expected'] => {
  if (access === 'public') return 'allowed'
  // Nobody who comes with a session is another system.
  if (access === 'machine') return 'sign-in'
  if (visitor === 'anonymous') return 'sign-in'
  if (access === 'signed-in') return 'allowed'
  if (access === 'citizen') return visitor === 'citizen' ? 'allowed' : 'forbidden'
  if (visitor === 'citizen') return 'forbidden'
  if (access.officer === 'any') return 'allowed'
  return access.officer.some((role) => role === visitor) ? 'allowed' : 'forbidden'
}

/** Every route with every visitor and what its rule says: what a test walks and the server must do. */
export const routeMatrix = (routes: readonly Route[]): readonly MatrixCell[] =>
  routes.flatMap((route) => visitors.map((visitor) => ({ route, visitor, expected: expectedOf(route, visitor) })))
