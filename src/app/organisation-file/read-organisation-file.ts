import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { organisationColumns } from '#modules/agencies/domain/index.ts'
import type { ImportLine, OrganisationFile } from '#modules/agencies/index.ts'

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

/** `;` is what spreadsheets write where the comma parts decimals. */
const delimiterOf = (text: string): string => {
  const [head = ''] = text.split('\n', 1)
  return head.includes(';') && !head.includes(',') ? ';' : ','
}

type Parsed = { readonly info: { readonly lines: number }; readonly record: Readonly<Record<string, string>> }

const parseTable = (text: string): readonly Parsed[] =>
  parse(text, {
    bom: true,
    columns: (head: readonly string[]) => head.map((name) => name.trim()),
    delimiter: delimiterOf(text),
    info: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
    max_record_size: 20_000,
  }) as unknown as readonly Parsed[]

/** The lines of one file of an organisation; null when the folder has none of the kind. Refused when it cannot be read to its end. */
export const readOrganisationFile = async (
  folder: string,
  kind: OrganisationFile,
): Promise<Result<OrganisationTable | null, FileRefusal>> => {
  const fileName = `${kind}.csv`
  try {
    const text = await readText(join(folder, fileName))
    if (text === null) return accept(null)
    const rows = parseTable(text)
    const given = Object.keys(rows[0]?.record ?? {})
    const wanted: readonly string[] = organisationColumns[kind]
    const missing = wanted.filter((name) => !given.includes(name))
    if (missing.length > 0) return unreadable(fileName, `thiếu cột ${missing.join(', ')}.`)
    const unknown = given.filter((name) => !wanted.includes(name))
    if (unknown.length > 0) return unreadable(fileName, `có cột không nhận ra: ${unknown.join(', ')}.`)
    return accept({ kind, fileName, lines: rows.map(({ info, record }) => ({ line: info.lines, row: record })) })
  } catch (error) {
    if (error instanceof CsvError) return unreadable(fileName, `không đọc được bảng (${error.message}).`)
    if (error instanceof RangeError) return unreadable(fileName, error.message)
    if (error instanceof TypeError) return unreadable(fileName, 'nội dung không phải chữ UTF-8.')
    throw error
  }
}
