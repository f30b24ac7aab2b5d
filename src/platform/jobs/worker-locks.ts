import { EventEmitter } from 'node:events'
import { Logger, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { openPool, type ServerAddress } from '../database/connection.ts'
import type { Log } from '../log/log.ts'

/**
 * A worker that is killed leaves its jobs locked for four hours. Each pool of workers, under whose id jobs are locked, therefore holds an
 * advisory lock under that id; whoever finds a job locked by an id whose advisory lock is free knows that pool to be dead and frees its jobs.
 */
const lockSpace = 442_002
const checkEveryMs = 60_000

const lockedBy = `
  select locked_by as id from graphile_worker._private_jobs where locked_by is not null
  union select locked_by from graphile_worker._private_job_queues where locked_by is not null`

const freeJobsOfDeadWorkers = async (client: pg.PoolClient, alive: ReadonlySet<string>): Promise<readonly string[]> => {
  const holders = await client.query<{ id: string }>(lockedBy)
  const dead: string[] = []
  for (const { id } of holders.rows) {
    if (alive.has(id)) continue
    const probe = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as free', [
      lockSpace,
      id,
    ])
    if (!probe.rows[0]?.free) continue
    dead.push(id)
    await client.query('select pg_advisory_unlock($1, hashtext($2))', [lockSpace, id])
  }
  if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
  return dead
}

export type WorkerLocks = {
  readonly events: WorkerEvents
  readonly logger: Logger
  /** Resolves when the connection that holds the locks is gone, and with it the locks. */
  readonly lost: Promise<void>
  readonly release: () => Promise<void>
}

export const holdWorkerLock = async (server: ServerAddress, log: Log): Promise<WorkerLocks> => {
  const pool = openPool(server, { max: 1, searchPath: 'public' })
  const client = await pool.connect().catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  const lost = new Promise<void>((resolve) => {
    client.once('end', () => resolve())
    client.once('error', () => resolve())
  })
  const alive = new Set<string>()
  let busy: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<unknown>): void => {
    busy = busy.then(work).catch((error: unknown) => log.warn({ err: String(error) }, 'worker lock'))
  }
  const check = async (): Promise<void> => {
    const freed = await freeJobsOfDeadWorkers(client, alive)
    if (freed.length > 0) log.info({ workers: freed }, 'freed the jobs of dead workers')
  }
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    alive.add(workerPool.id)
    inTurn(() => client.query('select pg_advisory_lock($1, hashtext($2))', [lockSpace, workerPool.id]))
  })
  inTurn(check)
  const timer = setInterval(() => inTurn(check), checkEveryMs)
  timer.unref()
  return {
    events,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error({ job: message }, 'job')
      else if (level === 'warning') log.warn({ job: message }, 'job')
      else log.debug({ job: message }, 'job')
    }),
    lost,
    release: async () => {
      clearInterval(timer)
      await busy
      client.release(true)
      await pool.end()
    },
  }
}
