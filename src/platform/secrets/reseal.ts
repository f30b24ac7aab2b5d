import { sql } from 'kysely'
import type { Database, Reader, Tx } from '../database/connection.ts'
import type { Sealing } from './sealing.ts'

/** A table that keeps sealed values, as the catalogue of the province says. */
type SealedTable = {
  readonly name: string
  readonly key: readonly string[]
  /** By their names: `sealed`, or ending with `_sealed`. */
  readonly sealed: readonly string[]
  /** Keyed hashes of the sealed values beside them: `identity_hash` of `identity_sealed`. */
  readonly hashes: readonly string[]
}

export type Resealed = { readonly read: number; readonly changed: number; readonly unreadable: number }

const rowsAtOnce = 500

const listSealedTables = async (reader: Reader): Promise<readonly SealedTable[]> => {
  const answer = await sql<SealedTable>`
    select t.relname as name,
      (select array_agg(k.attname::text order by array_position(i.indkey::int2[], k.attnum)) from pg_index i
        join pg_attribute k on k.attrelid = t.oid and k.attnum = any(i.indkey) where i.indrelid = t.oid and i.indisprimary) as key,
      array_agg(a.attname::text) filter (where a.attname ~ '(^|_)sealed$') as sealed,
      coalesce(array_agg(a.attname::text) filter (where a.attname ~ '_hash$'), '{}') as hashes
    from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and a.atttypid = 'bytea'::regtype
    where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
    group by t.oid, t.relname having bool_or(a.attname ~ '(^|_)sealed$')
    order by t.relname`.execute(reader)
  return answer.rows
}

type Row = Readonly<Record<string, unknown>>

const columns = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)))

/** Keys go to and fro as text, which the server reads as what they are. */
const rowsAfter = async (
  reader: Reader,
  table: SealedTable,
  after: readonly string[] | null,
): Promise<readonly Row[]> => {
  const behind =
    after === null ? sql`true` : sql`(${columns(table.key)}) > (${sql.join(after.map((value) => sql`${value}`))})`
  const keys = sql.join(table.key.map((name, at) => sql`${sql.ref(name)}::text as ${sql.ref(`key_${at}`)}`))
  const answer = await sql<Row>`select ${keys}, ${columns(table.sealed)} from ${sql.table(table.name)}
    where ${behind} order by ${columns(table.key)} limit ${rowsAtOnce}`.execute(reader)
  return answer.rows
}

type Change = { readonly name: string; readonly before: Buffer; readonly after: Buffer; readonly hash: Buffer | null }

const changeOf = (sealing: Sealing, table: SealedTable, name: string, before: Buffer): Change => {
  const plain = sealing.openBytes(before)
  const hasHash = table.hashes.includes(name.replace(/sealed$/, 'hash'))
  return { name, before, after: sealing.seal(plain), hash: hasHash ? sealing.hash(plain.toString('utf8')) : null }
}

/** Not when somebody wrote the row meanwhile: what is written now lies under the secret in use already. */
const write = async (tx: Tx, table: SealedTable, row: Row, changes: readonly Change[]): Promise<boolean> => {
  const set = changes.flatMap(({ name, after, hash }) => [
    sql`${sql.ref(name)} = ${after}`,
    ...(hash === null ? [] : [sql`${sql.ref(name.replace(/sealed$/, 'hash'))} = ${hash}`]),
  ])
  const where = [
    ...table.key.map((name, at) => sql`${sql.ref(name)} = ${row[`key_${at}`]}`),
    ...changes.map(({ name, before }) => sql`${sql.ref(name)} = ${before}`),
  ]
  const done =
    await sql`update ${sql.table(table.name)} set ${sql.join(set)} where ${sql.join(where, sql` and `)}`.execute(tx)
  return done.numAffectedRows === 1n
}

const resealRows = async (
  database: Database,
  sealing: Sealing,
  table: SealedTable,
  rows: readonly Row[],
): Promise<Resealed> => {
  let unreadable = 0
  const work = rows.flatMap((row) => {
    const old = table.sealed.flatMap((name) => {
      const value = row[name]
      return Buffer.isBuffer(value) && !sealing.opens(value) ? [{ name, value }] : []
    })
    const known = old.filter(({ value }) => sealing.earlier.some((one) => one.opens(value)))
    unreadable += old.length - known.length
    const changes = known.map(({ name, value }) => changeOf(sealing, table, name, value))
    return changes.length === 0 ? [] : [{ row, changes }]
  })
  if (work.length === 0) return { read: rows.length, changed: 0, unreadable }
  const done = await database
    .transaction()
    .execute((tx) => Promise.all(work.map(({ row, changes }) => write(tx, table, row, changes))))
  return { read: rows.length, changed: done.filter(Boolean).length, unreadable }
}

const resealTable = async (database: Database, sealing: Sealing, table: SealedTable): Promise<Resealed> => {
  let sum: Resealed = { read: 0, changed: 0, unreadable: 0 }
  for (let after: readonly string[] | null = null; ; ) {
    const rows = await rowsAfter(database, table, after)
    const done = await resealRows(database, sealing, table, rows)
    sum = {
      read: sum.read + done.read,
      changed: sum.changed + done.changed,
      unreadable: sum.unreadable + done.unreadable,
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < rowsAtOnce) return sum
    after = table.key.map((_, at) => String(last[`key_${at}`]))
  }
}

/**
 * Seals everything of a province that lies under an earlier secret under the one in use, and counts its hashes anew, beside the running
 * program. Begun again it goes on where it was: what lies under the secret in use is only read. `except` are tables whose values need more.
 */
export const resealProvince = async (
  database: Database,
  sealing: Sealing,
  except: readonly string[],
): Promise<ReadonlyMap<string, Resealed>> => {
  const done = new Map<string, Resealed>()
  for (const table of await listSealedTables(database)) {
    if (!except.includes(table.name)) done.set(table.name, await resealTable(database, sealing, table))
  }
  return done
}
