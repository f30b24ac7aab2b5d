import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, watch } from 'node:fs'
import { join } from 'node:path'
import { oneAtATime } from './one-at-a-time.mjs'
import { problem, projectFolder, say } from './project.mjs'

const buildFolder = join(projectFolder, '.build')
const keptBuilds = 4

const isSource = (name) => !/\.test\.tsx?$/.test(name)

const sourceFiles = () => {
  const inSrc = readdirSync(join(projectFolder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
  const atRoot = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'bin/build.mjs']
  return [...atRoot.map((name) => join(projectFolder, name)), ...inSrc]
}

const sourceDigest = () => {
  const hash = createHash('sha256')
  for (const file of sourceFiles()) {
    const content = readFileSync(file)
    hash.update(`${file.slice(projectFolder.length)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex').slice(0, 16)
}

const builds = () =>
  readdirSync(buildFolder)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => ({ folder: join(buildFolder, name), usedAt: statSync(join(buildFolder, name)).mtimeMs }))
    .sort((a, b) => b.usedAt - a.usedAt)

const build = (outFolder) =>
  new Promise((resolve, reject) => {
    // Apart from this process, so that the program does not carry the builder's memory.
    const child = spawn(process.execPath, [join(projectFolder, 'bin', 'build.mjs'), outFolder], {
      cwd: projectFolder,
      stdio: ['ignore', 2, 2],
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(problem('The build failed; see above.'))))
  })

const buildInto = async (folder) => {
  say('Building …')
  const started = Date.now()
  const draft = join(buildFolder, `new-${process.pid}`)
  rmSync(draft, { recursive: true, force: true })
  try {
    await build(draft)
    renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  for (const old of builds().slice(keptBuilds)) rmSync(old.folder, { recursive: true, force: true })
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
}

/**
 * The entry file of the program built from the present sources. Each state of the sources has its own folder, so that a program that runs
 * keeps its files while another is built; the last few are kept.
 */
export const ensureBuilt = async () => {
  const folder = join(buildFolder, sourceDigest())
  if (!existsSync(folder)) {
    await oneAtATime('build', async () => {
      if (!existsSync(folder)) await buildInto(folder)
    })
  }
  try {
    utimesSync(folder, new Date(), new Date())
  } catch {
    // Built by another user; only the order of clearing away suffers.
  }
  return join(folder, 'server', 'main.js')
}

/** Watches each folder by itself: the recursive watch of Linux loses a file that an editor replaces. */
const watchFolders = (root, onChange) => {
  const watchers = new Map()
  const refresh = () => {
    const folders = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
    for (const folder of [root, ...folders]) {
      if (watchers.has(folder)) continue
      const watcher = watch(folder, (_event, name) => {
        refresh()
        onChange(name)
      })
      watcher.on('error', () => {
        watcher.close()
        watchers.delete(folder)
      })
      watchers.set(folder, watcher)
    }
    for (const [folder, watcher] of watchers) {
      if (existsSync(folder)) continue
      watcher.close()
      watchers.delete(folder)
    }
  }
  refresh()
  return () => {
    for (const watcher of watchers.values()) watcher.close()
  }
}

/** `npm run dev`: builds and starts again whenever a source changes; a failed build leaves the last good program running. */
export const watchAndRestart = async (options) => {
  let child = null
  let ending = false
  let wanted = true
  let wake = () => {}

  const stop = () =>
    new Promise((resolve) => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', resolve)
      child.kill('SIGTERM')
    })

  const unwatch = watchFolders(join(projectFolder, 'src'), (name) => {
    if (name !== null && !isSource(name)) return
    wanted = true
    wake()
  })
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      ending = true
      wake()
    })
  }

  let running = null
  while (!ending) {
    if (!wanted) {
      await new Promise((resolve) => {
        wake = resolve
      })
      // An editor writes several files in a row.
      await new Promise((resolve) => setTimeout(resolve, 150))
      continue
    }
    wanted = false
    try {
      const program = await ensureBuilt()
      if (program === running) continue
      running = program
      await stop()
      child = spawn(process.execPath, [program, 'start', ...options], { stdio: ['ignore', 'inherit', 'inherit'] })
    } catch (error) {
      say(error.message)
    }
  }
  unwatch()
  await stop()
}
