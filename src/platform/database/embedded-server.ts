import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import {
  clusterFolder,
  type EmbeddedConnection,
  embeddedPort,
  forgetConnection,
  giveCluster,
  logFile,
  makeSocketFolder,
  readConnection,
  socketPath,
  writeConnection,
} from './embedded-folders.ts'
import { bareEnvironment, type Footing, type FootingKind, findFooting, runBare } from './embedded-footing.ts'
import { stopOrphan } from './embedded-orphan.ts'
import { takeOwnership } from './embedded-owner.ts'
import { EmbeddedServerProblem } from './embedded-problem.ts'
import { pause } from './embedded-processes.ts'

export type { EmbeddedConnection } from './embedded-folders.ts'

export type EmbeddedLog = { info(message: string): void; error(message: string): void }

export type EmbeddedServerOptions = {
  /** Everything of the server lies here; made when missing. */
  readonly dataFolder: string
  readonly log: EmbeddedLog
  /** More PostgreSQL settings, e.g. `{ fsync: 'off' }` for data that may be lost. */
  readonly settings?: Readonly<Record<string, string>>
  /** Only this footing when we are root; tests use it. */
  readonly footing?: FootingKind
}

export type EmbeddedServer = {
  readonly connection: EmbeddedConnection
  /** Ends sessions, writes everything down, frees the folder. May be called again. */
  stop(): Promise<void>
}

/** The statement of a failing query may carry a citizen's data, so only what the server says of itself is logged. */
const privacySettings = { log_min_messages: 'log', log_min_error_statement: 'panic', log_error_verbosity: 'terse' }

const standardSettings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  ...privacySettings,
}

/** Recovery of a large write-ahead log takes minutes, not hours. */
const startPatienceMs = 10 * 60_000
const stopPatienceMs = 60_000
const largestLogBytes = 10 * 1024 * 1024

/**
 * Starts the PostgreSQL that comes with the packages on the data folder, over a unix socket only, and keeps it running: if it dies it is
 * started again. Ends with this program, also when that is killed; what a killed program left is stopped and recovered at the next start.
 * @throws EmbeddedServerProblem with a message that says what to do
 */
export const startEmbeddedServer = async (options: EmbeddedServerOptions): Promise<EmbeddedServer> => {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 })
  const dataFolder = realpathSync(options.dataFolder)
  const ownership = await takeOwnership(dataFolder, async () => (await findRunningServer(dataFolder)) !== null)
  try {
    const server = await prepareAndLaunch(dataFolder, options)
    return {
      connection: server.connection,
      stop: async () => {
        await server.stop()
        forgetConnection(dataFolder)
        ownership.release()
      },
    }
  } catch (error) {
    ownership.release()
    throw error
  }
}

/** How to reach the embedded server that another process runs on this folder; null when none answers. */
export const findRunningServer = async (dataFolder: string): Promise<EmbeddedConnection | null> => {
  const connection = readConnection(dataFolder)
  if (connection === null) return null
  return (await socketAnswers(socketPath(connection))) ? connection : null
}

const socketAnswers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path)
    const answer = (value: boolean) => {
      socket.destroy()
      resolve(value)
    }
    socket.setTimeout(2_000, () => answer(false))
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })

const prepareAndLaunch = async (dataFolder: string, options: EmbeddedServerOptions): Promise<EmbeddedServer> => {
  const footing = await findFooting({ dataFolder, only: options.footing })
  const host = makeSocketFolder(dataFolder, footing)
  const connection: EmbeddedConnection = { host, port: embeddedPort, user: 'motcua', database: 'motcua' }
  const cluster = clusterFolder(dataFolder)
  if (existsSync(cluster)) await stopOrphan(cluster, connection, options.log)
  else await initialise(cluster, footing)
  giveCluster(cluster, footing)
  refuseOtherVersion(cluster, footing)
  rotateLog(logFile(dataFolder))
  const settings = {
    ...standardSettings,
    ...options.settings,
    unix_socket_directories: `"${host.replaceAll('"', '""')}"`,
  }
  const server = await keepRunning({ dataFolder, cluster, footing, connection, settings, log: options.log })
  await makeDatabase(connection)
  writeConnection(dataFolder, connection)
  return server
}

