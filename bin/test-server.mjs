import { spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { problem, say } from './project.mjs'

const oldest = 15

/** The folders of installed servers, newest first: Debian's, Red Hat's, Homebrew's. */
const serverFolders = () => {
  const inFolder = (folder, bin) => {
    try {
      return readdirSync(folder).map((name) => join(folder, name, bin))
    } catch {
      return []
    }
  }
  const places = [
    ...inFolder('/usr/lib/postgresql', 'bin'),
    ...inFolder('/opt/homebrew/opt', 'bin'),
    '/usr/bin',
    '/usr/local/bin',
  ]
  return places.filter((place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')))
}

const versionOf = (folder) =>
  Number(spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout?.match(/(\d+)/)?.[1] ?? 0)

const findServer = () => {
  const found = serverFolders()
    .map((folder) => ({ folder, version: versionOf(folder) }))
    .filter(({ version }) => version >= oldest)
    .sort((a, b) => b.version - a.version)
  if (found.length > 0) return found[0]
  throw problem(
    `No PostgreSQL server (${oldest} or newer) is found. Set DATABASE_URL to one, or install it: apt-get install postgresql postgresql-contrib`,
  )
}

/** PostgreSQL refuses root; Debian's package makes the user postgres, and every system has nobody. */
const serverUser = () => {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  const [, , uid, gid] = (users.find((line) => line.startsWith('postgres:')) ?? 'nobody:x:65534:65534').split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** The server of DATABASE_URL, or one started in a throw-away folder from what the system has installed; its address is put into DATABASE_URL. */
export const lendServer = async () => {
  if (process.env.DATABASE_URL) return { stop: async () => {} }
  const { folder, version } = findServer()
  const user = serverUser()
  const place = mkdtempSync(join(tmpdir(), 'motcua-pg-'))
  if (user) chownSync(place, user.uid, user.gid)
  const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  const identity = { cwd: '/', env: environment, ...(user ?? {}) }
  const data = join(place, 'data')
  const made = spawnSync(
    join(folder, 'initdb'),
    [`--pgdata=${data}`, '--encoding=UTF8', '--locale=C.UTF-8', '--username=motcua', '--auth=trust', '--no-sync'],
    { ...identity, encoding: 'utf8' },
  )
  if (made.status !== 0) throw problem(`PostgreSQL ${version} could not be prepared: ${made.stderr}`)
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${place}`,
    'fsync=off',
    'full_page_writes=off',
    'max_connections=200',
  ]
  const log = openSync(join(place, 'log'), 'a')
  const child = spawn(join(folder, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...identity,
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  const exit = new Promise((resolve) => {
    child.once('exit', resolve)
  })
  const end = () => child.kill('SIGINT')
  process.once('exit', end)
  while (!existsSync(join(place, '.s.PGSQL.5432.lock')) || !isReady(data)) {
    if (child.exitCode !== null)
      throw problem(`PostgreSQL ${version} did not start: ${readFileSync(join(place, 'log'), 'utf8')}`)
    await pause(50)
  }
  process.env.DATABASE_URL = `postgresql://motcua@${encodeURIComponent(place)}:5432/postgres`
  say(`PostgreSQL ${version} of ${folder} runs in ${place}.`)
  return {
    stop: async () => {
      process.off('exit', end)
      end()
      await exit
      rmSync(place, { recursive: true, force: true })
    },
  }
}

/** The server writes its state on the eighth line of its lock file. */
const isReady = (data) => {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready'
  } catch {
    return false
  }
}
