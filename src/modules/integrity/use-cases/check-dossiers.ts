import { statusOf } from '#modules/dossiers/domain/index.ts'
import type { Database } from '#platform/database/connection.ts'
import type { DossierFault } from '../domain/faults.ts'
import { impliedStatus } from '../domain/implied-status.ts'
import {
  type DossierHistory,
  dossierHistories,
  filingsWithoutDossier,
  outcomesBeforeSettling,
} from '../queries/dossier-rows.ts'

export type DossiersVerdict = { readonly dossiers: number; readonly faults: readonly DossierFault[] }

const faultsKept = 100

const countOf = (list: readonly string[], wanted: string): number => list.filter((one) => one === wanted).length

/** Every deed is told in the same transaction: what was told but does not stand in the log was cut off it. */
const missingDeeds = ({ code, deeds, told }: DossierHistory): readonly DossierFault[] =>
  [...new Set(told)]
    .filter((type) => type.startsWith('dossier.') && countOf(told, type) > countOf(deeds, type))
    .map((type) => ({ kind: 'deed-missing', code, type }) as const)

const faultsOf = (history: DossierHistory): readonly DossierFault[] => {
  const { code } = history
  const status = statusOf(history.status)
  const implied = impliedStatus(history.deeds)
  return [
    ...(implied === status ? [] : [{ kind: 'status-differs', code, status, implied } as const]),
    ...missingDeeds(history),
    ...(history.isFiled ? [] : [{ kind: 'dossier-without-filing', code } as const]),
  ]
}

/** Replays the log of every dossier and compares it with its row; finds what is half done. */
export const checkDossiers = async (database: Database): Promise<DossiersVerdict> => {
  const faults: DossierFault[] = []
  let dossiers = 0
  for await (const history of dossierHistories(database)) {
    dossiers += 1
    if (faults.length < faultsKept) faults.push(...faultsOf(history))
  }
  for (const filingId of await filingsWithoutDossier(database)) {
    faults.push({ kind: 'filing-without-dossier', filingId })
  }
  for (const code of await outcomesBeforeSettling(database)) faults.push({ kind: 'outcome-before-settling', code })
  return { dossiers, faults }
}
