import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { AgencyKind, AgencyLevel, UnitKind } from '../domain/index.ts'

export type UnitToLoad = {
  readonly key: string
  readonly name: string
  readonly kind: UnitKind
}

export type AgencyToLoad = {
  readonly code: string
  readonly kind: AgencyKind
  readonly level: AgencyLevel
  readonly name: string
  readonly shortName: string
  /** Code of the agency above; null at the top. */
  readonly parent: string | null
  readonly communeCode: string | null
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly openingHours: string
  readonly notation: string
  readonly units: readonly UnitToLoad[]
}

export type LoadedAgency = { readonly id: string; readonly unitIds: ReadonlyMap<string, string> }

/** The agencies of a province by code. */
export type LoadedAgencies = ReadonlyMap<string, LoadedAgency>

export type Founding = { readonly on: Temporal.PlainDate; readonly legalSource: string }

/** Who gives an agency its codes: the list of electronic identifiers, and the statistics office for the commune. */
export const codeIssuers = { identifiers: 'ma-dinh-danh-dien-tu', statistics: 'tong-cuc-thong-ke' } as const

const checkTree = (agencies: readonly AgencyToLoad[]): void => {
  const codes = new Set<string>()
  for (const agency of agencies) {
    if (codes.has(agency.code)) throw new Error(`agency ${agency.code} is there twice`)
    if (agency.parent !== null && !codes.has(agency.parent))
      throw new Error(`agency ${agency.code}: its parent ${agency.parent} does not stand before it`)
    codes.add(agency.code)
    const keys = agency.units.map((unit) => unit.key)
    if (new Set(keys).size !== keys.length) throw new Error(`agency ${agency.code}: two units have the same key`)
  }
}

const insertHistory = async (
  tx: Tx,
  agencies: readonly AgencyToLoad[],
  idOf: (code: string) => string,
  founding: Founding,
): Promise<void> => {
  const inForce = sql<string>`daterange(${founding.on}::date, null)`
  const named = agencies.map((agency) => ({
    agency_id: idOf(agency.code),
    name: agency.name,
    short_name: agency.shortName,
    in_force: inForce,
    legal_source: founding.legalSource,
  }))
  const placed = agencies.map((agency) => ({
    agency_id: idOf(agency.code),
    parent_id: agency.parent === null ? null : idOf(agency.parent),
    in_force: inForce,
    legal_source: founding.legalSource,
  }))
  const coded = agencies.flatMap((agency) => [
    { agency_id: idOf(agency.code), issuer: codeIssuers.identifiers as string, code: agency.code, in_force: inForce },
    ...(agency.kind === 'peoples-committee' && agency.communeCode !== null
      ? [{ agency_id: idOf(agency.code), issuer: codeIssuers.statistics, code: agency.communeCode, in_force: inForce }]
      : []),
  ])
  await tx.insertInto('agency_name').values(named).execute()
  await tx.insertInto('agency_parent').values(placed).execute()
  await tx.insertInto('agency_code').values(coded).execute()
}

/** Founds the agencies of an empty province with their units, names, places in the tree and codes. Parents stand before their children. */
export const loadAgencies = async (
  tx: Tx,
  agencies: readonly AgencyToLoad[],
  founding: Founding,
): Promise<LoadedAgencies> => {
  checkTree(agencies)
  const ids = new Map(agencies.map((agency) => [agency.code, newId()]))
  const idOf = (code: string): string => ids.get(code) ?? ''
  const units = agencies.flatMap((agency) =>
    agency.units.map((unit) => ({ id: newId(), agency_id: idOf(agency.code), ...unit })),
  )
  const rows = agencies.map((agency) => ({
    id: idOf(agency.code),
    kind: agency.kind,
    level: agency.level,
    name: agency.name,
    short_name: agency.shortName,
    parent_id: agency.parent === null ? null : idOf(agency.parent),
    code: agency.code,
    commune_code: agency.communeCode,
    address: agency.address,
    phone: agency.phone,
    email: agency.email,
    opening_hours: agency.openingHours,
    notation: agency.notation,
  }))
  await tx.insertInto('agency').values(rows).execute()
  await tx.insertInto('unit').values(units).execute()
  await insertHistory(tx, agencies, idOf, founding)
  return new Map(
    agencies.map((agency) => {
      const own = units.filter((unit) => unit.agency_id === idOf(agency.code))
      return [agency.code, { id: idOf(agency.code), unitIds: new Map(own.map((unit) => [unit.key, unit.id])) }]
    }),
  )
}

/** One change of the organisation at a time; reading goes on. */
export const lockOrganisation = async (tx: Tx): Promise<void> => {
  await sql`lock table agency in share row exclusive mode`.execute(tx)
}

/** Whether the province has any agency yet. Others that would found it wait until this transaction ends. */
export const hasAgencies = async (tx: Tx): Promise<boolean> => {
  await lockOrganisation(tx)
  return (await tx.selectFrom('agency').select('id').limit(1).executeTakeFirst()) !== undefined
}
