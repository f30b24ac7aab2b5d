import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { processesIn, waitUntil } from './embedded-processes.ts'
import {
  type EmbeddedConnection,
  type EmbeddedServer,
  findRunningServer,
  startEmbeddedServer,
} from './embedded-server.ts'

const ownerProgram = fileURLToPath(new URL('../../../test/support/own-embedded-server.ts', import.meta.url))

const folders: string[] = []
const servers: EmbeddedServer[] = []
const owners: ChildProcess[] = []
const lines: string[] = []
const log = { info: (line: string) => lines.push(line), error: (line: string) => lines.push(line) }

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-test-'))
  folders.push(folder)
  return folder
}

const start = async (
  dataFolder: string,
  more: Partial<Parameters<typeof startEmbeddedServer>[0]> = {},
): Promise<EmbeddedServer> => {
  const server = await startEmbeddedServer({ dataFolder, log, ...more })
  servers.push(server)
  return server
}

type Owner = { readonly child: ChildProcess; readonly connection: EmbeddedConnection }

const startOwner = async (dataFolder: string): Promise<Owner> => {
  const child = spawn(process.execPath, [ownerProgram, dataFolder], { stdio: ['ignore', 'pipe', 'pipe'] })
  owners.push(child)
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, connection: JSON.parse(line) as EmbeddedConnection }
}

