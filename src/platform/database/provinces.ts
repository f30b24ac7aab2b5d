import type pg from 'pg'
import { type Database, openDatabase, openPool, type PoolOptions, type ServerAddress } from './connection.ts'
import { migrateProvince, migrateShared } from './migrate.ts'

/** A province is a tenant and a tenant is a schema. */
export type Province = {
  readonly key: string
  readonly schemaName: string
  /** Its code among the agencies of the country, such as `H44`. */
  readonly code: string
  readonly name: string
  readonly hosts: readonly string[]
  readonly isDefault: boolean
  readonly isDemo: boolean
}

export type NewProvince = Omit<Province, 'schemaName'>

export type OpenProvince = { readonly province: Province; readonly database: Database; readonly pool: pg.Pool }

/** The provinces of one database, each with a pool of its own. */
export type Provinces = {
  readonly all: readonly OpenProvince[]
  /** The province that answers to a host name: by its own hosts, else the default one. */
  readonly byHost: (host: string) => OpenProvince | undefined
  readonly byKey: (key: string) => OpenProvince | undefined
  readonly close: () => Promise<void>
}

const schemaNameOf = (key: string): string => `tinh_${key.replaceAll('-', '_')}`

const withPool = async <T>(server: ServerAddress, work: (pool: pg.Pool) => Promise<T>): Promise<T> => {
  const pool = openPool(server, { max: 1, searchPath: 'public' })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

const listQuery = `
  select key, schema_name as "schemaName", code, name, hosts, is_default as "isDefault", is_demo as "isDemo"
  from public.province order by created_at, key`

export const listProvinces = (server: ServerAddress): Promise<readonly Province[]> =>
  withPool(server, async (pool) => (await pool.query<Province>(listQuery)).rows)

/** Registers a province and makes its schema; harmless when it is there already. */
export const createProvince = async (
  server: ServerAddress,
  sqlFolder: string,
  fresh: NewProvince,
): Promise<Province> => {
  const schemaName = schemaNameOf(fresh.key)
  await migrateProvince(server, sqlFolder, schemaName)
  await withPool(server, (pool) =>
    pool.query(
      `insert into public.province (key, schema_name, code, name, hosts, is_default, is_demo)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (key) do nothing`,
      [fresh.key, schemaName, fresh.code, fresh.name, fresh.hosts, fresh.isDefault, fresh.isDemo],
    ),
  )
  return { ...fresh, schemaName }
}

/** Brings the shared part and every registered province up to date. Returns how many files were applied. */
export const migrateAll = async (server: ServerAddress, sqlFolder: string): Promise<number> => {
  let applied = await migrateShared(server, sqlFolder)
  for (const province of await listProvinces(server))
    applied += await migrateProvince(server, sqlFolder, province.schemaName)
  return applied
}

const hostWithoutPort = (host: string): string => host.toLowerCase().replace(/:\d+$/, '')

export const openProvinces = async (server: ServerAddress, options: PoolOptions = {}): Promise<Provinces> => {
  const all = (await listProvinces(server)).map((province): OpenProvince => {
    const pool = openPool(server, { ...options, searchPath: `${province.schemaName},public` })
    return { province, pool, database: openDatabase(pool) }
  })
  const byHost = new Map(all.flatMap((open) => open.province.hosts.map((host) => [host, open] as const)))
  const fallback = all.find((open) => open.province.isDefault)
  return {
    all,
    byHost: (host) => byHost.get(hostWithoutPort(host)) ?? fallback,
    byKey: (key) => all.find((open) => open.province.key === key),
    close: async () => {
      await Promise.all(all.map((open) => open.database.destroy()))
    },
  }
}
