import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type EmbeddedConnection, socketPath } from './embedded-folders.ts'
import { EmbeddedServerProblem } from './embedded-problem.ts'
import { processesIn, processMark, waitUntil } from './embedded-processes.ts'

const lockOfServer = (cluster: string): string => join(cluster, 'postmaster.pid')

const recordedServer = (cluster: string): number | null => {
  try {
    const pid = Number(readFileSync(lockOfServer(cluster), 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 1 ? pid : null
  } catch {
    return null
  }
}

const commandOf = (pid: number): string => {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/** The processes of a server that still runs on the cluster, its first process first. */
const serverProcesses = (cluster: string): readonly number[] => {
  const found = processesIn(cluster)
  const first = recordedServer(cluster)
  if (first === null) return found
  const runs = found.includes(first) || (processMark(first) !== null && commandOf(first).includes(cluster))
  return runs ? [first, ...found.filter((pid) => pid !== first)] : found
}

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in the meantime.
  }
}

/**
 * Stops what a killed owner left running: first a fast shutdown, then an immediate one. Nothing committed is lost by either.
 * Then takes away locks whose process number now belongs to a stranger, which PostgreSQL would take for a running server.
 */
export const stopOrphan = async (
  cluster: string,
  connection: EmbeddedConnection,
  log: { info(message: string): void },
): Promise<void> => {
  const isGone = (): boolean => serverProcesses(cluster).length === 0
  if (!isGone()) {
    log.info('stopping the database server that a killed program left behind')
    const [first] = serverProcesses(cluster)
    if (first !== undefined) signal(first, 'SIGINT')
    if (!(await waitUntil(isGone, 20_000))) for (const pid of serverProcesses(cluster)) signal(pid, 'SIGQUIT')
    if (!(await waitUntil(isGone, 10_000))) for (const pid of serverProcesses(cluster)) signal(pid, 'SIGKILL')
    if (!(await waitUntil(isGone, 5_000))) {
      throw new EmbeddedServerProblem(
        'start-failed',
        `A database server still runs on ${cluster} (processes ${serverProcesses(cluster).join(', ')}) and does not stop. End it, then start again.`,
      )
    }
  }
  const stranger = recordedServer(cluster)
  if (stranger !== null && processMark(stranger) !== null) rmSync(lockOfServer(cluster), { force: true })
  rmSync(socketPath(connection), { force: true })
  rmSync(`${socketPath(connection)}.lock`, { force: true })
}
