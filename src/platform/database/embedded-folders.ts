import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Footing } from './embedded-footing.ts'
import { EmbeddedServerProblem } from './embedded-problem.ts'

/** How a client reaches the embedded server: the host is the folder of its socket. */
export type EmbeddedConnection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
}

/** Only names the socket; nothing listens on a network port. */
export const embeddedPort = 5432

export const socketPath = (connection: Pick<EmbeddedConnection, 'host' | 'port'>): string =>
  join(connection.host, `.s.PGSQL.${connection.port}`)

/** Bytes of a socket's path that every supported system takes (Linux 107, macOS 103). */
const longestSocketPath = process.platform === 'linux' ? 107 : 103

export const clusterFolder = (dataFolder: string): string => join(dataFolder, 'postgres')
export const logFile = (dataFolder: string): string => join(dataFolder, 'postgres.log')
const connectionFile = (dataFolder: string): string => join(dataFolder, 'embedded-server.json')

const isOurs = (folder: string, uid: number): boolean => {
  const found = lstatSync(folder)
  return found.isDirectory() && (found.uid === uid || found.uid === process.getuid?.())
}

/** The folder of the socket, which alone decides who may connect: 0700, in the data folder, or where its path is too long a short one in the system's. */
export const makeSocketFolder = (dataFolder: string, footing: Footing): string => {
  const inside = join(dataFolder, 'run')
  const fits = Buffer.byteLength(socketPath({ host: inside, port: embeddedPort })) <= longestSocketPath
  const folder = fits ? makeFolder(inside) : makeShortFolder(dataFolder, footing.uid)
  chmodSync(folder, 0o700)
  chownIfOther(folder, footing)
  return folder
}

const makeFolder = (folder: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

const makeShortFolder = (dataFolder: string, uid: number): string => {
  const digest = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), `motcua-${digest}`)
  makeFolder(folder)
  return isOurs(folder, uid) ? folder : mkdtempSync(`${folder}-`)
}

const chownIfOther = (path: string, { uid, gid }: Footing): void => {
  if (process.getuid?.() === 0 && statSync(path).uid !== uid) chownSync(path, uid, gid)
}

/** Gives the cluster's files to the user the server runs as; they may come from a start on another footing. */
export const giveCluster = (cluster: string, { uid, gid }: Footing): void => {
  if (statSync(cluster).uid === uid) return
  if (process.getuid?.() !== 0) {
    throw new EmbeddedServerProblem(
      'folder-of-another-user',
      `${cluster} belongs to another user. Start the program as that user, or give the folder away with chown -R, or set MOTCUA_DATA.`,
    )
  }
  for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(cluster, name), uid, gid)
  lchownSync(cluster, uid, gid)
}

export const writeConnection = (dataFolder: string, connection: EmbeddedConnection): void => {
  const draft = `${connectionFile(dataFolder)}.new`
  writeFileSync(draft, `${JSON.stringify(connection)}\n`, { mode: 0o600 })
  renameSync(draft, connectionFile(dataFolder))
}

export const forgetConnection = (dataFolder: string): void => rmSync(connectionFile(dataFolder), { force: true })

export const readConnection = (dataFolder: string): EmbeddedConnection | null => {
  try {
    const value = JSON.parse(readFileSync(connectionFile(dataFolder), 'utf8')) as EmbeddedConnection
    return typeof value.host === 'string' && typeof value.port === 'number' ? value : null
  } catch {
    return null
  }
}
