import type { Insertable, Selectable, Updateable } from 'kysely'
import { timeLimitFrom } from '#modules/calendar/domain/index.ts'
import type { Assurance } from '#modules/identity/domain/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Dossier as DossierRow } from '#platform/database/schema.ts'
import { type Dossier, ReturnMethod } from '../domain/dossier.ts'
import { type Status, statusCodes, statusOf } from '../domain/status.ts'

const toDossier = (row: Selectable<DossierRow>): Dossier => ({
  id: row.id,
  filingId: row.filing_id,
  code: row.code,
  procedureId: row.procedure_id,
  procedureName: row.procedure_name,
  processDefinitionId: row.process_definition_id,
  status: statusOf(row.status),
  receivingAgencyId: row.receiving_agency_id,
  decidingAgencyId: row.deciding_agency_id,
  accountId: row.account_id,
  ownerName: row.owner_name,
  ownerAssurance: row.owner_assurance as Assurance,
  returnMethod: ReturnMethod.parse(row.return_method),
  limit: timeLimitFrom({ amount: row.limit_amount, unit: row.limit_unit }),
  filedAt: row.filed_at,
  acceptedAt: row.accepted_at,
  dueAt: row.due_at,
  finishedAt: row.finished_at,
  reappointments: row.reappointments,
  version: row.version,
})

/** The dossier, locked until the transaction ends: every deed on it waits in line here. */
export const findDossierForUpdate = async (tx: Tx, id: string): Promise<Dossier | null> => {
  const row = await tx.selectFrom('dossier').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? null : toDossier(row)
}

export const insertDossier = async (tx: Tx, row: Insertable<DossierRow>): Promise<void> => {
  await tx.insertInto('dossier').values(row).execute()
}

export type DossierChange = Omit<Updateable<DossierRow>, 'id' | 'status' | 'version'> & { readonly status?: Status }

export const updateDossier = async (tx: Tx, dossier: Dossier, change: DossierChange): Promise<void> => {
  const { status, ...rest } = change
  await tx
    .updateTable('dossier')
    .set({
      ...rest,
      ...(status === undefined ? {} : { status: statusCodes[status] }),
      version: dossier.version + 1,
    })
    .where('id', '=', dossier.id)
    .execute()
}
