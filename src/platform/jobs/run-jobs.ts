import { type Runner, run, runMigrations, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import { openPool, type ServerAddress } from '../database/connection.ts'
import type { OpenProvince, Provinces } from '../database/provinces.ts'
import type { Log } from '../log/log.ts'
import { holdWorkerLock } from './worker-locks.ts'

/** What a job gets: the province it belongs to and what was said when it was enqueued. It may run twice; it must not matter. */
export type JobHandler = (province: OpenProvince, payload: Record<string, unknown>) => Promise<void>

export type Crontab = readonly { readonly task: string; readonly pattern: string }[]

/**
 * What the clock asks for. A task has a line of its own, so that one run waits for the other whatever it is waiting for and never takes a second
 * worker; of the runs that come due meanwhile one is kept.
 */
export const crontabText = (crontab: Crontab): string =>
  crontab.map(({ task, pattern }) => `${pattern} ${task} ?queue=${task}&jobKey=clock:${task}`).join('\n')

export type JobRunner = { readonly stop: () => Promise<void> }

/** Makes the tables of the queue; harmless when they are there. */
export const migrateJobs = async (server: ServerAddress): Promise<void> => {
  const pool = openPool(server, { max: 2, searchPath: 'public' })
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
}

const provinceOf = (provinces: Provinces, payload: unknown): OpenProvince | undefined => {
  const schema = typeof payload === 'object' && payload !== null && 'schema' in payload ? payload.schema : undefined
  return provinces.all.find((open) => open.province.schemaName === schema)
}

const taskList = (provinces: Provinces, handlers: Readonly<Record<string, JobHandler>>): TaskList =>
  Object.fromEntries(
    Object.entries(handlers).map(([task, handler]) => [
      task,
      async (payload: unknown) => {
        const isCron = typeof payload === 'object' && payload !== null && '_cron' in payload
        if (isCron) {
          for (const open of provinces.all) await handler(open, {})
          return
        }
        const open = provinceOf(provinces, payload)
        if (open === undefined) throw new Error(`job ${task} names no province that is open here`)
        await handler(open, payload as Record<string, unknown>)
      },
    ]),
  )

export type RunJobsOptions = {
  readonly server: ServerAddress
  readonly provinces: Provinces
  readonly handlers: Readonly<Record<string, JobHandler>>
  readonly crontab: Crontab
  readonly concurrency: number
  readonly log: Log
}

/**
 * Jobs are marked as done several at a time: many small ones would keep the database busier than their work. They are taken one at a time:
 * jobs taken ahead end the whole process when the database is away just as they should be given back (graphile-worker 0.18).
 */
const gathering = {
  // Gathered, a job that cannot be marked as done ends the runner; one by one its fault would be nobody's and end the process.
  completeJobBatchDelay: 20,
  failJobBatchDelay: 0,
} as const

type Running = { readonly ended: Promise<unknown>; readonly stop: () => Promise<void> }

/** Jobs until they are stopped or the database goes away under them. */
const runOnce = async (options: RunJobsOptions, pool: pg.Pool): Promise<Running> => {
  const locks = await holdWorkerLock(options.server, options.log)
  const say = (error: unknown): void => options.log.warn({ err: String(error) }, 'jobs ended')
  try {
    const runner: Runner = await run({
      pgPool: pool,
      taskList: taskList(options.provinces, options.handlers),
      concurrency: options.concurrency,
      noHandleSignals: true,
      crontab: crontabText(options.crontab),
      pollInterval: 2_000,
      preset: { worker: gathering },
      events: locks.events,
      logger: locks.logger,
    })
    return {
      ended: Promise.race([runner.promise.catch(say), locks.lost]),
      stop: async () => {
        await runner.stop().catch(() => undefined)
        await locks.release()
      },
    }
  } catch (error) {
    await locks.release()
    throw error
  }
}

const pauseMs = 500

const pause = (until: Promise<unknown>): Promise<unknown> =>
  Promise.race([until, new Promise((resolve) => setTimeout(resolve, pauseMs))])

/**
 * Runs the jobs of all provinces until it is stopped. When the database goes away it begins again with new workers; what the old ones had
 * taken is freed, and runs again.
 */
export const runJobs = async (options: RunJobsOptions): Promise<JobRunner> => {
  const pool: pg.Pool = openPool(options.server, {
    max: options.concurrency + 3,
    searchPath: 'public',
    lazyCommits: true,
    onLostConnection: (error) => options.log.warn({ err: error.message }, 'job connection lost'),
  })
  const stopped = Promise.withResolvers<void>()
  let isStopping = false
  let current: Running | null = await runOnce(options, pool)
  const keepRunning = async (): Promise<void> => {
    while (!isStopping) {
      if (current !== null) await Promise.race([current.ended, stopped.promise])
      await current?.stop()
      current = null
      if (isStopping) return
      await pause(stopped.promise)
      if (isStopping) return
      current = await runOnce(options, pool).catch((error: unknown) => {
        options.log.warn({ err: String(error) }, 'jobs wait for the database')
        return null
      })
    }
  }
  const running = keepRunning()
  return {
    stop: async () => {
      isStopping = true
      stopped.resolve()
      await running
      await current?.stop()
      await pool.end()
    },
  }
}
