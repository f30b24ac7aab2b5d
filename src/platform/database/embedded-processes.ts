import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const onLinux = process.platform === 'linux'

const readOrNull = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/**
 * A text that tells a running process from any later one under the same number: its start time, with the boot it belongs to.
 * Null when no such process runs; one that is dead but not yet reaped counts as gone.
 */
export const processMark = (pid: number): string | null => {
  if (!onLinux) return processMarkFromPs(pid)
  const stat = readOrNull(`/proc/${pid}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  const boot = readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
  return `${boot}/${fields[19] ?? ''}`
}

const processMarkFromPs = (pid: number): string | null => {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}

/** The numbering of processes this program lives in: numbers from another one (a container) mean nothing here. */
export const processSpace = (): string => {
  try {
    return onLinux ? readlinkSync('/proc/self/ns/pid') : 'host'
  } catch {
    return 'host'
  }
}

/** The server processes whose working folder is `folder`, as every process of PostgreSQL has its data folder. */
export const processesIn = (folder: string): readonly number[] => {
  if (!onLinux) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder && processMark(pid) !== null
      } catch {
        return false
      }
    })
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** Whether `condition` came true within the patience. */
export const waitUntil = async (condition: () => boolean, patienceMs: number): Promise<boolean> => {
  const end = Date.now() + patienceMs
  while (!condition()) {
    if (Date.now() > end) return false
    await pause(20)
  }
  return true
}

export type CommandOutcome = { readonly code: number | null; readonly output: string }

export type CommandLine = {
  readonly file: string
  readonly arguments: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

/** Runs a command to its end and gathers what it printed. A command that cannot be started answers with code null. */
export const runCommand = (
  command: CommandLine,
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<CommandOutcome> =>
  new Promise((resolve) => {
    const identity = command.uid === undefined ? {} : { uid: command.uid, gid: command.gid ?? command.uid }
    const child = spawn(command.file, command.arguments, { ...options, ...identity, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }))
  })
