import { type Insertable, sql } from 'kysely'
import type { Tx } from './connection.ts'
import type { DB } from './schema.ts'

/**
 * Inserts rows of one shape in one statement with one parameter, however many there are: the columns are those of the first row, and what none of
 * them names gets its default. Values travel as JSON, so neither bytes nor expressions may be among them.
 */
export const insertRows = async <Table extends keyof DB & string>(
  tx: Tx,
  table: Table,
  rows: readonly Insertable<DB[Table]>[],
): Promise<void> => {
  const [first] = rows
  if (first === undefined) return
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  )
}
