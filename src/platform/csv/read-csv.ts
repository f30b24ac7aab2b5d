import { CsvError, parse } from 'csv-parse/sync'

/** A line of a table by the names of its columns, and where it stands in the file. */
export type CsvLine = { readonly line: number; readonly row: Readonly<Record<string, string>> }

/** `;` is what spreadsheets write where the comma parts decimals. */
const delimiterOf = (text: string): string => {
  const [head = ''] = text.split('\n', 1)
  return head.includes(';') && !head.includes(',') ? ';' : ','
}

type Parsed = { readonly info: { readonly lines: number }; readonly record: Readonly<Record<string, string>> }

/** A table with a line of names at its head, whole or not at all: throws `CsvError` when it breaks off or its lines do not fit. */
export const readCsv = (text: string): readonly CsvLine[] => {
  const rows = parse(text, {
    bom: true,
    columns: (head: readonly string[]) => head.map((name) => name.trim()),
    delimiter: delimiterOf(text),
    info: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
    max_record_size: 20_000,
  }) as unknown as readonly Parsed[]
  return rows.map(({ info, record }) => ({ line: info.lines, row: record }))
}

export { CsvError }
