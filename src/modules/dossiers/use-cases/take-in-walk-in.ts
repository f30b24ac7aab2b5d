import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { listOpenWork } from '#modules/processes/index.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { findDossierForUpdate } from '../store/dossiers.ts'
import { listMissingPapers } from '../store/papers.ts'
import { type AcceptedDossier, acceptIn } from './accept-dossier.ts'
import type { ReceiveFiling } from './filing-command.ts'
import { receiveFilingIn } from './receive-filing.ts'
import type { DossierDeps } from './scene.ts'

export type WalkIn = { readonly dossierId: string; readonly accepted: AcceptedDossier | null; readonly code: string }

/**
 * Somebody stands at the counter: the dossier is filed and accepted in one act, and the receipt is printed. Refused, with nothing kept,
 * while a required paper lacks. Sent twice, it is answered with the first one. @legal ND-61-2018 Điều 17
 */
export const takeInWalkIn = (
  deps: DossierDeps,
  actor: Actor,
  command: ReceiveFiling,
): Promise<Result<WalkIn, DossierRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<WalkIn, DossierRefusal>> => {
    const filed = await receiveFilingIn(tx, deps, actor, command)
    if (!filed.ok) return filed
    const [first] = filed.value.dossiers
    if (first === undefined) return refuse({ code: 'dossier.not-found' })
    if (filed.value.again) return accept({ dossierId: first.id, accepted: null, code: first.code })
    const dossier = await findDossierForUpdate(tx, first.id)
    if (dossier === null) return refuse({ code: 'dossier.not-found' })
    const scene = {
      tx,
      now: deps.clock.now(),
      dossier,
      work: await listOpenWork(tx, dossier.id),
      workingTime: await deps.workingTime(tx),
    }
    const papers = await listMissingPapers(tx, dossier.id)
    if (papers.length > 0) return refuse({ code: 'dossier.papers-missing', papers })
    const accepted = await acceptIn(scene, deps, actor, { dossierId: dossier.id, note: '' })
    if (!accepted.ok) return accepted
    return accept({ dossierId: dossier.id, accepted: accepted.value, code: dossier.code })
  })
