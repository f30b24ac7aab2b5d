import type pg from 'pg'

/** Tables of a schema as the server's own catalogue tells them. */
export type TableShape = { readonly name: string; readonly columns: readonly string[] }

/** Made by migrating, not loaded. */
const tableOfMigrations = 'schema_migration'

/**
 * Columns that hold something: generated ones are computed again by whoever takes the rows, and transaction numbers (`xid8`) mean nothing
 * on another server; restored rows all take the number of the transaction that brings them, and keep their order by their sequence.
 */
const tablesQuery = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and a.atttypid <> 'xid8'::regtype
  where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relname <> $2
  group by c.oid order by c.relname`

export const tablesOf = async (client: pg.ClientBase, schemaName: string): Promise<readonly TableShape[]> =>
  (await client.query<TableShape>(tablesQuery, [schemaName, tableOfMigrations])).rows

export type SequenceState = { readonly name: string; readonly lastValue: number; readonly isCalled: boolean }

/** Where the numbers of identity columns and sequences stand. */
export const sequencesOf = async (client: pg.ClientBase, schemaName: string): Promise<readonly SequenceState[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'S' order by relname`,
    [schemaName],
  )
  const states: SequenceState[] = []
  for (const { name } of rows) {
    const state = await client.query<{ lastValue: string; isCalled: boolean }>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${quoted(schemaName)}.${quoted(name)}`,
    )
    const [row] = state.rows
    if (row !== undefined) states.push({ name, lastValue: Number(row.lastValue), isCalled: row.isCalled })
  }
  return states
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string }

/** Definitions are written for the search path of the connection. */
export const foreignKeysOf = async (client: pg.ClientBase, schemaName: string): Promise<readonly ForeignKey[]> =>
  (
    await client.query<ForeignKey>(
      `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid
       where k.connamespace = $1::regnamespace and k.contype = 'f' and k.conparentid = 0 order by c.relname, k.conname`,
      [schemaName],
    )
  ).rows

export const materializedViewsOf = async (client: pg.ClientBase, schemaName: string): Promise<readonly string[]> =>
  (
    await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'm' order by oid`,
      [schemaName],
    )
  ).rows.map((row) => row.name)

export const schemaExists = async (client: pg.ClientBase, schemaName: string): Promise<boolean> =>
  (await client.query('select 1 from pg_namespace where nspname = $1', [schemaName])).rowCount === 1

export const tableExists = async (client: pg.ClientBase, name: string): Promise<boolean> =>
  (await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [name])).rows[0]?.found ===
  true
