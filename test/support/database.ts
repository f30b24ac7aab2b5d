import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { openPool, type ServerAddress } from '#platform/database/connection.ts'
import { migrateShared } from '#platform/database/migrate.ts'
import { createProvince, openProvinces, type Provinces } from '#platform/database/provinces.ts'
import { migrateJobs } from '#platform/jobs/run-jobs.ts'

export const sqlFolder = join(import.meta.dirname, '../../db')

const digestOfSql = async (): Promise<string> => {
  const digest = createHash('sha256')
  for (const folder of ['global', 'migrations']) {
    for (const name of (await readdir(join(sqlFolder, folder))).sort())
      digest.update(await readFile(join(sqlFolder, folder, name)))
  }
  return digest.digest('hex').slice(0, 12)
}

export const onServer = async <T>(
  server: ServerAddress,
  statement: (query: (sql: string) => Promise<unknown[]>) => Promise<T>,
): Promise<T> => {
  const pool = openPool({ ...server, database: 'postgres' }, { max: 1 })
  try {
    return await statement(async (sql) => (await pool.query(sql)).rows)
  } finally {
    await pool.end()
  }
}

export const testProvince = {
  key: 'phu-tho',
  code: 'H44',
  name: 'Phú Thọ',
  hosts: ['localhost', '127.0.0.1', 'phutho.localhost'],
  isDefault: true,
  isDemo: true,
} as const

export const secondProvince = {
  key: 'ninh-binh',
  code: 'H42',
  name: 'Ninh Bình',
  hosts: ['ninhbinh.localhost'],
  isDefault: false,
  isDemo: true,
} as const

/** A template with both provinces migrated, empty; made once for a state of the SQL, copied for each test file. */
const ensureTemplate = async (server: ServerAddress, name: string): Promise<void> =>
  onServer(server, async (query) => {
    await query('select pg_advisory_lock(442900)')
    const known = await query(`select 1 from pg_database where datname = '${name}'`)
    if (known.length > 0) return
    const draft = `${name}_draft`
    await query(`drop database if exists ${draft}`)
    await query(`create database ${draft}`)
    const inDraft = { ...server, database: draft }
    await migrateShared(inDraft, sqlFolder)
    await migrateJobs(inDraft)
    await createProvince(inDraft, sqlFolder, testProvince)
    await createProvince(inDraft, sqlFolder, secondProvince)
    await query(`alter database ${draft} rename to ${name}`)
  })

export type TestDatabase = { readonly server: ServerAddress; readonly provinces: Provinces }

/** A database of its own for a test file, with two empty provinces; dropped when the file is done. */
export const openTestDatabase = async (): Promise<TestDatabase> => {
  const server = inject('server')
  const template = `motcua_test_${await digestOfSql()}`
  await ensureTemplate(server, template)
  const name = `motcua_test_${randomBytes(6).toString('hex')}`
  await onServer(server, (query) => query(`create database ${name} template ${template}`))
  const own = { ...server, database: name }
  const provinces = await openProvinces(own, { max: 8 })
  afterAll(async () => {
    await provinces.close()
    await onServer(server, (query) => query(`drop database ${name} with (force)`))
  })
  return { server: own, provinces }
}
