import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { openPool } from './connection.ts'

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
