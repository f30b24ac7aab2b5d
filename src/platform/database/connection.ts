import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  Kysely,
  type LogEvent,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryExecutor,
  sql,
  Transaction,
} from 'kysely'
import pg from 'pg'
import type { Result } from '#kernel/result.ts'
import type { DB, JsonValue } from './schema.ts'
import './value-types.ts'
import { PreparingClient } from './preparing-client.ts'

/** The tables of one province. */
export type Database = Kysely<DB>

/** A transaction of one province: the first parameter of every store function. */
export type Tx = Transaction<DB>

/** Either: for queries that read outside a transaction too. */
export type Reader = Database | Tx

/** Where a PostgreSQL server is found; `password` and `port` are absent on a socket. */
export type ServerAddress = {
  readonly host: string
  readonly port?: number
  readonly user: string
  readonly password?: string
  readonly database: string
  readonly ssl?: boolean
}

export type PoolOptions = {
  readonly searchPath?: string
  readonly max?: number
  readonly onLostConnection?: (error: Error) => void
  /** Commits answer before they are on the disk: only for what is done again, and harmlessly, when it was lost. */
  readonly lazyCommits?: boolean
  /** Statements take as long as they take: those of migrations rewrite whole tables. */
  readonly isPatient?: boolean
}

const statementTimeoutMs = 30_000
const answerTimeoutMs = 35_000
const connectTimeoutMs = 5_000

const startingWith = ({ searchPath, lazyCommits = false }: PoolOptions): { readonly options?: string } => {
  const settings = [
    ...(searchPath === undefined ? [] : [`-c search_path=${searchPath}`]),
    ...(lazyCommits ? ['-c synchronous_commit=off'] : []),
  ]
  return settings.length === 0 ? {} : { options: settings.join(' ') }
}

export const openPool = (server: ServerAddress, options: PoolOptions = {}): pg.Pool => {
  const pool = new pg.Pool({
    Client: PreparingClient,
    host: server.host,
    user: server.user,
    database: server.database,
    ...(server.port === undefined ? {} : { port: server.port }),
    ...(server.password === undefined ? {} : { password: server.password }),
    ...(server.ssl ? { ssl: true } : {}),
    max: options.max ?? 12,
    // What a deed sends together goes to the server in one turn.
    pipeline: true,
    statement_timeout: options.isPatient === true ? 0 : statementTimeoutMs,
    query_timeout: options.isPatient === true ? 0 : answerTimeoutMs,
    connectionTimeoutMillis: connectTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'motcua',
    ...startingWith(options),
  })
  const onLost = options.onLostConnection ?? (() => undefined)
  // An idle or a checked-out client that loses its server emits 'error'; unheard, it would end the process.
  pool.on('error', onLost)
  pool.on('connect', (client) => client.on('error', onLost))
  return pool
}

/** Counts the statements sent while `work` runs: the budget of a page is checked with it. */
export type StatementCount = { statements: number }
const counting = new AsyncLocalStorage<StatementCount>()

export const countingStatements = <T>(count: StatementCount, work: () => T): T => counting.run(count, work)

const countStatement = (event: LogEvent): void => {
  const count = counting.getStore()
  if (count !== undefined && event.level === 'query') count.statements += 1
}

export const openDatabase = (pool: pg.Pool): Database =>
  new Kysely<DB>({ dialect: new PostgresDialect({ pool }), log: countStatement })

class RolledBack extends Error {
  readonly refusal: unknown
  constructor(refusal: unknown) {
    super('refused')
    this.refusal = refusal
  }
}

/** The words of PostgreSQL without a way to it: what runs on a lent connection never asks its own driver. */
const lentDialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (database) => new PostgresIntrospector(database),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}

const runningOn = (executor: QueryExecutor) => ({
  config: { dialect: lentDialect },
  driver: new DummyDriver(),
  dialect: lentDialect,
  executor,
})

/** What runs on one connection without a queue before it: statements asked for together (`Promise.all`) leave in one write, and are answered in their order. */
const onConnection = (executor: QueryExecutor, connection: DatabaseConnection) =>
  runningOn(executor.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) }))

/**
 * Reads for which no transaction is needed: each sees what is committed when it runs. Asked for together (`Promise.all`), they cost one turn to the
 * database instead of one each.
 */
export const readingTogether = <Value>(
  database: Database,
  read: (reader: Reader) => Promise<Value>,
): Promise<Value> => {
  const executor = database.getExecutor()
  return executor.provideConnection((connection) => read(new Kysely<DB>(onConnection(executor, connection))))
}

const sendingTogether = async (tx: Tx): Promise<Tx> => {
  const executor = tx.getExecutor()
  const connection = await executor.provideConnection(async (own) => own)
  return new Transaction<DB>(onConnection(executor, connection))
}

/**
 * A deed of a single statement, which is a transaction by itself: neither begin nor commit travels. Throws when the deed asks for a second one,
 * which would not be taken back with the first.
 */
export const inOneStatement = <Value>(database: Database, deed: (tx: Tx) => Promise<Value>): Promise<Value> => {
  const executor = database.getExecutor()
  let isSpent = false
  return executor.provideConnection((connection) => {
    const once = executor.withConnectionProvider({
      provideConnection: (consumer) => {
        if (isSpent) throw new Error('a deed of one statement asked for another')
        isSpent = true
        return consumer(connection)
      },
    })
    return deed(new Transaction<DB>(runningOn(once)))
  })
}

/** Runs a deed in one transaction; a refusal rolls back and is returned, a fault rolls back and is thrown. */
export const inTransaction = async <Value, Refusal>(
  database: Database,
  deed: (tx: Tx) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> => {
  try {
    return await database.transaction().execute(async (tx) => {
      const result = await deed(await sendingTogether(tx))
      if (!result.ok) throw new RolledBack(result.refusal)
      return result
    })
  } catch (error) {
    if (error instanceof RolledBack) return { ok: false, refusal: error.refusal as Refusal }
    throw error
  }
}

/**
 * As `inTransaction`, for a deed on a row for which many wait: its locks end before the disk has what was done, and the answer waits for the disk
 * afterwards, together with those of others. What a power cut takes away was told to nobody, and whatever builds on it stands behind it in the
 * log of the server and goes with it.
 */
export const inShortTransaction = async <Value, Refusal>(
  database: Database,
  deed: (tx: Tx) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> => {
  const result = await inTransaction<Value, Refusal>(database, async (tx) => {
    const [done] = await Promise.all([deed(tx), sql`set local synchronous_commit = off`.execute(tx)])
    return done
  })
  if (result.ok) await sql`select pg_logical_emit_message(true, 'motcua', '')`.execute(database)
  return result
}

/** A value for a `jsonb` column: the driver would take an array for a PostgreSQL array. */
export const jsonb = (value: unknown) => sql<JsonValue>`${JSON.stringify(value)}::jsonb`

/** Whether a fault is the breach of the named constraint. */
export const isBreachOf = (error: unknown, constraint: string): boolean =>
  error instanceof pg.DatabaseError && error.constraint === constraint
