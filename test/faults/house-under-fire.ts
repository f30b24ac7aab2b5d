import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '#kernel/time.ts'
import { openWorkingTime } from '#modules/calendar/index.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import { checkDossiers, checkFiles, findSeriesFaults } from '#modules/integrity/index.ts'
import { openProcedureCatalogue } from '#modules/procedures/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import type { ServerAddress } from '#platform/database/connection.ts'
import { findRunningServer } from '#platform/database/embedded-server.ts'
import { type OpenProvince, openProvinces, type Provinces } from '#platform/database/provinces.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { freePort, type RunningProgram, startProgram } from '../support/running-program.ts'

export type Weapon = 'program' | 'server' | 'backend'

/** The real program on a data folder of its own, to be killed and started again, and a way past it to the rows. */
export type HouseUnderFire = {
  readonly url: string
  readonly dataFolder: string
  readonly deps: () => SigningDeps
  readonly open: () => OpenProvince
  readonly server: () => ServerAddress
  /** Ends a part of it with SIGKILL, and waits until the whole serves again. */
  readonly kill: (weapon: Weapon) => Promise<void>
  readonly kills: Readonly<Record<Weapon, number>>
  /** Everything that is wrong with the rows, files and logs. */
  readonly faults: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

const readPid = (file: string): number => Number(readFileSync(file, 'utf8').split('\n')[0])

const ownerPid = (dataFolder: string): number =>
  (JSON.parse(readFileSync(join(dataFolder, 'postgres', 'owner.lock'), 'utf8')) as { pid: number }).pid

const serverPid = (dataFolder: string): number => readPid(join(dataFolder, 'postgres', 'postgres', 'postmaster.pid'))

const parentOf = (pid: string): number =>
  Number(
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')[1],
  )

/** Processes of the server that serve a connection of the program; where there is no `/proc`, the server itself. */
const backendPid = (dataFolder: string): number => {
  const server = serverPid(dataFolder)
  try {
    const backends = readdirSync('/proc').filter((name) => {
      try {
        return (
          /^\d+$/.test(name) &&
          parentOf(name) === server &&
          readFileSync(`/proc/${name}/cmdline`, 'utf8').startsWith('postgres: motcua ')
        )
      } catch {
        return false
      }
    })
    return Number(backends[Math.floor(Math.random() * backends.length)] ?? server)
  } catch {
    return server
  }
}

const isServing = async (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  )

const untilServing = async (url: string): Promise<void> => {
  const end = Date.now() + 60_000
  while (!(await isServing(url))) {
    if (Date.now() > end) throw new Error('the house does not serve again')
    await pause(10)
  }
}

type Reached = { readonly server: ServerAddress; readonly provinces: Provinces }

const reach = async (dataFolder: string): Promise<Reached> => {
  const server = await findRunningServer(join(dataFolder, 'postgres'))
  if (server === null) throw new Error('the embedded server does not run')
  return { server, provinces: await openProvinces(server, { max: 4 }) }
}

const depsOf = async (dataFolder: string, open: () => OpenProvince): Promise<() => SigningDeps> => {
  const secret = readFileSync(join(dataFolder, 'secret'), 'utf8').trim()
  const files = await openDiskFileStore(join(dataFolder, 'files', 'phu-tho'))
  return () => ({
    database: open().database,
    clock: systemClock,
    sealing: openSealing(secret, 'phu-tho'),
    workingTime: openWorkingTime(),
    catalogue: openProcedureCatalogue(),
    files,
    publicUrl: 'http://localhost',
  })
}

const faultsOf = async (deps: SigningDeps): Promise<readonly string[]> => {
  const { database, files } = deps
  const [log, dossiers, series, stored] = [
    await verifyLog(database),
    await checkDossiers(database),
    await findSeriesFaults(database),
    await checkFiles(database, files),
  ]
  return [...log.faults, ...dossiers.faults, ...series, ...stored.faults].map((fault) => JSON.stringify(fault))
}

/**
 * In memory where there is room: what a kill leaves behind is the same, and the recovery of the server, which syncs each of a thousand files,
 * does not wait for a busy disk.
 */
const roomyFolder = (): string => {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 2 * 1024 ** 3 ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}

export const openHouseUnderFire = async (settings: Readonly<Record<string, string>> = {}): Promise<HouseUnderFire> => {
  const dataFolder = mkdtempSync(join(roomyFolder(), 'motcua-faults-'))
  const port = String(await freePort())
  const start = (): Promise<RunningProgram> =>
    startProgram(dataFolder, { PORT: port, MOTCUA_LOG_LEVEL: 'fatal', ...settings })
  let program = await start()
  let reached = await reach(dataFolder)
  const open = (): OpenProvince => {
    const [first] = reached.provinces.all
    if (first === undefined) throw new Error('no province')
    return first
  }
  const deps = await depsOf(dataFolder, open)
  const kills = { program: 0, server: 0, backend: 0 }
  const kill = async (weapon: Weapon): Promise<void> => {
    kills[weapon] += 1
    if (weapon === 'program') {
      const ended = new Promise((resolve) => program.process.once('exit', resolve))
      process.kill(ownerPid(dataFolder), 'SIGKILL')
      await ended
      program = await start()
    } else {
      process.kill(weapon === 'server' ? serverPid(dataFolder) : backendPid(dataFolder), 'SIGKILL')
      // The server notices a moment later; until then it may still seem to serve.
      await pause(30)
      await untilServing(program.url)
    }
    await reached.provinces.close().catch(() => undefined)
    reached = await reach(dataFolder)
  }
  return {
    url: program.url,
    dataFolder,
    deps,
    open,
    server: () => reached.server,
    kill,
    kills,
    faults: () => faultsOf(deps()),
    close: async () => {
      await reached.provinces.close().catch(() => undefined)
      await program.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** What clients do until they are told to stop; each goes on after whatever happened. */
export const whileClients = async <Client>(
  clients: readonly Client[],
  work: (client: Client) => Promise<void>,
  between: () => Promise<void>,
): Promise<void> => {
  let isOver = false
  const all = clients.map(async (client) => {
    while (!isOver) {
      await work(client).catch(() => pause(150))
    }
  })
  try {
    await between()
  } finally {
    isOver = true
    await Promise.all(all)
  }
}

export const roundsOf = (usual: number): number => Number(process.env.FAULT_ROUNDS ?? usual)
