import { Kysely, PostgresDialect, type PostgresPoolClient, type PostgresQueryResult } from 'kysely'
import type pg from 'pg'
import type { Database } from './connection.ts'
import type { DB } from './schema.ts'

/** What is sent around a transaction, and what stands for it inside another one. */
const nested: Readonly<Record<string, readonly string[]>> = {
  begin: ['savepoint deed'],
  commit: ['release savepoint deed'],
  rollback: ['rollback to savepoint deed', 'release savepoint deed'],
}

const answerOf = async <Row>(
  client: pg.PoolClient,
  text: string,
  parameters: readonly unknown[],
): Promise<PostgresQueryResult<Row>> => {
  const instead = nested[text]
  if (instead === undefined) {
    const { command, rowCount, rows } = await client.query(text, [...parameters])
    return { command: command as PostgresQueryResult<Row>['command'], rowCount: rowCount ?? 0, rows: rows as Row[] }
  }
  for (const statement of instead) await client.query(statement)
  return { command: text === 'rollback' ? 'ROLLBACK' : 'COMMIT', rowCount: 0, rows: [] }
}

/** A database that is one client: what is asked at the same time is answered in turn. */
const databaseOn = (client: pg.PoolClient): Database => {
  let last: Promise<unknown> = Promise.resolve()
  const query = <Row>(text: unknown, parameters: readonly unknown[] = []): Promise<PostgresQueryResult<Row>> => {
    const answer = last.then(() => answerOf<Row>(client, String(text), parameters))
    last = answer.catch(() => undefined)
    return answer
  }
  const lent = { query, release: () => undefined } as PostgresPoolClient
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool: { connect: async () => lent, end: async () => undefined, options: {} } }),
  })
}

/**
 * Runs many deeds as one: the transaction of each is a savepoint of one that is committed at the end, or not at all. Whoever is ended in
 * the middle leaves nothing behind.
 */
export const inOneTransaction = async <Value>(
  pool: pg.Pool,
  work: (database: Database) => Promise<Value>,
): Promise<Value> => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const value = await work(databaseOn(client))
    await client.query('commit')
    client.release()
    return value
  } catch (error) {
    // The connection is thrown away, and the open transaction with it.
    client.release(true)
    throw error
  }
}
