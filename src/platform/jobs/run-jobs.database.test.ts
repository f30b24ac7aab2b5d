import { it } from 'vitest'
import { openTestDatabase } from '#test/support/database.ts'
import { silentLog } from '../log/log.ts'
import { enqueue } from './enqueue.ts'
import { runJobs } from './run-jobs.ts'

// What happens when the server itself is killed while jobs are marked as done is tried in test/faults.
it('goes on when the database ends every connection, and holds the lock of its workers again', async () => {
  const { server, provinces } = await openTestDatabase()
  const [open] = provinces.all
  if (open === undefined) throw new Error('no province')
  const { promise, resolve } = Promise.withResolvers<void>()
  let runs = 0
  const handlers = {
    // As a server does that is killed: all connections go while this job is under way.
    cut: async () => {
      runs += 1
      if (runs > 1) return
      await open.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name = 'motcua'`)
      throw new Error('no')
    },
    after: async () => resolve(),
  }
  const jobs = await runJobs({ server, provinces, handlers, crontab: [], concurrency: 2, log: silentLog })
  await open.database.transaction().execute((tx) => enqueue(tx, 'cut', {}))
  while (runs === 0) await new Promise(setImmediate)
  const tell = (): Promise<void> =>
    open.database
      .transaction()
      .execute((tx) => enqueue(tx, 'after', {}))
      .catch(tell)
  await tell()
  await promise
  const isHeld = async (): Promise<boolean> =>
    (await open.pool.query('select 1 from pg_locks where locktype = $1 and classid = 442002 and granted', ['advisory']))
      .rowCount !== 0
  while (!(await isHeld())) await new Promise(setImmediate)
  await jobs.stop()
})
