import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { localDate, Temporal, zone } from '#kernel/time.ts'
import { countingStatements, type Database, jsonb } from '#platform/database/connection.ts'
import { openTestDatabase, secondProvince, testProvince } from '#test/support/database.ts'
import { type Cells, cellNames, sumOfCells } from '../domain/form-ii06a.ts'
import { reportII06a } from './report-ii06a.ts'

const { provinces } = await openTestDatabase()
const databaseOf = (key: string): Database => {
  const open = provinces.byKey(key)
  if (open === undefined) throw new Error(`no province ${key}`)
  return open.database
}
const database = databaseOf(testProvince.key)

const agencies = ['province', 'commune', 'commune'].map((level, index) => ({
  id: newId(),
  level,
  name: `Cơ quan ${index}`,
}))
const desk = { id: newId(), level: 'commune', name: 'Bộ phận một cửa' }
const procedures = ['Hộ tịch', 'Đất đai', 'Hộ tịch'].map((field) => ({ id: newId(), field }))
const filingId = newId()

const insertFrame = async (): Promise<void> => {
  for (const [index, agency] of [...agencies, desk].entries()) {
    const kind = agency === desk ? 'one-stop-desk' : 'peoples-committee'
    await database
      .insertInto('agency')
      .values({ ...agency, kind, short_name: agency.name, code: `H44.${index}` })
      .execute()
  }
  for (const [index, { id, field }] of procedures.entries())
    await database
      .insertInto('procedure')
      .values({ id, field, code: `1.00000${index}`, name: field, published: jsonb({}) })
      .execute()
  const at = Temporal.Instant.from('2025-01-01T00:00:00Z')
  await database
    .insertInto('filing')
    .values({ id: filingId, state: 'filed', channel: 'counter', created_at: at, updated_at: at, filed_at: at })
    .execute()
}

beforeAll(insertFrame)

type Move = {
  readonly kind: 'pause' | 'resume' | 'reappoint' | 'close'
  readonly hours: number
  readonly limitHours: number
}
type History = {
  readonly channel: 1 | 2 | 3
  readonly agency: number
  readonly procedure: number
  readonly acceptedHour: number | null
  readonly limitHours: number | null
  readonly moves: readonly Move[]
  readonly end: 'finished' | 'returned' | 'withdrawn' | 'stopped'
}

const begin = Temporal.Instant.from('2025-11-20T00:00:00Z')
const hour = (hours: number): Temporal.Instant => begin.add({ minutes: hours * 60 + 7 })

const anyMove: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom('pause', 'resume', 'reappoint', 'close'),
  hours: fc.integer({ min: 1, max: 300 }),
  limitHours: fc.integer({ min: 1, max: 400 }),
})
const anyHistory: fc.Arbitrary<History> = fc.record({
  channel: fc.constantFrom(1, 2, 3),
  agency: fc.integer({ min: 0, max: 2 }),
  procedure: fc.integer({ min: 0, max: 2 }),
  acceptedHour: fc.option(fc.integer({ min: 0, max: 1_200 }), { freq: 8 }),
  limitHours: fc.option(fc.integer({ min: 1, max: 400 }), { freq: 6 }),
  moves: fc.array(anyMove, { maxLength: 5 }),
  end: fc.constantFrom('finished', 'returned', 'withdrawn', 'stopped'),
})

/** What was due from when on; null: nothing. */
type Due = { readonly since: Temporal.Instant; readonly due: Temporal.Instant | null }
type Told = {
  readonly history: History
  readonly acceptedAt: Temporal.Instant
  readonly closedAt: Temporal.Instant | null
  readonly settled: 'early' | 'onTime' | 'late'
  readonly dues: readonly Due[]
}

const hoursBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  (to.epochMilliseconds - from.epochMilliseconds) / 3_600_000

/** Lives a history in the database, statement by statement as deeds do, and tells it for the slow count. */
const live = async (history: History): Promise<Told | null> => {
  const id = newId()
  const acceptedAt = history.acceptedHour === null ? null : hour(history.acceptedHour)
  const due = acceptedAt === null || history.limitHours === null ? null : acceptedAt.add({ hours: history.limitHours })
  await database
    .insertInto('dossier')
    .values({
      id,
      filing_id: filingId,
      code: id,
      procedure_id: procedures[history.procedure]?.id ?? '',
      procedure_name: 'x',
      status: 1,
      channel: history.channel,
      receiving_agency_id: desk.id,
      deciding_agency_id: agencies[history.agency]?.id ?? '',
      owner_name: 'x',
      filed_at: acceptedAt ?? begin,
      tracking_key: id,
      updated_at: acceptedAt ?? begin,
    })
    .execute()
  const change = (values: Record<string, unknown>) =>
    database.updateTable('dossier').set(values).where('id', '=', id).execute()
  if (acceptedAt === null) {
    if (history.end === 'withdrawn') await change({ status: 7, withdrawn_at: begin, updated_at: begin })
    return null
  }
  await change({ status: 2, accepted_at: acceptedAt, due_at: due, updated_at: acceptedAt })
  return liveOn(history, acceptedAt, due, change)
}

