import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { parseServerAddress } from '#platform/database/server-address.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The program of this run with its demo province, e.g. `http://127.0.0.1:40123`. Read with `inject('programUrl')`. */
    programUrl: string
  }
}

const starter = join(import.meta.dirname, '..', '..', 'bin', 'motcua.mjs')
const startPatienceMs = 180_000

export type RunningProgram = {
  readonly url: string
  readonly dataFolder: string
  readonly process: ChildProcess
  /** What it has printed so far. */
  readonly output: () => string
  /** Asks it to end, and waits. The data folder stays. */
  stop(): Promise<void>
}

export const freePort = async (): Promise<number> => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Nothing of the tester's own settings reaches the program. */
const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(MOTCUA_|VITEST|NODE_OPTIONS$|NODE_ENV$|DATABASE_URL$|PORT$|HOST$)/.test(name),
    ),
  )

/** Starts the program as `npm start` does, in the data folder given, on a free port, and waits until it is ready. */
export const startProgram = async (
  dataFolder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> => {
  const port = settings.PORT ?? String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [starter, 'start'], {
    // Tests count what they have made themselves: the province begins without weeks behind it.
    env: { ...cleanEnvironment(), MOTCUA_DEMO_HISTORY: 'off', MOTCUA_DATA: dataFolder, PORT: port, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  const output = (): string => Buffer.concat(chunks).toString('utf8')
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null
  const stop = async (): Promise<void> => {
    if (hasEnded()) return
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await exit
  }
  const end = Date.now() + startPatienceMs
  while (!(await isReady(url))) {
    if (hasEnded()) throw new Error(`The program ended instead of serving:\n${output()}`)
    if (Date.now() > end) {
      await stop()
      throw new Error(`The program was not ready in ${startPatienceMs / 1000} s:\n${output()}`)
    }
    await pause(50)
  }
  return { url, dataFolder, process: child, output, stop }
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) })).ok
  } catch {
    return false
  }
}

type OwnDatabase = { readonly url: string; drop(): Promise<void> }

/** A database of this run's own on the server of the address, so that a run finds it empty. */
export const makeDatabaseOn = async (serverUrl: string): Promise<OwnDatabase> => {
  const address = parseServerAddress(serverUrl)
  if (address === null) throw new Error('DATABASE_URL is not an address like postgresql://user@host:5432/database')
  const name = `motcua_run_${randomBytes(6).toString('hex')}`
  const onServer = async (statement: string): Promise<void> => {
    const client = new pg.Client(address)
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await onServer(`create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`drop database ${name} with (force)`) }
}

/** For Vitest's globalSetup: one running program for all journeys, on the embedded database or on the server of DATABASE_URL. */
export default async function lendProgram(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-journeys-'))
  const serverUrl = process.env.DATABASE_URL
  const database = serverUrl ? await makeDatabaseOn(serverUrl) : null
  const clearAway = async (): Promise<void> => {
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const program = await startProgram(folder, database === null ? {} : { DATABASE_URL: database.url })
    project.provide('programUrl', program.url)
    return async () => {
      await program.stop()
      await clearAway()
    }
  } catch (error) {
    await clearAway()
    throw error
  }
}
