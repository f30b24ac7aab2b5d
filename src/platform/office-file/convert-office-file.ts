import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { findProgram, isProgram } from '../foreign-program/find-program.ts'
import { runBounded } from '../foreign-program/run-bounded.ts'
import type { ConversionFault, OfficeFormat } from './office-format.ts'
import { openTurns } from './turns.ts'
import { writeProfile } from './write-profile.ts'

export type ConversionRefused = { readonly code: ConversionFault }

/** Makes a PDF, or a DOCX, of a file of an office program. */
export type OfficeConverter = (
  content: Uint8Array,
  from: OfficeFormat,
  to: 'pdf' | 'docx',
) => Promise<Result<Uint8Array, ConversionRefused>>

const usual = { patienceMs: 60_000, mostKibibytes: 4_000_000, mostFileBytes: 50_000_000, mostWaiting: 4 } as const

/** No network, and processes that all end with the first one; null where this machine does not let the program make such a room. */
const findRoom = async (): Promise<readonly string[] | null> => {
  const unshare = await findProgram('unshare')
  if (unshare === null) return null
  const room = [unshare, '--user', '--map-root-user', '--net', '--pid', '--fork', '--kill-child']
  const { isDone } = await run([...room, 'true'], Date.now() + 10_000, usual)
  return isDone ? room : null
}

const run = (
  [program = '', ...options]: readonly string[],
  endsAt: number,
  bounds: ConverterBounds,
  environment: Readonly<Record<string, string>> = {},
) =>
  runBounded(program, options, {
    endsAt,
    mostKibibytes: bounds.mostKibibytes,
    mostFileBytes: bounds.mostFileBytes,
    mostOutputBytes: 10_000,
    environment,
  })

export type ConverterBounds = {
  readonly patienceMs: number
  readonly mostKibibytes: number
  readonly mostFileBytes: number
  readonly mostWaiting: number
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile() && found.size > 0,
    () => false,
  )

type Place = { readonly command: readonly string[]; readonly bounds: ConverterBounds }

const convert = async (
  { command, bounds }: Place,
  content: Uint8Array,
  from: OfficeFormat,
  to: 'pdf' | 'docx',
): Promise<Result<Uint8Array, ConversionRefused>> => {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-office-'))
  try {
    const made = join(folder, 'made')
    await mkdir(made)
    const profile = await writeProfile(folder)
    const source = join(folder, `source.${from}`)
    await writeFile(source, content)
    const options = [
      `-env:UserInstallation=${pathToFileURL(profile.folder).href}`,
      ...['--headless', '--norestore', '--nolockcheck', '--nodefault', '--nofirststartwizard'],
      ...['--convert-to', to, '--outdir', made, source],
    ]
    const ran = await run([...command, ...options], Date.now() + bounds.patienceMs, bounds, profile.environment)
    if (ran.isLate) return refuse({ code: 'conversion.too-slow' })
    const result = join(made, `source.${to}`)
    // It ends well too when it could not read the file: what counts is what is there.
    return ran.isDone && (await isFile(result)) ? accept(await readFile(result)) : refuse({ code: 'conversion.failed' })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** One file after the other: each takes half a gigabyte while it is converted. */
export const openConverter = (command: readonly string[], bounds: ConverterBounds = usual): OfficeConverter => {
  const takeTurn = openTurns(bounds.mostWaiting)
  return (content, from, to) =>
    takeTurn<Result<Uint8Array, ConversionRefused>>(
      () => convert({ command, bounds }, content, from, to),
      () => refuse({ code: 'conversion.busy' }),
    )
}

/**
 * LibreOffice, when this machine has it (Debian: `libreoffice-writer-nogui`) and lets it run without a network. `program` is its full path;
 * null looks for `soffice` in PATH.
 */
export const findOfficeConverter = async (program: string | null): Promise<OfficeConverter | null> => {
  const [soffice, room] = await Promise.all([program ?? findProgram('soffice'), findRoom()])
  if (soffice === null || room === null || !(await isProgram(soffice))) return null
  return openConverter([...room, soffice])
}
