import { parseCrontab, quickAddJob } from 'graphile-worker'
import { expect, it } from 'vitest'
import { onServer, openTestDatabase } from '#test/support/database.ts'
import { silentLog } from '../log/log.ts'
import { enqueue } from './enqueue.ts'
import { crontabText, runJobs } from './run-jobs.ts'

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

it('runs what the clock asks for one at a time, however long it takes, and leaves the other workers to others', async () => {
  const { server, provinces } = await openTestDatabase()
  const [open = expect.fail('no province')] = provinces.all
  const [visit] = parseCrontab(crontabText([{ task: 'visit', pattern: '*/5 * * * *' }]))
  const { queueName, jobKey, jobKeyMode } = visit?.options ?? {}
  const [isIn, isLet, isOther, isAgain] = [0, 1, 2, 3].map(() => Promise.withResolvers<void>())
  const seen: string[] = []
  const handlers = {
    visit: async () => {
      seen.push('visit')
      if (seen.filter((one) => one === 'visit').length === 2) isAgain?.resolve()
      isIn?.resolve()
      await isLet?.promise
      seen.push('end')
    },
    other: async () => {
      seen.push('other')
      isOther?.resolve()
    },
  }
  const spec = {
    ...(queueName === undefined ? {} : { queueName }),
    ...(jobKey === undefined ? {} : { jobKey }),
    ...(jobKeyMode === undefined ? {} : { jobKeyMode }),
  }
  const due = () => quickAddJob({ pgPool: open.pool }, 'visit', { _cron: {} }, spec)
  const alone = { ...provinces, all: [open] }
  const jobs = await runJobs({ server, provinces: alone, handlers, crontab: [], concurrency: 6, log: silentLog })
  await due()
  await isIn?.promise
  for (let time = 1; time <= 3; time += 1) await due()
  await open.database.transaction().execute((tx) => enqueue(tx, 'other', {}))
  await isOther?.promise
  isLet?.resolve()
  await isAgain?.promise
  await jobs.stop()
  expect(seen).toEqual(['visit', 'other', 'end', 'visit', 'end'])
})