const kill = async (child: ChildProcess): Promise<void> => {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

const query = async (connection: EmbeddedConnection, sql: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Commits rows one by one until the connection breaks; answers how many commits were acknowledged. */
const commitUntilBroken = async (connection: EmbeddedConnection): Promise<number> => {
  const client = new Client(connection)
  client.on('error', () => {})
  await client.connect()
  for (let acknowledged = 0; ; acknowledged++) {
    try {
      await client.query('insert into kept default values')
    } catch {
      return acknowledged
    }
  }
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
  for (const child of owners.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) {
    await waitUntil(() => processesIn(join(folder, 'postgres')).length === 0, 20_000)
    rmSync(folder, { recursive: true, force: true })
  }
  lines.length = 0
})

describe('a fresh data folder', () => {
  test('gets a server on a unix socket only that knows Vietnamese and keeps its rows over a restart', async () => {
    const folder = newFolder()
    const first = await start(folder)
    const [facts] = await query(
      first.connection,
      `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync, lower('ĐƯỜNG') as folded,
              'ân' < 'ba' collate "vi-x-icu" as sorted, current_setting('server_encoding') as encoding`,
    )
    expect(facts).toEqual({ addresses: '', fsync: 'on', folded: 'đường', sorted: true, encoding: 'UTF8' })
    expect(statSync(first.connection.host).mode & 0o777).toBe(0o700)
    await query(first.connection, 'create table kept as select 1 as one')
    await first.stop()
    expect(await findRunningServer(folder)).toBeNull()
    const second = await start(folder)
    expect(await query(second.connection, 'select one from kept')).toEqual([{ one: 1 }])
  })

  test('may have a path too long for a socket', async () => {
    const folder = join(newFolder(), 'a'.repeat(60), 'đường dẫn rất dài'.repeat(3), 'it\'s, "quoted"')
    const server = await start(folder)
    expect(Buffer.byteLength(server.connection.host)).toBeLessThan(90)
    folders.push(server.connection.host)
    expect(await query(server.connection, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await findRunningServer(folder)).toEqual(server.connection)
  })

  test('half made by an interrupted start is made again', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'postgres.new', 'base'), { recursive: true })
    const server = await start(folder)
    expect(await query(server.connection, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(readdirSync(folder)).not.toContain('postgres.new')
  })

  test('made by another version of PostgreSQL is refused with what to do', async () => {
    const folder = newFolder()
    const server = await start(folder)
    await server.stop()
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n')
    await expect(start(folder)).rejects.toMatchObject({ code: 'made-by-another-version' })
    rmSync(join(folder, 'postgres', 'PG_VERSION'))
    await expect(start(folder)).rejects.toMatchObject({ code: 'cluster-damaged' })
  })
})

describe('a killed owner', () => {
  test('loses no acknowledged commit; the next start stops the orphan and recovers', async () => {
    const folder = newFolder()
    const { child, connection } = await startOwner(folder)
    await query(connection, 'create table kept (id bigserial primary key)')
    const writing = [commitUntilBroken(connection), commitUntilBroken(connection)]
    await expect
      .poll(async () => Number((await query(connection, 'select count(*) from kept'))[0]?.count))
      .toBeGreaterThan(50)
    await kill(child)
    const server = await start(folder)
    const acknowledged = (await Promise.all(writing)).reduce((sum, each) => sum + each, 0)
    const [row] = await query(server.connection, 'select count(*)::int as count from kept')
    // A commit may be written down and its answer cut off: never fewer than acknowledged, at most one more for each writer.
    expect(row?.count).toBeGreaterThanOrEqual(acknowledged)
    expect(row?.count).toBeLessThanOrEqual(acknowledged + writing.length)
  })

  test('and a server that was killed with it leave locks that are recognised as stale, even when a stranger now has the number', async () => {
    const folder = newFolder()
    const { child, connection } = await startOwner(folder)
    await query(connection, 'create table kept as select 1 as one')
    const cluster = join(folder, 'postgres')
    const lockOfServer = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
    process.kill(Number(lockOfServer.split('\n')[0]), 'SIGSTOP')
    await kill(child)
    for (const pid of processesIn(cluster)) process.kill(pid, 'SIGKILL')
    await waitUntil(() => processesIn(cluster).length === 0, 10_000)
    writeFileSync(join(cluster, 'postmaster.pid'), lockOfServer.replace(/^\d+/, String(process.ppid)))
    writeFileSync(
      join(folder, 'owner.lock'),
      readFileSync(join(folder, 'owner.lock'), 'utf8').replace(/"pid":\d+/, `"pid":${process.pid}`),
    )
    const server = await start(folder)
    expect(await query(server.connection, 'select one from kept')).toEqual([{ one: 1 }])
  })
})

describe('a running server', () => {
  test('is refused to a second owner, in words, and stays untouched', async () => {
    const folder = newFolder()
    const { child, connection } = await startOwner(folder)
    await expect(start(folder)).rejects.toMatchObject({
      code: 'folder-owned',
      message: expect.stringContaining(`process ${child.pid}`),
    })
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('goes to one of several that start at once', async () => {
    const folder = newFolder()
    const outcomes = await Promise.allSettled([start(folder), start(folder), start(folder)])
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  })

  test('is joined by a worker through its socket', async () => {
    const folder = newFolder()
    expect(await findRunningServer(folder)).toBeNull()
    const { connection } = await startOwner(folder)
    const joined = await findRunningServer(folder)
    expect(joined).toEqual(connection)
    if (joined) expect(await query(joined, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('ends with its owner on SIGTERM and frees the folder', async () => {
    const folder = newFolder()
    const { child } = await startOwner(folder)
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
    expect(processesIn(join(folder, 'postgres'))).toEqual([])
    expect(readdirSync(folder)).not.toContain('owner.lock')
  })

  test('that is killed itself is started again and has every commit', async () => {
    const folder = newFolder()
    const server = await start(folder)
    await query(server.connection, 'create table kept as select 1 as one')
    const first = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(first, 'SIGKILL')
    await expect
      .poll(() => query(server.connection, 'select one from kept').catch(() => []), { timeout: 30_000 })
      .toEqual([{ one: 1 }])
    await expect.poll(() => lines).toContain('the embedded database runs again')
  })

  test.runIf(process.getuid?.() === 0)(
    'runs as nobody where there is no user namespace, and changes back',
    async () => {
      const folder = newFolder()
      const open = await start(join(folder), { footing: 'namespace' })
      await query(open.connection, 'create table kept as select 1 as one')
      await open.stop()
      const other = await start(folder, { footing: 'other-user' }).catch((error: Error) => error)
      // Where the parents of the folder are closed to others there is only the message.
      if (other instanceof Error) expect(other).toMatchObject({ code: 'no-unprivileged-user' })
      else {
        expect(await query(other.connection, 'select one from kept')).toEqual([{ one: 1 }])
        expect(statSync(join(folder, 'postgres')).uid).toBe(65534)
        await other.stop()
        const back = await start(folder)
        expect(await query(back.connection, 'select one from kept')).toEqual([{ one: 1 }])
        expect(statSync(join(folder, 'postgres')).uid).toBe(0)
      }
    },
  )
})
