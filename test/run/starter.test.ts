import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, test } from 'vitest'

const projectFolder = join(import.meta.dirname, '..', '..')
const projects: string[] = []

afterEach(() => {
  for (const folder of projects.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const program = (version: string): string => `
const [, , ...rest] = process.argv
const tell = () => console.log(JSON.stringify({ version: '${version}', runtime: process.version, rest, pid: process.pid }))
if (rest[0] === 'stay') {
  const timer = setInterval(() => {}, 1000)
  process.once('SIGTERM', () => {
    console.log('asked to end')
    clearInterval(timer)
    process.exitCode = 7
  })
  tell()
} else {
  tell()
  process.exitCode = 3
}
`

/** `npm` that installs nothing: through the link to the packages that are here, it would empty the real ones. */
const withoutNpm = ((): NodeJS.ProcessEnv => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-no-npm-'))
  writeFileSync(join(folder, 'npm'), '#!/bin/sh\nexit 1\n')
  chmodSync(join(folder, 'npm'), 0o755)
  return { ...process.env, PATH: folder + delimiter + (process.env.PATH ?? '') }
})()

/** A small project with our starter, and the packages that are here; or none. */
const newProject = (withPackages = true): string => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-starter-'))
  projects.push(folder)
  for (const name of ['bin', 'package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']) {
    cpSync(join(projectFolder, name), join(folder, name), { recursive: true })
  }
  mkdirSync(join(folder, 'src', 'app'), { recursive: true })
  writeFileSync(join(folder, 'src', 'app', 'main.ts'), program('one'))
  if (withPackages) symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

type Outcome = { readonly code: number | null; readonly out: string; readonly err: string }

const run = async (folder: string, options: readonly string[], runtime = process.execPath): Promise<Outcome> => {
  const child = spawn(runtime, [join(folder, 'bin', 'motcua.mjs'), ...options], {
    env: withoutNpm,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const parts = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    parts.out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    parts.err += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...parts }
}

const said = ({ out }: Outcome): Record<string, unknown> => JSON.parse(out) as Record<string, unknown>

const buildsOf = (folder: string): readonly string[] =>
  readdirSync(join(folder, '.build')).filter((name) => /^[0-9a-f]{16}$/.test(name))

/** The Node of the machine, when it is another than the pinned one. */
const otherRuntime = (): string | null => {
  const path = (process.env.PATH ?? '').split(delimiter).filter((each) => !each.includes('node_modules'))
  for (const each of path) {
    try {
      const version = execFileSync(join(each, 'node'), ['--version'], { encoding: 'utf8' }).trim()
      if (version !== process.version) return join(each, 'node')
    } catch {
      // Not there.
    }
  }
  return null
}

describe('a command', () => {
  test('is run with its arguments and answers its exit code; the second time without building', async () => {
    const folder = newProject()
    const first = await run(folder, ['verify', '--all', 'hồ sơ'])
    expect(first).toMatchObject({ code: 3, err: expect.stringContaining('Building') })
    expect(said(first)).toMatchObject({ version: 'one', rest: ['verify', '--all', 'hồ sơ'] })
    const second = await run(folder, ['verify'])
    expect(second).toMatchObject({ code: 3, err: '' })
  })

  test('is built again when a source changes, but not for a test; the earlier build stays for who runs it', async () => {
    const folder = newProject()
    await run(folder, ['verify'])
    writeFileSync(join(folder, 'src', 'app', 'main.test.ts'), 'export {}')
    expect((await run(folder, ['verify'])).err).toBe('')
    writeFileSync(join(folder, 'src', 'app', 'main.ts'), program('two'))
    expect(said(await run(folder, ['verify']))).toMatchObject({ version: 'two' })
    expect(buildsOf(folder)).toHaveLength(2)
  })

  test('started twice at once is built once', async () => {
    const folder = newProject()
    const outcomes = await Promise.all([run(folder, ['verify']), run(folder, ['verify'])])
    expect(outcomes.map(said)).toMatchObject([{ version: 'one' }, { version: 'one' }])
    expect(outcomes.filter(({ err }) => err.includes('Building'))).toHaveLength(1)
    expect(
      readdirSync(join(folder, '.build')).filter((name) => name.startsWith('new-') || name.endsWith('.lock')),
    ).toEqual([])
  })

  test('whose sources do not build is not started, and what was built before is not run in its stead', async () => {
    const folder = newProject()
    await run(folder, ['verify'])
    writeFileSync(join(folder, 'src', 'app', 'main.ts'), 'const = 1')
    expect(await run(folder, ['verify'])).toMatchObject({ code: 1, out: '' })
  })
})

test('dev starts again what a replaced file changes, and keeps the last good program when a build fails', async () => {
  const folder = newProject()
  const main = join(folder, 'src', 'app', 'main.ts')
  const replaceMain = (text: string): void => {
    writeFileSync(`${main}.draft`, text)
    renameSync(`${main}.draft`, main)
  }
  const staying = (version: string): string => program(version).replaceAll("rest[0] === 'stay'", 'true')
  replaceMain(staying('one'))
  const dev = spawn(process.execPath, [join(folder, 'bin', 'motcua.mjs'), 'dev'], {
    env: withoutNpm,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const errors = createInterface({ input: dev.stderr })
  const lines = createInterface({ input: dev.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toContain('"version":"one"')
  replaceMain('const = 1')
  for await (const line of errors) if (line.startsWith('The build failed')) break
  replaceMain(staying('two'))
  expect((await lines.next()).value).toBe('asked to end')
  expect((await lines.next()).value).toContain('"version":"two"')
  const exit = once(dev, 'exit')
  dev.kill('SIGTERM')
  expect((await lines.next()).value).toBe('asked to end')
  expect(await exit).toEqual([0, null])
})

test.skipIf(process.platform === 'win32')('npm that is asked to end takes the program with it', async () => {
  const folder = newProject()
  // As npm runs a script: in a shell, which dies without a word to its child.
  const script = `"${process.execPath}" "${join(folder, 'bin', 'motcua.mjs')}" stay; true`
  const shell = spawn('sh', ['-c', script], {
    env: { ...withoutNpm, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toContain('"pid"')
  shell.kill('SIGTERM')
  expect((await lines.next()).value).toBe('asked to end')
})

describe('where the packages cannot be installed', () => {
  test('a command says so', async () => {
    const folder = newProject(false)
    const outcome = await run(folder, ['start'])
    expect(outcome).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('The packages could not be installed'),
    })
  })

  test('a test run counts that as failed', async () => {
    const folder = newProject(false)
    const outcome = await run(folder, ['test'])
    expect(outcome).toMatchObject({ code: 1, out: '0 passed, 1 failed\n' })
  })
})

describe.runIf(otherRuntime() !== null)('under another Node', () => {
  const runtime = otherRuntime() ?? ''

  type Staying = { readonly starter: ChildProcess; readonly pid: number; readonly lines: AsyncIterator<string> }

  const stay = async (folder: string): Promise<Staying> => {
    const starter = spawn(runtime, [join(folder, 'bin', 'motcua.mjs'), 'stay'], {
      env: withoutNpm,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const lines = createInterface({ input: starter.stdout })[Symbol.asyncIterator]()
    const { pid } = JSON.parse((await lines.next()).value ?? '{}') as { pid: number }
    return { starter, pid, lines }
  }

  test('the pinned one is used', async () => {
    expect(said(await run(newProject(), ['verify'], runtime))).toMatchObject({ runtime: process.version })
  })

  test('SIGTERM reaches the program, and its exit code comes back', async () => {
    const { starter, lines } = await stay(newProject())
    const exit = once(starter, 'exit')
    starter.kill('SIGTERM')
    expect((await lines.next()).value).toBe('asked to end')
    expect(await exit).toEqual([7, null])
  })

  test('a killed starter takes the program with it, in order', async () => {
    const { starter, lines } = await stay(newProject())
    starter.kill('SIGKILL')
    expect((await lines.next()).value).toBe('asked to end')
    expect((await lines.next()).done).toBe(true)
  })
})
