import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { openPool, type ServerAddress } from './connection.ts'

/** One forward-only file of SQL; its digest is kept, so that a file changed after it ran is found. */
type Migration = { readonly name: string; readonly sql: string; readonly digest: string }

const readMigrations = async (folder: string): Promise<readonly Migration[]> => {
  const names = (await readdir(folder)).filter((name) => /^\d{6}_[a-z0-9_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

const applyOne = async (client: pg.PoolClient, table: string, migration: Migration): Promise<void> => {
  await client.query('begin')
  try {
    // The row first: a rival that applies the same file waits here and then meets the primary key.
    await client.query(`insert into ${table} (name, digest) values ($1, $2)`, [migration.name, migration.digest])
    await client.query(migration.sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

const applyMissing = async (
  client: pg.PoolClient,
  table: string,
  migrations: readonly Migration[],
): Promise<number> => {
  await client.query(
    `create table if not exists ${table} (name text primary key, digest text not null, applied_at timestamptz not null default now())`,
  )
  const done = await client.query<{ name: string; digest: string }>(`select name, digest from ${table}`)
  const digests = new Map(done.rows.map((row) => [row.name, row.digest]))
  let applied = 0
  for (const migration of migrations) {
    const known = digests.get(migration.name)
    if (known === migration.digest) continue
    if (known !== undefined) throw new Error(`migration ${migration.name} was changed after it had been applied`)
    await applyOne(client, table, migration)
    applied += 1
  }
  return applied
}

export const advisoryLockOfMigrations = 442_001

const withLockedClient = async <T>(
  server: ServerAddress,
  searchPath: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> => {
  const pool = openPool(server, { max: 1, searchPath, isPatient: true })
  try {
    const client = await pool.connect()
    try {
      await client.query('select pg_advisory_lock($1)', [advisoryLockOfMigrations])
      return await work(client)
    } finally {
      client.release(true)
    }
  } finally {
    await pool.end()
  }
}

/** Brings what all provinces share up to date. Returns how many files were applied. */
export const migrateShared = async (server: ServerAddress, sqlFolder: string): Promise<number> => {
  const migrations = await readMigrations(join(sqlFolder, 'global'))
  return withLockedClient(server, 'public', (client) => applyMissing(client, 'public.shared_migration', migrations))
}

/** Brings the schema of one province up to date, creating it when it is missing. Returns how many files were applied. */
export const migrateProvince = async (
  server: ServerAddress,
  sqlFolder: string,
  schemaName: string,
): Promise<number> => {
  if (!/^[a-z][a-z0-9_]{1,40}$/.test(schemaName)) throw new Error(`not a schema name: ${schemaName}`)
  const migrations = await readMigrations(join(sqlFolder, 'migrations'))
  return withLockedClient(server, `${schemaName},public`, async (client) => {
    await client.query(`create schema if not exists ${schemaName}`)
    return applyMissing(client, 'schema_migration', migrations)
  })
}
