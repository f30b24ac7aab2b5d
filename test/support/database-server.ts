import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import type { ServerAddress } from '#platform/database/connection.ts'
import { startEmbeddedServer } from '#platform/database/embedded-server.ts'
import { parseServerAddress } from '#platform/database/server-address.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this test run; its database is only for connecting, to make others. Read with `inject('server')`. */
    server: ServerAddress
  }
}

const oldestServer = 150_000

/** The data of a test run may be lost. */
const carelessSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' }

/** Lends every test of a run one PostgreSQL server: the one of DATABASE_URL when set, else an embedded one in a throw-away folder. */
export default async function lendDatabaseServer(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const url = process.env.DATABASE_URL
  if (url !== undefined && url !== '') {
    project.provide('server', await checkedServer(url))
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'motcua-test-'))
  const log = { info: () => {}, error: console.error }
  const server = await startEmbeddedServer({ dataFolder: folder, log, settings: carelessSettings })
  project.provide('server', server.connection)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const checkedServer = async (url: string): Promise<ServerAddress> => {
  const address = parseServerAddress(url)
  if (address === null) throw new Error('DATABASE_URL is not an address like postgresql://user@host:5432/database')
  const client = new pg.Client(address)
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version")
    if (Number(rows[0]?.version) < oldestServer)
      throw new Error('The server of DATABASE_URL is older than PostgreSQL 15.')
  } finally {
    await client.end()
  }
  return address
}
