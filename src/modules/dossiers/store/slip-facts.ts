import type { Channel } from '#modules/procedures/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { Submitter } from '../domain/dossier.ts'
import { channelNumbered } from '../domain/intake.ts'
import { placeOfAgency } from '../domain/outcome-head.ts'

/** What the slips of a dossier say: who, what, with which papers, at which agency. */
export type SlipFacts = {
  readonly code: string
  readonly procedureName: string
  readonly procedureChannel: Channel
  readonly superiorName: string
  readonly agencyName: string
  readonly agencyPhone: string
  readonly place: string
  readonly owner: {
    readonly name: string
    readonly identityNumber: string
    readonly address: string
    readonly phone: string
    readonly email: string
  }
  readonly submitter: Submitter | null
  readonly copies: number
  readonly papers: readonly { readonly name: string; readonly originals: number; readonly copies: number }[]
  readonly returnAt: string
  readonly trackingKey: string
}

const returnTexts: Readonly<Record<string, string>> = {
  electronic: 'Bản điện tử trên cổng dịch vụ công của tỉnh',
  desk: 'Trực tiếp tại nơi tiếp nhận',
  post: 'Qua dịch vụ bưu chính công ích',
}

const loadRow = (reader: Reader, dossierId: string, agencyId: string) =>
  reader
    .selectFrom('dossier as d')
    .innerJoin('agency as a', (join) => join.on('a.id', '=', agencyId))
    .leftJoin('agency as parent', 'parent.id', 'a.parent_id')
    .select(['d.code', 'd.procedure_name', 'd.channel', 'd.owner_name', 'd.owner_identity_sealed', 'd.owner_address'])
    .select(['d.owner_phone', 'd.owner_email', 'd.submitter_sealed', 'd.copies', 'd.return_method', 'd.return_address'])
    .select(['d.tracking_key', 'a.name as agency_name', 'a.phone as agency_phone', 'parent.name as parent_name'])
    .where('d.id', '=', dossierId)
    .executeTakeFirstOrThrow()

export const loadSlipFacts = async (
  reader: Reader,
  sealing: Sealing,
  dossierId: string,
  agencyId: string,
): Promise<SlipFacts> => {
  const row = await loadRow(reader, dossierId, agencyId)
  const papers = await reader
    .selectFrom('dossier_paper')
    .select(['name', 'originals', 'copies'])
    .where('dossier_id', '=', dossierId)
    .where('is_given', '=', true)
    .orderBy('position')
    .execute()
  return {
    code: row.code,
    procedureName: row.procedure_name,
    procedureChannel: channelNumbered(row.channel),
    superiorName: row.parent_name ?? '',
    agencyName: row.agency_name,
    agencyPhone: row.agency_phone,
    place: placeOfAgency(row.agency_name),
    owner: {
      name: row.owner_name,
      identityNumber: row.owner_identity_sealed === null ? '' : sealing.open(row.owner_identity_sealed),
      address: row.owner_address,
      phone: row.owner_phone,
      email: row.owner_email,
    },
    submitter: row.submitter_sealed === null ? null : Submitter.parse(JSON.parse(sealing.open(row.submitter_sealed))),
    copies: row.copies,
    papers,
    returnAt: row.return_address === '' ? (returnTexts[row.return_method] ?? '') : row.return_address,
    trackingKey: row.tracking_key,
  }
}

/** The key that stands in the QR code of the slips of a dossier. */
export const findTrackingKey = async (reader: Reader, dossierId: string): Promise<string> => {
  const found = reader.selectFrom('dossier').select('tracking_key').where('id', '=', dossierId)
  return (await found.executeTakeFirstOrThrow()).tracking_key
}
