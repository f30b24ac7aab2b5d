import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { formatInstant, Temporal } from '#kernel/time.ts'
import { AddWorkingDay, addWorkingDay, removeWorkingDay } from '#modules/calendar/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { fileBirth } from '#test/support/filed-birth.ts'
import { acceptDossier, assignDossier, RequestSupplement, recomputeDeadlines, requestSupplement } from '../../index.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const { deps } = house
const { database } = deps
const dossiers: { running: string; waiting: string } = { running: '', waiting: '' }
const administrator = await house.officer('quantri')
const desk = await house.officer('hycuong.motcua')

const dueOf = async (id: string): Promise<string | null> => {
  const { due_at } = await database
    .selectFrom('dossier')
    .select('due_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return due_at === null ? null : formatInstant(due_at)
}

const workDues = async (id: string) => {
  const rows = await database
    .selectFrom('work_item')
    .select(['subject_due_at', 'critical_at'])
    .where('subject_id', '=', id)
    .where('state', '=', 'open')
    .execute()
  return rows.map((row) => [row.subject_due_at, row.critical_at].map((at) => (at === null ? null : formatInstant(at))))
}

const recomputations = (id: string) =>
  database
    .selectFrom('action_log')
    .select(['type', 'detail', 'actor_kind'])
    .where('subject_id', '=', id)
    .where('type', '=', 'dossier.deadline-recomputed')
    .orderBy('seq')
    .execute()

const dayOff = (date: string, kind = 'swapped_off') =>
  AddWorkingDay.parse({
    date,
    kind,
    name: 'Nghỉ phòng chống bão',
    legalSource: 'Công điện 12/CĐ-UBND',
    certainty: 'seen',
  })

beforeAll(async () => {
  dossiers.running = (await fileBirth(house)).id
  dossiers.waiting = (await fileBirth(house, 'lan')).id
  for (const dossierId of Object.values(dossiers)) {
    acceptedValue(await acceptDossier(deps, desk, { dossierId, note: '' }))
    // As if the procedure took three working days, so that days in between can change.
    await sql`update dossier set limit_amount = 3, limit_unit = 'working_day' where id = ${dossierId}`.execute(database)
  }
  const dossierId = dossiers.waiting
  const handler = await house.officer('hycuong.hotich')
  const head = await house.officer('hycuong.chanhvanphong')
  acceptedValue(await assignDossier(deps, head, { dossierId, officerId: handler.officerId, note: '' }))
  const missing = { dossierId, items: [{ text: 'Giấy chứng sinh bản chính' }], reason: 'Bản chụp không đọc được' }
  acceptedValue(await requestSupplement(deps, handler, RequestSupplement.parse(missing)))
  await recomputeDeadlines(deps)
})

describe('a change of the calendar', () => {
  it('moves the due date of what is open, with its work and one entry in its log', async () => {
    expect(await dueOf(dossiers.running)).toBe('08:00 10/09/2026')
    acceptedValue(await addWorkingDay(deps, administrator, dayOff('2026-09-09')))
    expect(await recomputeDeadlines(deps)).toEqual({ checked: 1, changed: 1, unclear: 0 })
    expect(await dueOf(dossiers.running)).toBe('08:00 11/09/2026')
    expect(await workDues(dossiers.running)).toEqual([['08:00 11/09/2026', '08:00 14/09/2026']])
    expect((await recomputations(dossiers.running)).at(-1)).toMatchObject({
      actor_kind: 'system',
      detail: { dueBefore: '2026-09-10T01:00:00Z', dueAfter: '2026-09-11T01:00:00Z' },
    })
  })

  it('moves from when on being late is critical also where the due date stays', async () => {
    const entries = (await recomputations(dossiers.running)).length
    acceptedValue(await addWorkingDay(deps, administrator, dayOff('2026-09-14')))
    expect(await recomputeDeadlines(deps)).toMatchObject({ changed: 0 })
    expect(await workDues(dossiers.running)).toEqual([['08:00 11/09/2026', '08:00 15/09/2026']])
    expect(await recomputations(dossiers.running)).toHaveLength(entries)
  })

  it('leaves what waits for the applicant alone', async () => {
    expect([await dueOf(dossiers.waiting), await recomputations(dossiers.waiting)]).toEqual([null, []])
  })

  it('taken back moves it back, and counted twice changes nothing', async () => {
    acceptedValue(await removeWorkingDay(deps, administrator, { date: Temporal.PlainDate.from('2026-09-09') }))
    expect(await recomputeDeadlines(deps)).toMatchObject({ changed: 1 })
    expect(await dueOf(dossiers.running)).toBe('08:00 10/09/2026')
    expect(await recomputeDeadlines(deps)).toEqual({ checked: 1, changed: 0, unclear: 0 })
  })

  it('keeps every chain of the log whole and says what was done', async () => {
    expect((await verifyLog(database)).faults).toEqual([])
    const done = await database
      .selectFrom('action_log')
      .select(['type', 'detail'])
      .where('subject_kind', '=', 'working-calendar')
      .orderBy('seq')
      .execute()
    expect(done.map(({ type }) => type)).toContain('deadlines.recomputed')
    expect(done.find(({ type }) => type === 'working-day.added')?.detail).toMatchObject({ date: '2026-09-09' })
  })

  it('waits in line behind a recomputation that runs', async () => {
    await database.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext('dossiers.due-dates'), hashtext(current_schema()))`.execute(tx)
      expect(await recomputeDeadlines(deps)).toBeNull()
    })
    const { rows } = await sql<{ key: string }>`
      select key from graphile_worker.jobs where task_identifier = 'recompute-deadlines'`.execute(database)
    expect(rows).toHaveLength(1)
  })
})