/** Makes the cluster beside its place and renames it, so that an interrupted start leaves nothing half made. */
const initialise = async (cluster: string, footing: Footing): Promise<void> => {
  const draft = `${cluster}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  giveCluster(draft, footing)
  // Byte order and Unicode case rules inside the server itself: an upgrade of the system's locales cannot upset an index.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const outcome = await runBare(
    footing.command('initdb', [
      `--pgdata=${draft}`,
      ...locale,
      '--username=motcua',
      '--auth=trust',
      '--no-instructions',
    ]),
  )
  if (outcome.code !== 0) {
    throw new EmbeddedServerProblem(
      'initialisation-failed',
      `The embedded database could not be made: ${outcome.output.trim()}`,
    )
  }
  renameSync(draft, cluster)
}

const refuseOtherVersion = (cluster: string, footing: Footing): void => {
  const versionFile = join(cluster, 'PG_VERSION')
  if (!existsSync(versionFile))
    throw new EmbeddedServerProblem(
      'cluster-damaged',
      `${cluster} is no whole database: PG_VERSION is missing. Bring the folder back from a copy of the disk, or restore the last backup into an ` +
        'empty data folder (npm run restore); nothing in it was changed.',
    )
  const made = readFileSync(versionFile, 'utf8').trim()
  const ours = footing.binaries.version.split('.')[0]
  if (made === ours) return
  throw new EmbeddedServerProblem(
    'made-by-another-version',
    `${cluster} was made by PostgreSQL ${made}, this program brings ${ours}. Make a backup with the earlier program (npm run backup) ` +
      'and restore it into an empty data folder with this one (npm run restore).',
  )
}

const rotateLog = (file: string): void => {
  if (existsSync(file) && statSync(file).size > largestLogBytes) renameSync(file, `${file}.1`)
}

type Running = {
  readonly dataFolder: string
  readonly cluster: string
  readonly footing: Footing
  readonly connection: EmbeddedConnection
  readonly settings: Readonly<Record<string, string>>
  readonly log: EmbeddedLog
}

const spawnServer = ({ dataFolder, cluster, footing, settings }: Running): ChildProcess => {
  const pairs = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { file, arguments: argumentList, uid, gid } = footing.command('postgres', ['-D', cluster, ...pairs])
  const output = openSync(logFile(dataFolder), 'a', 0o600)
  try {
    // Its own session: Ctrl+C in the terminal must reach the program only, which first ends its requests.
    const identity = uid === undefined ? {} : { uid, gid: gid ?? uid }
    return spawn(file, argumentList, {
      cwd: '/',
      env: bareEnvironment,
      detached: true,
      stdio: ['ignore', output, output],
      ...identity,
    })
  } finally {
    closeSync(output)
  }
}

type Exit = { readonly hasExited: () => boolean; readonly exited: Promise<void> }

const watchExit = (child: ChildProcess): Exit => {
  let gone = false
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      gone = true
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  return { hasExited: () => gone, exited }
}

const lastLines = (file: string): string =>
  existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : ''

type Launched = { readonly child: ChildProcess; readonly exit: Exit }

/** Starts the server and waits until it takes queries. Segments of a server killed a moment ago may linger: then it tries again. */
const launch = async (running: Running): Promise<Launched> => {
  const end = Date.now() + startPatienceMs
  for (let attempt = 1; ; attempt++) {
    const child = spawnServer(running)
    const exit = watchExit(child)
    while (!exit.hasExited() && Date.now() < end) {
      if (await takesQueries(running.connection)) return { child, exit }
      await pause(20)
    }
    child.kill('SIGINT')
    const said = lastLines(logFile(running.dataFolder))
    if (attempt < 10 && said.includes('pre-existing shared memory block')) await pause(500)
    else throw new EmbeddedServerProblem('start-failed', `The embedded database did not start. Its log ends:\n${said}`)
  }
}

/** A client on the maintenance database, for the moments before ours exists. */
const onMaintenanceDatabase = async <Value>(
  connection: EmbeddedConnection,
  work: (client: Client) => Promise<Value>,
): Promise<Value> => {
  const client = new Client({ ...connection, database: 'postgres', connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

const takesQueries = async (connection: EmbeddedConnection): Promise<boolean> => {
  if (!existsSync(socketPath(connection))) return false
  try {
    await onMaintenanceDatabase(connection, (client) => client.query('select 1'))
    return true
  } catch {
    return false
  }
}

const makeDatabase = (connection: EmbeddedConnection): Promise<void> =>
  onMaintenanceDatabase(connection, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [connection.database])
    if (found.rowCount === 0) await client.query(`create database ${connection.database}`)
  })

/** Restarts the server whenever it ends unasked, e.g. killed for want of memory; commits survive that. */
const keepRunning = async (running: Running): Promise<EmbeddedServer> => {
  let current = await launch(running)
  let isStopping = false
  const endWithProgram = () => current.child.kill('SIGINT')
  process.once('exit', endWithProgram)

  const supervise = async (): Promise<void> => {
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 5_000)) {
      await current.exit.exited
      if (isStopping) return
      running.log.error('the embedded database ended unexpectedly; starting it again')
      try {
        await stopOrphan(running.cluster, running.connection, running.log)
        if (isStopping) return
        current = await launch(running)
        running.log.info('the embedded database runs again')
        if (isStopping) return await endServer(current)
        waitMs = 50
      } catch (error) {
        running.log.error(error instanceof Error ? error.message : String(error))
        await pause(waitMs)
      }
    }
  }
  const supervision = supervise()

  return {
    connection: running.connection,
    stop: async () => {
      isStopping = true
      process.off('exit', endWithProgram)
      await endServer(current)
      await supervision
    },
  }
}

const endServer = async ({ child, exit }: Launched): Promise<void> => {
  if (exit.hasExited()) return
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), stopPatienceMs)
  await exit.exited
  clearTimeout(timer)
}
