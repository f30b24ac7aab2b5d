import { randomInt } from 'node:crypto'
import { newId } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type Database, jsonb } from '#platform/database/connection.ts'

/** Bare rows that modules around a dossier refer to, for tests that are not about filing one. */
export type DossierRows = {
  readonly agencyId: string
  readonly officer: OfficerActor
  readonly accountId: string
  readonly procedureId: string
}

export const rowsAt = Temporal.Instant.from('2026-09-07T02:00:00Z')

export const insertAgencyRows = async (database: Database): Promise<DossierRows> => {
  const [agencyId, officerId, postId, accountId, procedureId] = [newId(), newId(), newId(), newId(), newId()]
  const name = 'Ủy ban nhân dân phường Việt Trì'
  await database
    .insertInto('agency')
    .values({
      id: agencyId,
      kind: 'peoples-committee',
      level: 'commune',
      name,
      short_name: 'Việt Trì',
      code: `H44.${randomInt(1e6)}`,
    })
    .execute()
  await database.insertInto('officer').values({ id: officerId, full_name: 'Trần Văn Đức' }).execute()
  const login = `0251${randomInt(1e8).toString().padStart(8, '0')}`
  await database.insertInto('account').values({ id: accountId, kind: 'citizen', login }).execute()
  await database
    .insertInto('procedure')
    .values({
      id: procedureId,
      code: `1.${randomInt(1e6).toString().padStart(6, '0')}`,
      name: 'Cấp giấy phép xây dựng',
      field: 'Xây dựng',
      published: jsonb({}),
    })
    .execute()
  const post = {
    postId,
    role: 'one-stop-officer' as const,
    title: 'Công chức một cửa',
    agencyId,
    agencyName: name,
    unitId: null,
    unitName: '',
    isDelegated: false,
  }
  const officer: OfficerActor = {
    kind: 'officer',
    accountId: newId(),
    officerId,
    fullName: 'Trần Văn Đức',
    posts: [post],
    supervisedAgencyIds: [],
  }
  return { agencyId, officer, accountId, procedureId }
}

export type DossierRow = {
  readonly id: string
  readonly filingId: string
  readonly code: string
  readonly trackingKey: string
}

export type DossierRowChanges = {
  readonly status?: number
  readonly ownerEmail?: string
  readonly ownerName?: string
  readonly filedAt?: Temporal.Instant
}

export const insertDossierRow = async (
  database: Database,
  rows: DossierRows,
  changed: DossierRowChanges = {},
): Promise<DossierRow> => {
  const filingId = newId()
  const id = newId()
  const code = `H44.1-260907-${id.slice(-6)}`
  const trackingKey = id.slice(-12)
  const at = changed.filedAt ?? rowsAt
  const status = changed.status ?? 2
  await database
    .insertInto('filing')
    .values({ id: filingId, state: 'filed', channel: 'own-portal', created_at: at, updated_at: at, filed_at: at })
    .execute()
  await database
    .insertInto('dossier')
    .values({
      id,
      filing_id: filingId,
      code,
      procedure_id: rows.procedureId,
      procedure_name: 'Cấp giấy phép xây dựng',
      status,
      channel: 2,
      receiving_agency_id: rows.agencyId,
      deciding_agency_id: rows.agencyId,
      account_id: rows.accountId,
      owner_name: changed.ownerName ?? 'Nguyễn Thị Hương Giang',
      owner_email: changed.ownerEmail ?? '',
      filed_at: at,
      accepted_at: at,
      refused_at: status === 3 ? at : null,
      withdrawn_at: status === 7 ? at : null,
      stopped_at: status === 8 ? at : null,
      finished_at: status >= 9 ? at : null,
      returned_at: status === 10 ? at : null,
      tracking_key: trackingKey,
      updated_at: at,
    })
    .execute()
  return { id, filingId, code, trackingKey }
}
