#!/usr/bin/env node
// The one entry of every npm script. Plain JavaScript without packages, because it runs first, on whatever Node (20 or newer) the machine has:
// installs the locked packages, goes on under the pinned Node, builds when the sources changed, and runs the command.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt, watchAndRestart } from './build-when-changed.mjs'
import { ensureInstalled } from './install-when-stale.mjs'
import { endWithParent, endWithShellOfNpm, isPinnedRuntime, runUnderPinnedRuntime } from './pinned-runtime.mjs'
import { projectFolder } from './project.mjs'

const [command = 'help', ...rest] = process.argv.slice(2)
const isTest = /^test(:|$)/.test(command)

const run = async () => {
  mkdirSync(join(projectFolder, '.build'), { recursive: true })
  await ensureInstalled()
  // The runtime below watches its starter instead.
  if (!process.channel) endWithShellOfNpm()
  if (!isPinnedRuntime()) return runUnderPinnedRuntime(process.argv.slice(1))
  endWithParent()
  if (isTest) {
    const { runTests } = await import('./test.mjs')
    process.exitCode = await runTests(command, rest)
    return
  }
  if (command === 'dev') return watchAndRestart(rest)
  const program = await ensureBuilt()
  const entry = command === 'bench' ? join(projectFolder, 'bench', 'main.ts') : program
  process.argv = [process.argv[0], entry, ...(command === 'bench' ? rest : [command, ...rest])]
  await import(pathToFileURL(entry).href)
}

try {
  await run()
} catch (error) {
  console.error(error instanceof Error && error.isForReader ? error.message : error)
  // Whoever reads the last line of a test run must not take its absence for success.
  if (isTest) console.log('0 passed, 1 failed')
  process.exitCode = 1
}
