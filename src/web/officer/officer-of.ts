import type { OfficerActor, Role } from '#modules/identity/domain/index.ts'
import type { PageRequest } from '#web/http/route.ts'

/** The officer behind a request to a route that lets nobody else in. */
export const officerOf = ({ actor }: PageRequest): OfficerActor => {
  if (actor.kind !== 'officer') throw new Error('a page for officers without an officer')
  return actor
}

/** Who has work on dossiers, or may watch it. */
export const dossierRoles = [
  'one-stop-officer',
  'unit-head',
  'handler',
  'leader',
  'clerk',
  'supervisor',
  'auditor',
] as const satisfies readonly Role[]
