import type { Cells } from '#modules/reports/domain/index.ts'
import { sumOfCells } from '#modules/reports/domain/index.ts'
import { type ReportQuestion, type ReportRow, reportII06a } from '#modules/reports/index.ts'
import type { Reader } from '#platform/database/connection.ts'

export type OnTimeByAgency = { readonly rows: readonly ReportRow[]; readonly total: Cells }

/** Per agency that decides: received, settled early, on time and late, in hand, with the sum of all. Open to everybody. */
export const onTimeByAgency = async (
  reader: Reader,
  question: Pick<ReportQuestion, 'from' | 'until' | 'level' | 'now'>,
): Promise<OnTimeByAgency> => {
  const rows = await reportII06a(reader, { ...question, by: 'agency' })
  return { rows, total: sumOfCells(rows.map((row) => row.cells)) }
}
