import { Readable } from 'node:stream'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { storeMadeBytes, type TakeInDeps, type TakenContent, takeInContent } from '#modules/attachments/index.ts'
import type { DocxText } from '#platform/docx/docx-text.ts'
import { largestDocxBytes, readDocx } from '#platform/docx/read-docx.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import type { OfficeConverter } from '#platform/office-file/convert-office-file.ts'
import { officeFormatOf } from '#platform/office-file/office-format.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'

export type ReadDraftFileDeps = TakeInDeps & {
  /** An office program of this machine; null or absent when it has none. */
  readonly office?: OfficeConverter | null
}

export type DraftFile = { readonly fileName: string; readonly file: Uint8Array }

export type ReadDraftFile = {
  readonly text: DocxText
  /** As it was handed in when it was DOCX, else what was made of it. */
  readonly taken: TakenContent
  /** How an office program lays it out, as a PDF; null when none could. */
  readonly layout: StoredContent | null
}

type Word = { readonly docx: Uint8Array; readonly text: DocxText }

/** Nothing that a scanner finds is given to another program. */
export const isSafe = async ({ scanner }: TakeInDeps, file: Uint8Array): Promise<boolean> => {
  if (scanner === undefined) return true
  try {
    return (await scanner.scan(Readable.from([file]))).kind === 'clean'
  } catch {
    return false
  }
}

/** What the program cannot read itself, an office program makes DOCX of. */
const asWord = async (deps: ReadDraftFileDeps, { file }: DraftFile): Promise<Result<Word, OutgoingRefusal>> => {
  const read = await readDocx(file)
  if (read.ok) return accept({ docx: file, text: read.value })
  const why = read.refusal.code
  const format = officeFormatOf(file)
  const isOther = (why === 'old-word' && format === 'doc') || (why === 'not-docx' && format === 'odt')
  if (!isOther || format === null || deps.office == null) return refuse({ code: 'draft.file-refused', why })
  if (!(await isSafe(deps, file))) return refuse({ code: 'draft.file-refused', why: 'unsafe' })
  const docx = await deps.office(file, format, 'docx')
  if (!docx.ok) return refuse({ code: 'draft.file-refused', why: docx.refusal.code })
  const text = await readDocx(docx.value)
  return text.ok
    ? accept({ docx: docx.value, text: text.value })
    : refuse({ code: 'draft.file-refused', why: text.refusal.code })
}

/** A file that cannot be laid out is still read. */
const layOut = async (deps: ReadDraftFileDeps, docx: Uint8Array): Promise<StoredContent | null> => {
  const pdf = await deps.office?.(docx, 'docx', 'pdf')
  return pdf?.ok === true ? storeMadeBytes(deps.files, pdf.value) : null
}

/** Read before it is kept: a file that is no draft leaves no trace. */
export const readDraftFile = async (
  deps: ReadDraftFileDeps,
  command: DraftFile,
): Promise<Result<ReadDraftFile, OutgoingRefusal>> => {
  const word = await asWord(deps, command)
  if (!word.ok) return word
  const { docx, text } = word.value
  const name = docx === command.file ? command.fileName : command.fileName.replace(/\.[A-Za-z]{2,5}$/, '.docx')
  const taken = await takeInContent(deps, { name, content: docx, maxFileBytes: largestDocxBytes })
  if (!taken.ok) return refuse({ code: 'draft.file-not-taken', why: taken.refusal })
  return accept({ text, taken: taken.value, layout: await layOut(deps, docx) })
}
