import type { Messages } from '../../../messages/index.ts'

/** Cells 3 to 13 of form II.06a, one agency a row. */
export type ReportRowView = {
  readonly agency: string
  readonly href?: string | undefined
  readonly received: number
  readonly online: number
  readonly inPerson: number
  readonly carriedOver: number
  readonly settled: number
  readonly early: number
  readonly onTime: number
  readonly late: number
  readonly inHand: number
  readonly inTime: number
  readonly overdue: number
}

const grouped = (amount: number): string => amount.toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.')

const cells = (row: ReportRowView): readonly number[] => [
  row.received,
  row.online,
  row.inPerson,
  row.carriedOver,
  row.settled,
  row.early,
  row.onTime,
  row.late,
  row.inHand,
  row.inTime,
  row.overdue,
]

const Head = ({ t, firstHead }: { readonly t: Messages; readonly firstHead?: string | undefined }) => {
  const sub = [
    t.transparency.sum,
    t.transparency.receivedOnline,
    t.transparency.receivedInPerson,
    t.transparency.carriedOver,
    t.transparency.sum,
    t.transparency.early,
    t.transparency.onTime,
    t.transparency.late,
    t.transparency.sum,
    t.transparency.inTime,
    t.transparency.overdue,
  ]
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col">
          {firstHead ?? t.transparency.agency}
        </th>
        <th colSpan={4} scope="colgroup">
          {t.transparency.received}
        </th>
        <th colSpan={4} scope="colgroup">
          {t.transparency.settled}
        </th>
        <th colSpan={3} scope="colgroup">
          {t.transparency.inHand}
        </th>
      </tr>
      <tr>
        {sub.map((text, index) => (
          <th key={`${index + 3}`} scope="col" data-align="end">
            {text}
            <span class="cell-number">({index + 3})</span>
          </th>
        ))}
      </tr>
    </thead>
  )
}

const Row = ({ row }: { readonly row: ReportRowView }) => (
  <tr>
    <th scope="row">{row.href === undefined ? row.agency : <a href={row.href}>{row.agency}</a>}</th>
    {cells(row).map((amount, index) => (
      <td key={`${index + 3}`} data-align="end" data-lead={[0, 4, 8].includes(index) ? true : undefined}>
        {grouped(amount)}
      </td>
    ))}
  </tr>
)

export type ReportTableProps = {
  readonly t: Messages
  readonly rows: readonly ReportRowView[]
  readonly total: ReportRowView
  /** What a row stands for, when it is not an agency. */
  readonly firstHead?: string | undefined
  /** The sheet around it says already what it is. */
  readonly isTitled?: boolean | undefined
}

/** The legal table; it scrolls sideways on a phone with the agency standing still. */
export const ReportTable = ({ t, rows, total, firstHead, isTitled }: ReportTableProps) => (
  <>
    {isTitled !== true && (
      <h2>
        {t.transparency.table} <span class="soft small">({t.transparency.unit})</span>
      </h2>
    )}
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard */}
    <section class="table-wrap" tabIndex={0} aria-label={t.transparency.table}>
      <table class="table report">
        <caption class={isTitled === true ? undefined : 'sr-only'}>
          {isTitled === true ? t.transparency.unit : t.transparency.table}
        </caption>
        <Head t={t} firstHead={firstHead} />
        <tbody>
          {rows.map((row) => (
            <Row key={row.agency} row={row} />
          ))}
        </tbody>
        <tfoot>
          <Row row={total} />
        </tfoot>
      </table>
    </section>
  </>
)
