import { localDate } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Signatory } from '../domain/outcome-head.ts'
import { codeForOfficer } from '../queries/dossier-for-officer.ts'
import { findSignatory } from '../queries/signatory.ts'
import { findOutcome } from '../store/outcomes.ts'
import { composeOutcome } from './compose-outcome.ts'
import type { SigningDeps } from './sign-outcome.ts'

/** A leader sees the document with his own name under it; others with that of the leader who signs first in the agency. */
const signatoryFor = async (deps: SigningDeps, actor: OfficerActor, agencyId: string): Promise<Signatory> => {
  const own = actor.posts.find((post) => post.role === 'leader' && post.agencyId === agencyId)
  if (own !== undefined) return { fullName: actor.fullName, title: own.title }
  return findSignatory(deps.database, agencyId, localDate(deps.clock.now()))
}

/** The result of a dossier as it would be signed now; null when there is none, or none that the officer may see. */
export const previewOutcome = async (
  deps: SigningDeps,
  actor: OfficerActor,
  dossierId: string,
): Promise<{ readonly name: string; readonly pdf: Uint8Array } | null> => {
  const now = deps.clock.now()
  const code = await codeForOfficer(deps.database, actor, dossierId, now)
  const outcome = code === null ? null : await findOutcome(deps.database, deps.sealing, dossierId)
  if (outcome === null) return null
  const made = await composeOutcome(deps, outcome, await signatoryFor(deps, actor, outcome.agencyId), now)
  return { name: `${outcome.name}.pdf`, pdf: made.pdf }
}
