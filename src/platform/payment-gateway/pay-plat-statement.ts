import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { CsvError, readCsv } from '../csv/read-csv.ts'
import { parsePlatformTime } from './pay-plat-hash.ts'
import { parseAmount } from './pay-plat-messages.ts'

/** Money that the platform says it took. */
export type StatementLine = { readonly transactionId: string; readonly reference: string; readonly amount: number }

/** `line`: where the file is not understood; none when it is no table at all. */
export type StatementFault =
  | { readonly code: 'statement.unreadable'; readonly line: number | null }
  | { readonly code: 'statement.columns-missing' }
  | { readonly code: 'statement.other-day'; readonly line: number }

/** The words of the messages. The layout of the platform's own file was not seen: other columns are passed over. */
export const statementColumns = ['MaGiaoDich', 'MaThamChieu', 'SoTien', 'ThoiGianGD'] as const

/** Reads the statement of one day, whole or not at all. */
export const readStatement = (
  content: Uint8Array,
  day: Temporal.PlainDate,
): Result<readonly StatementLine[], StatementFault> => {
  const lines: StatementLine[] = []
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    if (!statementColumns.every((name) => (text.split('\n', 1)[0] ?? '').includes(name)))
      return refuse({ code: 'statement.columns-missing' })
    for (const { line, row } of readCsv(text)) {
      const amount = parseAmount(row.SoTien ?? '')
      const at = parsePlatformTime(row.ThoiGianGD ?? '')
      const [transactionId = '', reference = ''] = [row.MaGiaoDich, row.MaThamChieu]
      if (
        amount === null ||
        at === null ||
        transactionId === '' ||
        transactionId.length > 100 ||
        reference.length > 100
      )
        return refuse({ code: 'statement.unreadable', line })
      if (!localDate(at).equals(day)) return refuse({ code: 'statement.other-day', line })
      lines.push({ transactionId, reference, amount })
    }
  } catch (error) {
    if (error instanceof CsvError || error instanceof TypeError)
      return refuse({ code: 'statement.unreadable', line: null })
    throw error
  }
  return accept(lines)
}
