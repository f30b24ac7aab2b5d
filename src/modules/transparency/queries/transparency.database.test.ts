import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import { compileCalendar, WorkingCalendarSource } from '#modules/calendar/domain/index.ts'
import { countingStatements, jsonb } from '#platform/database/connection.ts'
import { openTestDatabase, testProvince } from '#test/support/database.ts'
import { onTimeByAgency } from './on-time-by-agency.ts'
import { openProvinceFigures, provinceFigures } from './province-figures.ts'
import { settledByMonth } from './settled-by-month.ts'

const { provinces } = await openTestDatabase()
const database = provinces.byKey(testProvince.key)?.database ?? expect.fail('no province')
const calendar = compileCalendar(
  WorkingCalendarSource.parse({ plans: [{ inForceFrom: '2020-01-01' }], exceptions: [] }),
)
const at = (text: string) => Temporal.Instant.from(`${text}+07:00`)
const now = at('2026-09-16T10:00')

type Life = {
  readonly accepted: string
  readonly due: string
  readonly finished?: string
  readonly settled?: 'early' | 'on-time' | 'late'
}

const agencyId = newId()
const procedureId = newId()
const filingId = newId()

const insertDossier = async ({ accepted, due, finished, settled }: Life): Promise<void> => {
  const id = newId()
  await database
    .insertInto('dossier')
    .values({
      id,
      filing_id: filingId,
      code: id,
      procedure_id: procedureId,
      procedure_name: 'Đăng ký khai sinh',
      status: finished === undefined ? 4 : 9,
      channel: 2,
      receiving_agency_id: agencyId,
      deciding_agency_id: agencyId,
      owner_name: 'Nguyễn Văn Minh',
      filed_at: at(accepted),
      accepted_at: at(accepted),
      due_at: at(due),
      finished_at: finished === undefined ? null : at(finished),
      settled: settled ?? null,
      tracking_key: id,
      updated_at: at(finished ?? accepted),
    })
    .execute()
}

const insertLives = async (): Promise<void> => {
  await database
    .insertInto('agency')
    .values({
      id: agencyId,
      kind: 'peoples-committee',
      level: 'commune',
      name: 'UBND xã Hy Cương',
      short_name: 'Hy Cương',
      code: 'H44.1',
    })
    .execute()
  await database
    .insertInto('procedure')
    .values({ id: procedureId, code: '1.000001', name: 'Đăng ký khai sinh', field: 'Hộ tịch', published: jsonb({}) })
    .execute()
  await sql`insert into filing (id, state, channel, created_at, updated_at, filed_at) values (${filingId}, 'filed', 'counter', ${now}, ${now}, ${now})`.execute(
    database,
  )
  await insertDossier({
    accepted: '2026-08-27T09:00',
    due: '2026-09-03T09:00',
    finished: '2026-09-01T09:00',
    settled: 'early',
  })
  await insertDossier({
    accepted: '2026-09-07T08:00',
    due: '2026-09-08T08:00',
    finished: '2026-09-08T07:45',
    settled: 'on-time',
  })
  await insertDossier({
    accepted: '2026-09-08T08:00',
    due: '2026-09-09T08:00',
    finished: '2026-09-10T08:00',
    settled: 'late',
  })
  await insertDossier({ accepted: '2026-09-10T08:00', due: '2026-09-14T08:00' })
  await insertDossier({ accepted: '2026-09-14T08:00', due: '2026-09-30T08:00' })
}

await insertLives()

describe('what everybody may see', () => {
  const month = { from: Temporal.PlainDate.from('2026-09-01'), until: Temporal.PlainDate.from('2026-09-30'), now }

  it('are the figures of each agency and their sum', async () => {
    const { rows, total } = await onTimeByAgency(database, month)
    expect(rows).toMatchObject([{ name: 'UBND xã Hy Cương', level: 'commune' }])
    expect(total).toMatchObject({
      received: 5,
      carriedOver: 1,
      settled: 3,
      early: 1,
      onTime: 1,
      late: 1,
      inHand: 2,
      overdue: 1,
    })
    expect((await onTimeByAgency(database, { ...month, level: 'province' })).rows).toEqual([])
  })

  it('are four figures on the home page, in two statements', async () => {
    const count = { statements: 0 }
    const figures = await countingStatements(count, () => provinceFigures(database, now, calendar))
    // Three working days, two, and not quite one: the middle one counts.
    expect(figures).toEqual({ onTimePermille: 666, medianMinutes: 960, inHand: 2, lateNow: 1 })
    expect(count.statements).toBe(2)
  })

  it('are reckoned at most once a minute for the home page', async () => {
    const figuresAt = openProvinceFigures()
    const statementsAt = async (moment: Temporal.Instant) => {
      const count = { statements: 0 }
      await countingStatements(count, () => figuresAt(database, moment, calendar))
      return count.statements
    }
    expect(await statementsAt(now)).toBe(2)
    expect(await statementsAt(now.add({ seconds: 59 }))).toBe(0)
    expect(await statementsAt(now.add({ seconds: 60 }))).toBe(2)
  })

  it('are the months, with zeros where nothing was settled', async () => {
    const months = await settledByMonth(database, { lastMonth: Temporal.PlainDate.from('2026-09-16'), months: 3 })
    expect(
      months.map(({ month: first, received, early, onTime, late }) => [
        first.toString(),
        received,
        early,
        onTime,
        late,
      ]),
    ).toEqual([
      ['2026-07-01', 0, 0, 0, 0],
      ['2026-08-01', 1, 0, 0, 0],
      ['2026-09-01', 4, 1, 1, 1],
    ])
  })
})
