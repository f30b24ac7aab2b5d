import { readDossierCode } from '#modules/dossiers/domain/index.ts'
import { findTracked, type TrackedDossier } from '#modules/dossiers/index.ts'
import type { PageRequest } from '#web/http/route.ts'

/** The dossier of the address, when it is the signed-in citizen's own; null otherwise, as if there were none. */
export const findOwn = async (request: PageRequest): Promise<TrackedDossier | null> => {
  const { actor } = request
  const code = readDossierCode(request.params.code ?? '')
  if (actor.kind !== 'citizen' || code === null) return null
  const found = await findTracked(request.province.database, code)
  return found?.accountId === actor.accountId ? found : null
}

/** Not taken in, withdrawn or stopped: nothing is asked for any more, and what was still owed is not collected. */
export const hasEnded = ({ status }: TrackedDossier): boolean =>
  status === 'refused' || status === 'withdrawn' || status === 'stopped'
