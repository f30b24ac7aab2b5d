import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { officerIdleMinutes } from '#modules/identity/domain/index.ts'
import { settingOn } from '#modules/identity/index.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { DecideSetting, decideSetting, listSettings, settingRegister, withdrawSetting } from './index.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const { deps } = house
const administrator = await house.officer('quantri')
const day = (text: string) => Temporal.PlainDate.from(text)

const minutes = (value: unknown, from: string, until: string | null = null) =>
  DecideSetting.parse({
    key: officerIdleMinutes.key,
    scopeKind: 'country',
    value,
    from,
    until,
    legalSource: 'QĐ 12/QĐ-UBND',
    certainty: 'seen',
  })

const idleOn = (text: string) => settingOn(deps.database, officerIdleMinutes, day(text))

const actionsOf = (id: string) =>
  deps.database.selectFrom('action_log').select(['type', 'actor_id', 'detail']).where('subject_id', '=', id).execute()

const waitingRecomputations = async (): Promise<number> => {
  const { rows } = await sql<{ jobs: number }>`
    select count(*) as jobs from graphile_worker.jobs where task_identifier = 'recompute-deadlines'`.execute(
    deps.database,
  )
  return rows[0]?.jobs ?? 0
}

describe('a setting', () => {
  it('has a schema for every key that is decided, and every decided value keeps to it', async () => {
    const decided = await listSettings(deps.database)
    const known = new Map(settingRegister.map((setting) => [setting.key, setting]))
    expect([...new Set(decided.map(({ key }) => key))].filter((key) => !known.has(key))).toEqual([])
    for (const { key, value } of decided) known.get(key)?.schema.parse(value)
  })

  it('is decided from a day on; the days before keep theirs, and who decided is kept', async () => {
    const { id } = acceptedValue(await decideSetting(deps, administrator, minutes(10, '2026-10-01')))
    expect([await idleOn('2026-09-30'), await idleOn('2026-10-01')]).toEqual([15, 10])
    const line = (await listSettings(deps.database, officerIdleMinutes.key)).filter(
      ({ scopeKind }) => scopeKind === 'country',
    )
    expect(line.map(({ from, until }) => [String(from), until === null ? null : String(until)])).toEqual([
      ['2026-07-01', '2026-10-01'],
      ['2026-10-01', null],
    ])
    expect(line.at(-1)?.decidedBy).toContain(administrator.fullName)
    expect(await actionsOf(id)).toMatchObject([
      { type: 'setting.decided', actor_id: administrator.officerId, detail: { value: 10, before: { value: 15 } } },
    ])
  })

  it('gives way to the old value again when it holds for a time only', async () => {
    acceptedValue(await decideSetting(deps, administrator, minutes(5, '2026-09-10', '2026-09-12')))
    expect([
      await idleOn('2026-09-09'),
      await idleOn('2026-09-11'),
      await idleOn('2026-09-12'),
      await idleOn('2026-10-01'),
    ]).toEqual([15, 5, 15, 10])
  })

  it('refuses days for which another value is decided, and says since when', async () => {
    const before = await listSettings(deps.database, officerIdleMinutes.key)
    const overlapping = [minutes(7, '2026-09-20'), minutes(7, '2026-10-01'), minutes(7, '2026-09-08', '2026-09-11')]
    const answers = []
    for (const command of overlapping) answers.push(await decideSetting(deps, administrator, command))
    expect(answers).toMatchObject([
      { refusal: { code: 'setting.overlaps', from: day('2026-10-01') } },
      { refusal: { code: 'setting.overlaps', from: day('2026-10-01') } },
      { refusal: { code: 'setting.overlaps', from: day('2026-09-10') } },
    ])
    expect(await listSettings(deps.database, officerIdleMinutes.key)).toEqual(before)
  })

  it('never changes what has passed, never takes a value its schema refuses, and needs a source', async () => {
    expect(await decideSetting(deps, administrator, minutes(9, '2026-09-06'))).toMatchObject({
      refusal: { code: 'setting.begins-in-the-past' },
    })
    expect(await decideSetting(deps, administrator, minutes(16, '2027-01-01'))).toMatchObject({
      refusal: { code: 'setting.value-wrong', faults: [{ path: [], code: 'too_big' }] },
    })
    expect(await decideSetting(deps, administrator, { ...minutes(9, '2027-01-01'), legalSource: '' })).toMatchObject({
      refusal: { code: 'setting.source-missing' },
    })
    const nowhere = {
      ...minutes(9, '2027-01-01'),
      scopeKind: 'agency' as const,
      scopeId: await house.agencyId('H44.105'),
    }
    expect(await decideSetting(deps, administrator, nowhere)).toMatchObject({
      refusal: { code: 'setting.scope-unknown' },
    })
    expect(await decideSetting(deps, administrator, { ...minutes(9, '2027-01-01'), key: 'no.such' })).toMatchObject({
      refusal: { code: 'setting.unknown' },
    })
  })

  it('is for administrators alone', async () => {
    const clerk = await house.officer('hycuong.vanthu')
    expect(await decideSetting(deps, clerk, minutes(9, '2027-01-01'))).toMatchObject({
      refusal: { code: 'setting.not-permitted' },
    })
    expect(await withdrawSetting(deps, clerk, { id: administrator.officerId })).toMatchObject({
      refusal: { code: 'setting.not-permitted' },
    })
  })

  it('is withdrawn before its first day only, and the one before it goes on', async () => {
    const { id } = acceptedValue(await decideSetting(deps, administrator, minutes(8, '2027-03-01')))
    expect(await idleOn('2027-03-01')).toBe(8)
    acceptedValue(await withdrawSetting(deps, administrator, { id }))
    expect(await idleOn('2027-03-01')).toBe(10)
    expect((await actionsOf(id)).map(({ type }) => type)).toEqual(['setting.decided', 'setting.withdrawn'])
    const inForce = (await listSettings(deps.database, officerIdleMinutes.key))[0]?.id ?? ''
    expect(await withdrawSetting(deps, administrator, { id: inForce })).toMatchObject({
      refusal: { code: 'setting.in-force-already' },
    })
    expect(await withdrawSetting(deps, administrator, { id })).toMatchObject({ refusal: { code: 'setting.unknown' } })
  })

  it('that moves due dates has them counted anew', async () => {
    expect(await waitingRecomputations()).toBe(0)
    const plan = {
      usual: [
        ['07:30', '11:30'],
        ['13:30', '17:30'],
      ],
      restDays: [6, 7],
    }
    acceptedValue(
      await decideSetting(deps, administrator, {
        ...minutes(plan, '2026-12-01'),
        key: 'calendar.shift-plan',
        scopeKind: 'province',
      }),
    )
    expect(await waitingRecomputations()).toBe(1)
    const { calendar } = await deps.workingTime(deps.database)
    expect(calendar.patterns.some(({ opening, closing }) => opening === 450 && closing === 1050)).toBe(true)
  })
})
