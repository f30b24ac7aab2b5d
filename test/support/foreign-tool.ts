import { spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'vitest'

export type ToolOutcome = { readonly code: number | null; readonly output: string }

export type ForeignTool = {
  readonly name: string
  /** Null when the machine has none. */
  readonly path: string | null
  /** Whether it may judge a part of a longer test; with REQUIRE_FOREIGN=1 its absence fails that test. */
  readonly isHere: () => boolean
  /** `test` of Vitest where the tool is found; elsewhere a skipped test, or with REQUIRE_FOREIGN=1 a failing one. */
  readonly test: (title: string, body: () => Promise<void> | void) => void
  /** Runs the tool to its end; answers what it printed to both outputs. */
  readonly run: (argumentList: readonly string[], input?: string | Uint8Array) => Promise<ToolOutcome>
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Debian keeps the tools of PostgreSQL out of PATH, newest version first here. */
const postgresFolders = (): readonly string[] => {
  try {
    return readdirSync('/usr/lib/postgresql')
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join('/usr/lib/postgresql', version, 'bin'))
  } catch {
    return []
  }
}

const find = (name: string): string | null => {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/local/bin',
    '/usr/bin',
    '/usr/sbin',
    ...postgresFolders(),
  ]
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null
}

/** Leaves word for `npm test`, which prints `skipped: <tool> absent`. */
const noteAbsence = (name: string): void => {
  const folder = process.env.ABSENT_TOOLS_FOLDER
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), '')
}

const isRequired = (): boolean => process.env.REQUIRE_FOREIGN === '1'
const absent = (name: string): Error => new Error(`${name} is absent and REQUIRE_FOREIGN=1`)

/** `test` for what needs something that a machine may lack; without it a skipped test that is told of, or with REQUIRE_FOREIGN=1 a failing one. */
export const testWhen = (isThere: boolean, name: string): ForeignTool['test'] => {
  if (isThere) return test
  noteAbsence(name)
  return (title, body) => {
    if (!isRequired()) return test.skip(title, body)
    test(title, () => {
      throw absent(name)
    })
  }
}

/** A program that is not part of this project and checks its work from outside, such as `pdfsig`. Call it at the top of a test file. */
export const foreignTool = (name: string): ForeignTool => {
  const path = find(name)
  return {
    name,
    path,
    isHere: () => {
      if (path === null && isRequired()) throw absent(name)
      return path !== null
    },
    test: testWhen(path !== null, name),
    run: (argumentList, input) => runTool(path ?? name, argumentList, input),
  }
}

const runTool = (path: string, argumentList: readonly string[], input?: string | Uint8Array): Promise<ToolOutcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(path, argumentList, { stdio: ['pipe', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
