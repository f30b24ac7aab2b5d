import { spawn } from 'node:child_process'

export type Bounds = {
  /** Milliseconds since 1970; what still runs then is killed, with every process that it began. */
  readonly endsAt: number
  /** Address space of each process. */
  readonly mostKibibytes: number
  /** Of what it prints; the rest is thrown away. */
  readonly mostOutputBytes: number
  /** Of each file that it writes. */
  readonly mostFileBytes?: number
  /** Over the PATH of this program, which is all that it gets to know of its surroundings. */
  readonly environment?: Readonly<Record<string, string>>
}

export type Ran = { readonly isDone: boolean; readonly isLate: boolean; readonly output: string }

const blockBytes = 512
const strayPatienceMs = 1_000

/** What a group of processes leaves behind is ended with it. */
const killGroup = (pid: number | undefined): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // They have ended already.
  }
}

/** Runs a program of the machine to its end, last in line and bounded in time, memory and what it writes. */
export const runBounded = (program: string, options: readonly string[], bounds: Bounds): Promise<Ran> =>
  new Promise((resolve) => {
    const files = bounds.mostFileBytes === undefined ? '' : `ulimit -f ${Math.ceil(bounds.mostFileBytes / blockBytes)};`
    const child = spawn(
      '/bin/sh',
      ['-c', `ulimit -v ${bounds.mostKibibytes};${files} exec nice -n 15 "$@"`, 'sh', program, ...options],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { PATH: process.env.PATH ?? '', ...bounds.environment },
        detached: true,
      },
    )
    const chunks: Buffer[] = []
    let length = 0
    let isLate = false
    const timer = setTimeout(
      () => {
        isLate = true
        killGroup(child.pid)
      },
      Math.max(1, bounds.endsAt - Date.now()),
    )
    const end = (code: number | null): void => {
      clearTimeout(timer)
      resolve({ isDone: code === 0 && !isLate, isLate, output: Buffer.concat(chunks).toString('utf8') })
    }
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= bounds.mostOutputBytes) chunks.push(chunk)
    })
    child.once('error', () => end(null))
    child.once('exit', () => {
      killGroup(child.pid)
      // A process that left its group may hold the pipe open for ever.
      setTimeout(() => child.stdout.destroy(), strayPatienceMs).unref()
    })
    child.once('close', end)
  })
