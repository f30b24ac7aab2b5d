import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tidy } from '#kernel/vietnamese-text.ts'
import { findProgram } from '../foreign-program/find-program.ts'
import { runBounded } from '../foreign-program/run-bounded.ts'

/** Reads the text of a picture or of a PDF of pictures; null when it cannot be made out. */
export type TextRecogniser = (content: Uint8Array, mediaType: string) => Promise<string | null>

const mostPages = 40
const dotsPerInch = 200
const patienceMs = 240_000
const mostKibibytes = 2_000_000
const mostCharacters = 1_000_000

/** On one core: the pages of one file follow each other. */
const run = (tool: string, options: readonly string[], endsAt: number) =>
  runBounded(tool, options, {
    endsAt,
    mostKibibytes,
    mostOutputBytes: mostCharacters * 4,
    environment: { OMP_THREAD_LIMIT: '1' },
  })

type Tools = { readonly tesseract: string; readonly pdftoppm: string | null }

/** The pictures of the pages, in their order; null when the file cannot be drawn. */
const draw = async (
  tools: Tools,
  folder: string,
  source: string,
  endsAt: number,
): Promise<readonly string[] | null> => {
  if (tools.pdftoppm === null) return null
  const options = ['-r', String(dotsPerInch), '-gray', '-png', '-l', String(mostPages), source, join(folder, 'page')]
  const drawn = await run(tools.pdftoppm, options, endsAt)
  if (!drawn.isDone) return null
  const names = await readdir(folder)
  return names
    .filter((name) => name.startsWith('page') && name.endsWith('.png'))
    .sort()
    .map((name) => join(folder, name))
}

const recognise = async (tools: Tools, content: Uint8Array, mediaType: string): Promise<string | null> => {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-text-'))
  const endsAt = Date.now() + patienceMs
  try {
    const source = join(folder, 'source')
    await writeFile(source, content)
    const pictures = mediaType === 'application/pdf' ? await draw(tools, folder, source, endsAt) : [source]
    if (pictures === null) return null
    const texts: string[] = []
    for (const picture of pictures) {
      const read = await run(tools.tesseract, [picture, 'stdout', '-l', 'vie', '--psm', '3'], endsAt)
      if (!read.isDone) return texts.length === 0 ? null : tidy(texts.join(' '))
      texts.push(read.output)
    }
    return tidy(texts.join(' ')).slice(0, mostCharacters)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const look = async (): Promise<TextRecogniser | null> => {
  const [tesseract, pdftoppm] = await Promise.all([findProgram('tesseract'), findProgram('pdftoppm')])
  if (tesseract === null) return null
  const { output } = await run(tesseract, ['--list-langs'], Date.now() + 10_000)
  // Without the letters of the language it would fill the search with nonsense.
  if (!output.split('\n').includes('vie')) return null
  return (content, mediaType) => recognise({ tesseract, pdftoppm }, content, mediaType)
}

let found: Promise<TextRecogniser | null> | undefined

/** Tesseract with Vietnamese, when this machine has it (Debian: `tesseract-ocr-vie`, and `poppler-utils` for PDF); looked for once. */
export const findTextRecogniser = (): Promise<TextRecogniser | null> => {
  found ??= look()
  return found
}
