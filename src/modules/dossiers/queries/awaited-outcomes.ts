import type { Reader } from '#platform/database/connection.ts'

/** The live result of a dossier, as it is named on a list of what is to be signed or sealed. */
export type AwaitedOutcome = {
  readonly dossierId: string
  readonly agencyId: string
  readonly name: string
  readonly version: number
}

/** The results of some dossiers; those that have none are left out. One statement. */
export const listAwaitedOutcomes = async (
  reader: Reader,
  dossierIds: readonly string[],
): Promise<readonly AwaitedOutcome[]> =>
  dossierIds.length === 0
    ? []
    : reader
        .selectFrom('outcome')
        .select(['dossier_id as dossierId', 'agency_id as agencyId', 'name', 'version'])
        .where('dossier_id', 'in', [...dossierIds])
        .where('state', '<>', 'dropped')
        .execute()
