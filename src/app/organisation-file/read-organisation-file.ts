import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { organisationColumns } from '#modules/agencies/domain/index.ts'
import type { ImportLine, OrganisationFile } from '#modules/agencies/index.ts'
import { CsvError, readCsv } from '#platform/csv/read-csv.ts'

/** A province has some thousand officers; ten thousand lines still fit many times over. */
const longestFileBytes = 20 * 1024 * 1024

export type OrganisationTable = {
  readonly kind: OrganisationFile
  readonly fileName: string
  readonly lines: readonly ImportLine[]
}

export type FileRefusal = { readonly code: 'file.unreadable'; readonly text: string }

const unreadable = (fileName: string, why: string): Result<never, FileRefusal> =>
  refuse({ code: 'file.unreadable', text: `${fileName}: ${why}` })

const readText = async (path: string): Promise<string | null> => {
  const found = await stat(path).catch(() => null)
  if (found === null) return null
  if (found.size > longestFileBytes) throw new RangeError('tệp lớn quá 20 MB.')
  return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
}

/** The lines of one file of an organisation; null when the folder has none of the kind. Refused when it cannot be read to its end. */
export const readOrganisationFile = async (
  folder: string,
  kind: OrganisationFile,
): Promise<Result<OrganisationTable | null, FileRefusal>> => {
  const fileName = `${kind}.csv`
  try {
    const text = await readText(join(folder, fileName))
    if (text === null) return accept(null)
    const lines = readCsv(text)
    const given = Object.keys(lines[0]?.row ?? {})
    const wanted: readonly string[] = organisationColumns[kind]
    const missing = wanted.filter((name) => !given.includes(name))
    if (missing.length > 0) return unreadable(fileName, `thiếu cột ${missing.join(', ')}.`)
    const unknown = given.filter((name) => !wanted.includes(name))
    if (unknown.length > 0) return unreadable(fileName, `có cột không nhận ra: ${unknown.join(', ')}.`)
    return accept({ kind, fileName, lines })
  } catch (error) {
    if (error instanceof CsvError) return unreadable(fileName, `không đọc được bảng (${error.message}).`)
    if (error instanceof RangeError) return unreadable(fileName, error.message)
    if (error instanceof TypeError) return unreadable(fileName, 'nội dung không phải chữ UTF-8.')
    throw error
  }
}
