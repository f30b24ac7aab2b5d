import { Readable } from 'node:stream'
import { csvLine, csvMark } from '#modules/reports/domain/index.ts'
import { type Answer, download } from '#web/http/route.ts'

const rowsAtOnce = 500

/** All rows of a list, page by page: it never stands in memory as a whole. */
export async function* everyPage<Row>(
  load: (after: Row | null, limit: number) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let after: Row | null = null
  for (;;) {
    const rows: readonly Row[] = await load(after, rowsAtOnce)
    yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < rowsAtOnce) return
    after = last
  }
}

async function* linesOf<Row>(
  columns: readonly string[],
  pages: AsyncIterable<readonly Row[]>,
  cells: (row: Row) => readonly string[],
): AsyncGenerator<string> {
  yield csvMark + csvLine(columns)
  for await (const rows of pages) yield rows.map((row) => csvLine(cells(row))).join('')
}

/** A list as a file for a spreadsheet, written while it is read. */
export const exportRows = <Row>(
  name: string,
  columns: readonly string[],
  pages: AsyncIterable<readonly Row[]>,
  cells: (row: Row) => readonly string[],
): Answer =>
  download({
    content: Readable.from(linesOf(columns, pages, cells), { objectMode: false }),
    name,
    mediaType: 'text/csv; charset=utf-8',
  })