const liveOn = async (
  history: History,
  acceptedAt: Temporal.Instant,
  firstDue: Temporal.Instant | null,
  change: (values: Record<string, unknown>) => Promise<unknown>,
): Promise<Told> => {
  const dues: Due[] = [{ since: acceptedAt, due: firstDue }]
  let at = acceptedAt
  let paused = false
  for (const move of history.moves) {
    at = at.add({ hours: move.hours })
    const due = dues.at(-1)?.due ?? null
    if (move.kind === 'close') {
      const settled = await close(history, at, due, change)
      if (history.end === 'withdrawn' || history.end === 'stopped') dues.push({ since: at, due: null })
      return { history, acceptedAt, closedAt: at, settled, dues }
    }
    if (move.kind === 'pause' && !paused) {
      paused = true
      await change({ status: 5, due_at: null, updated_at: at })
      dues.push({ since: at, due: null })
    } else if (move.kind === 'resume' && paused) {
      paused = false
      const again = history.limitHours === null ? null : at.add({ hours: move.limitHours })
      await change({ status: 4, due_at: again, updated_at: at })
      dues.push({ since: at, due: again })
    } else if (move.kind === 'reappoint' && !paused && due !== null) {
      const base = due.epochMilliseconds > at.epochMilliseconds ? due : at
      const later = base.add({ hours: move.limitHours })
      await change({ due_at: later, updated_at: at })
      dues.push({ since: at, due: later })
    }
  }
  return { history, acceptedAt, closedAt: null, settled: 'onTime', dues }
}

const close = async (
  { end }: History,
  at: Temporal.Instant,
  due: Temporal.Instant | null,
  change: (values: Record<string, unknown>) => Promise<unknown>,
): Promise<Told['settled']> => {
  if (end === 'withdrawn' || end === 'stopped') {
    await change({ status: end === 'withdrawn' ? 7 : 8, [`${end}_at`]: at, due_at: null, updated_at: at })
    return 'onTime'
  }
  const left = due === null ? 0 : hoursBetween(at, due)
  const settled = left < 0 ? 'late' : left >= 1 ? 'early' : 'onTime'
  const stored = due === null ? null : settled === 'onTime' ? 'on-time' : settled
  await change({ status: 9, finished_at: at, settled: stored, updated_at: at })
  if (end === 'returned')
    await change({ status: 10, returned_at: at.add({ hours: 30 }), updated_at: at.add({ hours: 30 }) })
  return settled
}

const isBefore = (left: Temporal.Instant, right: Temporal.Instant): boolean =>
  left.epochMilliseconds < right.epochMilliseconds

/** Form II.06a as its definitions read, dossier by dossier. */
const countSlowly = (
  told: readonly Told[],
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
  now: Temporal.Instant,
) => {
  const start = from.toZonedDateTime(zone).toInstant()
  const end = until.add({ days: 1 }).toZonedDateTime(zone).toInstant()
  const asOf = isBefore(end, now) ? end : now
  const closedBy = (one: Told, at: Temporal.Instant) => one.closedAt !== null && isBefore(one.closedAt, at)
  const within = told.filter((one) => !isBefore(one.acceptedAt, start) && isBefore(one.acceptedAt, end))
  const closed = told.filter((one) => closedBy(one, end) && !closedBy(one, start))
  const open = told.filter((one) => isBefore(one.acceptedAt, end) && !closedBy(one, end))
  const isOverdue = (one: Told): boolean => {
    const due = one.dues.findLast(({ since }) => isBefore(since, asOf))?.due
    return due != null && isBefore(due, asOf)
  }
  const overdue = open.filter(isOverdue).length
  return {
    carriedOver: told.filter((one) => isBefore(one.acceptedAt, start) && !closedBy(one, start)).length,
    online: within.filter((one) => one.history.channel === 2).length,
    inPerson: within.filter((one) => one.history.channel !== 2).length,
    early: closed.filter((one) => one.settled === 'early').length,
    onTime: closed.filter((one) => one.settled === 'onTime').length,
    late: closed.filter((one) => one.settled === 'late').length,
    inHand: open.length,
    overdue,
    inTime: open.length - overdue,
  }
}

const emptyFigures = async (db: Database): Promise<void> => {
  await sql`truncate dossier, dossier_figure, figure_line cascade`.execute(db)
}

const totalOf = async (question: Parameters<typeof reportII06a>[1]): Promise<Cells> =>
  sumOfCells((await reportII06a(database, question)).map((row) => row.cells))

const anyDay = fc.integer({ min: -10, max: 110 }).map((days) => localDate(begin).add({ days }))

