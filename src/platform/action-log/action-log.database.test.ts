import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { systemClock } from '#kernel/time.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { type Action, appendAction } from './action-log.ts'
import { verifyLog } from './verify-log.ts'

const { provinces } = await openTestDatabase()
const { database, pool } = provinces.all[0] ?? expect.fail('no province')

const isSomebodyWaiting = async (): Promise<boolean> => {
  const waiting = await pool.query(`select 1 from pg_locks where locktype = 'advisory' and not granted`)
  return waiting.rowCount !== 0
}

it('lets the second of two writers wait who hold nothing of the subject, and puts his entry behind', async () => {
  const now = systemClock.now()
  const action: Action = {
    subjectKind: 'setting',
    subjectId: newId(),
    type: 'setting.decided',
    actor: { kind: 'system' },
    occurredAt: now,
    recordedAt: now,
    detail: {},
  }
  const { second } = await database.transaction().execute(async (tx) => {
    await appendAction(tx, action)
    const begun = database.transaction().execute((other) => appendAction(other, action))
    begun.catch(() => undefined)
    await expect.poll(isSomebodyWaiting).toBe(true)
    return { second: begun }
  })
  expect(await second).toMatchObject({ seq: 2 })
  expect(await verifyLog(database)).toMatchObject({ faults: [] })
})
