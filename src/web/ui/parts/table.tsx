import type { ComponentChildren } from 'preact'

export type Column<Row> = {
  readonly key: string
  readonly head: string
  readonly cell: (row: Row) => ComponentChildren
  readonly align?: 'end' | undefined
  /** Names the row for screen readers; usually the first column. */
  readonly isHeader?: boolean | undefined
  /** The head is said, not shown: over a column of buttons. */
  readonly headHidden?: boolean | undefined
  readonly sortHref?: string | undefined
  readonly sorted?: 'ascending' | 'descending' | undefined
}

export type TableProps<Row> = {
  readonly caption: string
  readonly captionHidden?: boolean | undefined
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** A row of sums under the table. */
  readonly total?: Row | undefined
  /** Becomes a stack of cards on a phone; else it scrolls sideways. */
  readonly cards?: boolean | undefined
  readonly class?: string | undefined
}

const Head = <Row,>({ columns }: { readonly columns: readonly Column<Row>[] }) => (
  <thead>
    <tr>
      {columns.map((column) => (
        <th key={column.key} scope="col" data-align={column.align} aria-sort={column.sorted}>
          {column.headHidden === true ? (
            <span class="sr-only">{column.head}</span>
          ) : column.sortHref === undefined ? (
            column.head
          ) : (
            <a href={column.sortHref}>{column.head}</a>
          )}
        </th>
      ))}
    </tr>
  </thead>
)

type CellsProps<Row> = { readonly columns: readonly Column<Row>[]; readonly row: Row; readonly isCards: boolean }

const Cells = <Row,>({ columns, row, isCards }: CellsProps<Row>) => (
  <>
    {columns.map((column) =>
      column.isHeader === true ? (
        <th key={column.key} scope="row" data-align={column.align}>
          {column.cell(row)}
        </th>
      ) : (
        <td
          key={column.key}
          data-label={column.headHidden === true ? undefined : column.head}
          data-align={column.align}
        >
          {isCards ? <div class="cell">{column.cell(row)}</div> : column.cell(row)}
        </td>
      ),
    )}
  </>
)

export const Table = <Row,>(props: TableProps<Row>) => {
  const { columns, rows, total } = props
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div class="table-wrap" tabIndex={0} role="group" aria-label={props.caption}>
      <table
        class={props.class === undefined ? 'table' : `table ${props.class}`}
        data-cards={props.cards === true ? true : undefined}
      >
        <caption class={props.captionHidden === true ? 'sr-only' : undefined}>{props.caption}</caption>
        <Head columns={columns} />
        <tbody>
          {rows.map((row) => (
            <tr key={props.rowKey(row)}>
              <Cells columns={columns} row={row} isCards={props.cards === true} />
            </tr>
          ))}
        </tbody>
        {total !== undefined && (
          <tfoot>
            <tr>
              <Cells columns={columns} row={total} isCards={props.cards === true} />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