describe('form II.06a from kept figures', () => {
  it('is what a count of every dossier gives, and 3 = 7 + 11', { timeout: 240_000 }, () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(anyHistory, { minLength: 1, maxLength: 25 }),
        fc.array(fc.tuple(anyDay, anyDay), { minLength: 12, maxLength: 12 }),
        async (histories, periods) => {
          await emptyFigures(database)
          const told: Told[] = []
          for (const history of histories) {
            const one = await live(history)
            if (one !== null) told.push(one)
          }
          const now = hour(2_600)
          for (const [one, other] of periods) {
            const [from, until] = Temporal.PlainDate.compare(one, other) <= 0 ? [one, other] : [other, one]
            const by = told.length % 2 === 0 ? 'agency' : 'field'
            const rows = await reportII06a(database, { from, until, by, now })
            const cells = sumOfCells(rows.map((row) => row.cells))
            expect(cells).toMatchObject(countSlowly(told, from, until, now))
            for (const row of rows) {
              expect(row.cells.received).toBe(row.cells.settled + row.cells.inHand)
              expect(Math.min(...cellNames.map((name) => row.cells[name]))).toBeGreaterThanOrEqual(0)
            }
          }
        },
      ),
      { numRuns: 60 },
    ),
  )

  it('counts per agency, desk, level and field', async () => {
    await emptyFigures(database)
    const plain = { limitHours: 100, moves: [], end: 'finished' } as const
    await live({ ...plain, channel: 2, agency: 0, procedure: 0, acceptedHour: 1 })
    await live({ ...plain, channel: 1, agency: 1, procedure: 1, acceptedHour: 2 })
    await live({ ...plain, channel: 3, agency: 1, procedure: 2, acceptedHour: 3 })
    const question = { from: localDate(begin), until: localDate(begin).add({ days: 9 }), now: hour(50) }
    const byAgency = await reportII06a(database, { ...question, by: 'agency' })
    expect(byAgency.map((row) => [row.name, row.cells.received])).toEqual([
      ['Cơ quan 0', 1],
      ['Cơ quan 1', 2],
    ])
    const byField = await reportII06a(database, { ...question, by: 'field' })
    expect(byField.map((row) => [row.name, row.cells.received])).toEqual([
      ['Đất đai', 1],
      ['Hộ tịch', 2],
    ])
    expect((await totalOf({ ...question, by: 'field', agencyIds: [agencies[1]?.id ?? ''] })).received).toBe(2)
    expect((await totalOf({ ...question, by: 'field', agencyIds: [desk.id] })).received).toBe(3)
    expect((await totalOf({ ...question, by: 'agency', level: 'province' })).received).toBe(1)
    expect((await totalOf({ ...question, by: 'agency', agencyIds: [] })).received).toBe(0)
  })

  it('follows a dossier to another agency, and bulk statements count as single ones do', async () => {
    await emptyFigures(database)
    const plain = { limitHours: 10, moves: [], end: 'finished', channel: 1, procedure: 0 } as const
    for (const acceptedHour of [1, 30, 60]) await live({ ...plain, agency: 1, acceptedHour })
    const question = {
      from: localDate(begin),
      until: localDate(begin).add({ days: 9 }),
      by: 'agency',
      now: hour(200),
    } as const
    expect((await reportII06a(database, question)).map((row) => [row.name, row.cells.overdue])).toEqual([
      ['Cơ quan 1', 3],
    ])
    await database
      .updateTable('dossier')
      .set({ deciding_agency_id: agencies[2]?.id ?? '' })
      .execute()
    const [moved] = await reportII06a(database, question)
    expect(moved).toMatchObject({ name: 'Cơ quan 2', cells: { received: 3, overdue: 3 } })
    await sql`update dossier set status = 9, finished_at = ${hour(150)}, settled = 'late', updated_at = ${hour(150)}`.execute(
      database,
    )
    expect((await totalOf(question)).late).toBe(3)
    expect((await totalOf({ ...question, until: localDate(begin).add({ days: 4 }) })).overdue).toBe(3)
  })

  it('writes nothing when a change has nothing to count, and rolls back with its transaction', async () => {
    await emptyFigures(database)
    const plain = { limitHours: 10, moves: [], end: 'finished', channel: 1, procedure: 0, agency: 1 } as const
    await live({ ...plain, acceptedHour: 1 })
    const stamp = () =>
      sql<{ at: string }>`select max(xmin::text::bigint)::text as at from dossier_figure`.execute(database)
    const before = (await stamp()).rows
    await database.updateTable('dossier').set({ title: 'khác', version: 2 }).execute()
    expect((await stamp()).rows).toEqual(before)
    const undone = database.transaction().execute(async (tx) => {
      await tx
        .updateTable('dossier')
        .set({ status: 9, finished_at: hour(5), updated_at: hour(5) })
        .execute()
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    expect((await stamp()).rows).toEqual(before)
  })

  it('costs one statement, and sees one province only', async () => {
    const other = databaseOf(secondProvince.key)
    const question = {
      from: localDate(begin),
      until: localDate(begin).add({ days: 900 }),
      by: 'field',
      now: hour(200),
    } as const
    const count = { statements: 0 }
    await countingStatements(count, () => reportII06a(database, question))
    expect(count.statements).toBe(1)
    expect(await reportII06a(other, question)).toEqual([])
  })
})
