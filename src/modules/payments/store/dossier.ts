import type { Reader, Tx } from '#platform/database/connection.ts'

/** What payments must know of a dossier. */
export type PayableDossier = {
  readonly id: string
  readonly filingId: string
  readonly code: string
  readonly status: number
  readonly procedureId: string
  readonly procedureName: string
  readonly procedureCode: string
  readonly ownerName: string
  readonly ownerAddress: string
  readonly ownerIdentitySealed: Buffer | null
  readonly accountId: string | null
  readonly trackingKey: string
  readonly agencyId: string
  readonly agencyCode: string
  readonly agencyName: string
  /** The agency above the desk, whose head decides on its money. */
  readonly agencyParentId: string | null
}

const columns = [
  'dossier.id',
  'dossier.filing_id as filingId',
  'dossier.code',
  'dossier.status',
  'dossier.procedure_id as procedureId',
  'dossier.procedure_name as procedureName',
  'procedure.code as procedureCode',
  'dossier.owner_name as ownerName',
  'dossier.owner_address as ownerAddress',
  'dossier.owner_identity_sealed as ownerIdentitySealed',
  'dossier.account_id as accountId',
  'dossier.tracking_key as trackingKey',
  'agency.id as agencyId',
  'agency.code as agencyCode',
  'agency.name as agencyName',
  'agency.parent_id as agencyParentId',
] as const

const payable = (reader: Reader) =>
  reader
    .selectFrom('dossier')
    .innerJoin('procedure', 'procedure.id', 'dossier.procedure_id')
    .innerJoin('agency', 'agency.id', 'dossier.receiving_agency_id')
    .select(columns)

/** The first row every deed on money locks: deeds on one dossier follow each other, and its log has one writer. */
export const lockPayableDossier = async (tx: Tx, dossierId: string): Promise<PayableDossier | null> =>
  (await payable(tx).where('dossier.id', '=', dossierId).forUpdate('dossier').executeTakeFirst()) ?? null

export const getPayableDossier = (reader: Reader, dossierId: string): Promise<PayableDossier> =>
  payable(reader).where('dossier.id', '=', dossierId).executeTakeFirstOrThrow()
