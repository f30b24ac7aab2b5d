import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { oneAtATime } from './one-at-a-time.mjs'
import { problem, projectFolder, readJson, say } from './project.mjs'

const modules = join(projectFolder, 'node_modules')
const marker = join(modules, '.motcua-installed')

const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(join(projectFolder, 'package-lock.json')))
    .digest('hex')

const isMarked = (digest) => existsSync(marker) && readFileSync(marker, 'utf8') === digest

/** Optional packages without a platform are parts of those for another one. */
const isForThisMachine = ({ os, cpu, libc }) =>
  Boolean(os?.includes(process.platform) && cpu?.includes(process.arch) && (!libc || libc.includes('glibc')))

/** Whether an installation made by hand is the locked one, as npm itself noted it down and as it lies there. */
const isInstalledByHand = () => {
  const note = join(modules, '.package-lock.json')
  if (!existsSync(note)) return false
  const installed = readJson(note).packages
  const wanted = readJson(projectFolder, 'package-lock.json').packages
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true
    const found = installed[place]
    if (found) return found.version === entry.version && existsSync(join(projectFolder, place, 'package.json'))
    return Boolean(entry.optional) && !isForThisMachine(entry)
  })
}

const mark = (digest) => {
  try {
    writeFileSync(marker, digest)
  } catch {
    // Installed by another user: the comparison is made at each start, which costs a few milliseconds.
  }
}

const install = () => {
  say('Installing the locked packages …')
  const started = Date.now()
  // The pinned Node in node_modules/.bin is about to be replaced; npm must run on another one.
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  // No package needs a script of its own: what only a compiler makes (`pkcs11js`) is made by who wants it.
  const scripts = '--ignore-scripts'
  const options = [scripts, '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional']
  const { status, error } = spawnSync('npm', ['ci', ...options], {
    cwd: projectFolder,
    env: { ...process.env, PATH: path.join(delimiter) },
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (error) throw problem(`npm does not run: ${error.message}. Install npm, then try again.`)
  if (status !== 0) throw problem('The packages could not be installed; npm says why above. Nothing was started.')
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

export const ensureInstalled = async () => {
  const digest = lockDigest()
  if (isMarked(digest)) return
  await oneAtATime('install', () => {
    if (isMarked(digest)) return
    if (!isInstalledByHand()) install()
    mark(digest)
  })
}
