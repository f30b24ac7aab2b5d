import { expect, it } from 'vitest'
import { onServer, openTestDatabase } from '#test/support/database.ts'
import { silentLog } from '../log/log.ts'
import { enqueue } from './enqueue.ts'
import { runJobs } from './run-jobs.ts'

const waitingJobs = 40

// What happens when the server itself is killed is tried in test/faults.
it('goes on when the database was away for a while with jobs in line, and holds the lock of its workers again', async () => {
  const { server, provinces } = await openTestDatabase()
  const [open] = provinces.all
  if (open === undefined) throw new Error('no province')
  const waits = Promise.withResolvers<void>()
  const done = Promise.withResolvers<void>()
  const ran = new Set<unknown>()
  let cuts = 0
  const allow = (isAllowed: boolean): Promise<unknown> =>
    onServer(server, async (query) => {
      await query(`alter database ${server.database} with allow_connections ${isAllowed}`)
      if (isAllowed) return
      await query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${server.database}'`)
    })
  const handlers = {
    note: async (_: unknown, { number }: Record<string, unknown>) => {
      if (number === 1 && cuts === 0) {
        cuts += 1
        await allow(false)
        throw new Error('no')
      }
      ran.add(number)
      if (ran.size === waitingJobs) done.resolve()
    },
  }
  const log = {
    ...silentLog,
    warn: (_: unknown, message: string) => {
      if (message === 'jobs wait for the database') waits.resolve()
    },
  } as typeof silentLog
  await open.database.transaction().execute(async (tx) => {
    for (let number = 1; number <= waitingJobs; number += 1) await enqueue(tx, 'note', { number })
  })
  const jobs = await runJobs({ server, provinces, handlers, crontab: [], concurrency: 2, log })
  await waits.promise
  await allow(true)
  await done.promise
  const isHeld = async (): Promise<boolean> =>
    (await open.pool.query('select 1 from pg_locks where locktype = $1 and classid = 442002 and granted', ['advisory']))
      .rowCount !== 0
  while (!(await isHeld())) await new Promise(setImmediate)
  await jobs.stop()
  expect(cuts).toBe(1)
})
