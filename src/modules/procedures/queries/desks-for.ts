import { sql } from 'kysely'
import { fold } from '#kernel/vietnamese-text.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { OfferedProcedure } from '../store/offers.ts'

export type AgencyChoice = { readonly id: string; readonly name: string; readonly shortName: string }

/** A one-stop desk where a dossier may be handed in. */
export type Desk = AgencyChoice & {
  readonly level: 'province' | 'commune'
  readonly communeCode: string | null
  readonly address: string
  readonly phone: string
  readonly openingHours: string
}

export type CommuneChoice = { readonly deciding: AgencyChoice; readonly communeCode: string; readonly desk: Desk }

/**
 * Where a procedure may be handed in and who decides then. `commune`: the citizen chooses the commune that is competent, whose committee
 * decides; its own desk is the usual one, `desks` are all that may take it in. `agency`: always the same agency decides; the usual desk is
 * the first of `desks`.
 */
export type DesksForOffer =
  | { readonly kind: 'commune'; readonly communes: readonly CommuneChoice[]; readonly desks: readonly Desk[] }
  | { readonly kind: 'agency'; readonly deciding: AgencyChoice; readonly desks: readonly Desk[] }

type Row = Desk & {
  readonly parentId: string | null
  readonly parentName: string | null
  readonly parentShortName: string | null
  readonly decides: boolean
}

const deskOf = (row: Row): Desk => ({
  id: row.id,
  name: row.name,
  shortName: row.shortName,
  level: row.level,
  communeCode: row.communeCode,
  address: row.address,
  phone: row.phone,
  openingHours: row.openingHours,
})

/** Every desk with the agency it belongs to, the provincial centre first, then by name. */
const listDesks = async (reader: Reader): Promise<readonly Row[]> => {
  const answer = await sql<Row>`
    select d.id, d.name, d.short_name as "shortName", d.level, d.commune_code as "communeCode", d.address, d.phone,
      d.opening_hours as "openingHours", a.id as "parentId", a.name as "parentName", a.short_name as "parentShortName",
      coalesce(a.kind = 'peoples-committee' and a.level = 'commune', false) as decides
    from agency d left join agency a on a.id = d.parent_id
    where d.kind = 'one-stop-desk' and d.abolished_on is null
    order by d.level = 'commune', public.fold(regexp_replace(d.name, '^.* (phường|xã|đặc khu) ', '')), d.id`.execute(
    reader,
  )
  return answer.rows
}

const findChoice = async (reader: Reader, id: string): Promise<AgencyChoice> =>
  reader
    .selectFrom('agency')
    .select(['id', 'name', 'short_name as shortName'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

const communesOf = (rows: readonly Row[]): readonly CommuneChoice[] =>
  rows.flatMap((row) =>
    row.decides && row.parentId !== null && row.communeCode !== null
      ? [
          {
            deciding: { id: row.parentId, name: row.parentName ?? '', shortName: row.parentShortName ?? '' },
            communeCode: row.communeCode,
            desk: deskOf(row),
          },
        ]
      : [],
  )

/** The desks of the province centre, or of the deciding agency itself where it has one. */
const ownDesks = (rows: readonly Row[], decidingAgencyId: string): readonly Row[] => {
  const own = rows.filter((row) => row.parentId === decidingAgencyId)
  return own.length > 0 ? own : rows.filter((row) => row.level === 'province')
}

/** Who may take a procedure in and who decides it. At most two statements. @legal ND-118-2025 Điều 14: receipt without regard to territory */
export const desksFor = async (
  reader: Reader,
  offer: Pick<OfferedProcedure, 'decidingAgencyId' | 'local'>,
): Promise<DesksForOffer> => {
  const rows = await listDesks(reader)
  const anywhere = offer.local?.receivedAt === 'any-desk'
  if (offer.decidingAgencyId === null) {
    const communes = communesOf(rows)
    return { kind: 'commune', communes, desks: anywhere ? rows.map(deskOf) : communes.map((one) => one.desk) }
  }
  const usual = ownDesks(rows, offer.decidingAgencyId)
  const others = anywhere ? rows.filter((row) => !usual.includes(row)) : []
  const deciding = await findChoice(reader, offer.decidingAgencyId)
  return { kind: 'agency', deciding, desks: [...usual, ...others].map(deskOf) }
}

const mostCommunes = 20

/** Communes of the province by what people type of their names, with or without marks, "xã" or "phường"; all when nothing is typed. */
export const searchCommunes = async (
  reader: Reader,
  typed: string,
  limit: number = mostCommunes,
): Promise<readonly CommuneChoice[]> => {
  const words = fold(typed.slice(0, 200))
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const phrase = words.join(' ')
  const all = communesOf(await listDesks(reader))
  const nameOf = (one: CommuneChoice) => ` ${fold(one.deciding.name).replace(/^uy ban nhan dan /, '')} `
  const place = (one: CommuneChoice): number => {
    const name = nameOf(one)
    if (name.includes(` ${phrase} `)) return 0
    if (name.includes(` ${phrase}`)) return 1
    return words.every((word) => name.includes(` ${word}`)) ? 2 : 3
  }
  return all
    .map((one) => ({ one, place: phrase === '' ? 0 : place(one) }))
    .filter((found) => found.place < 3)
    .sort((left, right) => left.place - right.place)
    .slice(0, limit)
    .map((found) => found.one)
}
