import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import { accept, acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { openTestDatabase } from '#test/support/database.ts'
import {
  inOneStatement,
  inShortTransaction,
  inTransaction,
  openDatabase,
  openPool,
  type Reader,
  readingTogether,
} from './connection.ts'

const { server, provinces } = await openTestDatabase()
const { database } = provinces.all[0] ?? expect.fail('no province')

it('gives back every instant as it was, to the microsecond', async () => {
  const instants = fc
    .bigInt({ min: -6_000_000_000_000_000n, max: 6_000_000_000_000_000n })
    .map((microseconds) => Temporal.Instant.fromEpochNanoseconds(microseconds * 1_000n))
  await fc.assert(
    fc.asyncProperty(fc.array(instants, { minLength: 20, maxLength: 60 }), async (sent) => {
      const { rows } = await sql<{ at: Temporal.Instant }>`
        select at from unnest(${sent.map(String)}::timestamptz[]) with ordinality as given (at, place) order by place`.execute(
        database,
      )
      expect(rows.map(({ at }) => String(at))).toEqual(sent.map(String))
    }),
    { numRuns: 20 },
  )
})

it('ends a statement that takes too long, on either side, unless it is one of a migration', async () => {
  const limitsOf = async (isPatient: boolean) => {
    const pool = openPool(server, { max: 1, isPatient })
    const { rows } = await pool.query<{ statement_timeout: string }>('show statement_timeout')
    await pool.end()
    return [rows[0]?.statement_timeout, pool.options.query_timeout]
  }
  expect(await limitsOf(false)).toEqual(['30s', 35_000])
  expect(await limitsOf(true)).toEqual(['0', 0])
})

it('lets the server keep a statement that is sent often, and no other', async () => {
  const pool = openPool(server, { max: 1 })
  const client = await pool.connect()
  try {
    const often = 'select $1::int + 40 as sum'
    const keptOnes = async () =>
      (await client.query<{ statement: string }>('select statement from pg_prepared_statements')).rows.map(
        ({ statement }) => statement,
      )
    await client.query(often, [2])
    await client.query(often, [2])
    expect(await keptOnes()).toEqual([])
    expect((await client.query(often, [2])).rows).toEqual([{ sum: 42 }])
    expect((await client.query(often, [3])).rows).toEqual([{ sum: 43 }])
    expect(await keptOnes()).toEqual([often])
  } finally {
    client.release()
    await pool.end()
  }
})

it('answers a deed that let go of its locks early only when the disk has it', async () => {
  // The server of the tests waits for no disk.
  await sql`alter database ${sql.id(server.database)} set synchronous_commit = on`.execute(database)
  const pool = openPool(server, { max: 1 })
  const waiting = openDatabase(pool)
  const written = await inShortTransaction(waiting, async (tx) => {
    await sql`create table public.short_deed as select * from generate_series(1, 1000)`.execute(tx)
    const { rows } = await sql<{ at: string }>`
      select pg_current_wal_insert_lsn()::text as at, current_setting('synchronous_commit') as waits`.execute(tx)
    expect(rows).toMatchObject([{ waits: 'off' }])
    return accept(rows[0]?.at)
  })
  const { rows } = await sql`
    select pg_current_wal_flush_lsn() >= ${acceptedValue(written)}::pg_lsn as is_kept`.execute(waiting)
  await waiting.destroy()
  expect(rows).toEqual([{ is_kept: true }])
})

it('prepares anew what a migration has changed under it', async () => {
  const pool = openPool(server, { max: 1 })
  const client = await pool.connect()
  try {
    await client.query('create table public.changing (id int)')
    const all = 'select * from public.changing where id = $1'
    for (let turn = 0; turn < 4; turn += 1) await client.query(all, [1])
    await client.query('alter table public.changing add column name text')
    await expect(client.query(all, [1])).rejects.toThrow('cached plan must not change result type')
    await client.query('insert into public.changing values (1, $1)', ['một'])
    for (let turn = 0; turn < 4; turn += 1)
      expect((await client.query(all, [1])).rows).toEqual([{ id: 1, name: 'một' }])
  } finally {
    await client.query('drop table public.changing')
    client.release()
    await pool.end()
  }
})

it('sends what is asked for in one turn in one write, and answers it in order', async () => {
  const pool = openPool(server, { max: 1 })
  const client = await pool.connect()
  const { stream } = client.connection
  const [one, several] = [vi.spyOn(stream, '_write'), vi.spyOn(stream, '_writev')]
  try {
    const answers = await Promise.all(
      [1, 2, 3, 4].map(async (number) => (await client.query('select $1::int as number', [number])).rows[0]),
    )
    expect(answers).toEqual([1, 2, 3, 4].map((number) => ({ number })))
    expect(one.mock.calls.length + several.mock.calls.length).toBe(1)
  } finally {
    client.release()
    await pool.end()
  }
})

it('reads together on one connection, without a transaction', async () => {
  const where = sql<{ pid: number; transaction: string }>`
    select pg_backend_pid() as pid, pg_current_xact_id()::text as transaction`
  const thrice = (reader: Reader) => Promise.all([1, 2, 3].map(async () => (await where.execute(reader)).rows[0]))
  const countOf = (rows: Awaited<ReturnType<typeof thrice>>) => ({
    connections: new Set(rows.map((row) => row?.pid)).size,
    transactions: new Set(rows.map((row) => row?.transaction)).size,
  })
  expect(countOf(await readingTogether(database, thrice))).toEqual({ connections: 1, transactions: 3 })
  const inside = acceptedValue(await inTransaction(database, async (tx) => accept(await thrice(tx))))
  expect(countOf(inside)).toEqual({ connections: 1, transactions: 1 })
})

it('refuses a second statement to a deed of one', async () => {
  const number = sql<{ number: number }>`select 7 as number`
  expect((await inOneStatement(database, (tx) => number.execute(tx))).rows).toEqual([{ number: 7 }])
  await expect(
    inOneStatement(database, async (tx) => {
      await number.execute(tx)
      return number.execute(tx)
    }),
  ).rejects.toThrow('asked for another')
})
