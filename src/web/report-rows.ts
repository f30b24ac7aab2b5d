import { type Cells, cellNames, csvLine, csvMark } from '#modules/reports/domain/index.ts'
import type { ReportRow } from '#modules/reports/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { ReportRowView } from '#web/ui/views/citizen/report-table.tsx'

export const rowView = (name: string, cells: Cells, href?: string): ReportRowView => ({ agency: name, href, ...cells })

/** The heads of the cells, group and number with each, for files that have one line of heads. */
const cellHeads = (t: Messages): readonly string[] => {
  const { received, settled, inHand, ...rest } = t.transparency
  const groups = [
    [received, [rest.sum, rest.receivedOnline, rest.receivedInPerson, rest.carriedOver]],
    [settled, [rest.sum, rest.early, rest.onTime, rest.late]],
    [inHand, [rest.sum, rest.inTime, rest.overdue]],
  ] as const
  return groups
    .flatMap(([group, heads]) => heads.map((head) => `${group} - ${head}`))
    .map((head, index) => `${head} (${index + 3})`)
}

const numbersOf = (cells: Cells): readonly number[] => cellNames.map((name) => cells[name])

/** Form II.06a as a file for spreadsheets. */
export const reportCsv = (
  t: Messages,
  firstHead: string,
  rows: readonly ReportRow[],
  total: { readonly name: string; readonly cells: Cells },
): string =>
  csvMark +
  [
    csvLine([firstHead, ...cellHeads(t)]),
    ...rows.map((row) => csvLine([row.name, ...numbersOf(row.cells)])),
    csvLine([total.name, ...numbersOf(total.cells)]),
  ].join('')

const grouped = (amount: number): string => amount.toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.')

export const amountText = (locale: 'vi' | 'en', amount: number): string =>
  locale === 'vi' ? grouped(amount) : grouped(amount).replaceAll('.', ',')

export const permilleText = (locale: 'vi' | 'en', permille: number | null): string => {
  if (permille === null) return '–'
  const text = (permille / 10).toFixed(1)
  return locale === 'vi' ? `${text.replace('.', ',')} %` : `${text}%`
}
