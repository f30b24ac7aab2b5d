import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { AddWorkingDay, addWorkingDay, listKnownYears, listWorkingDays, removeWorkingDay } from '../index.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const { deps } = house
const administrator = await house.officer('quantri')

const day = (date: string, kind: string, other: Partial<AddWorkingDay> = {}) => ({
  ...AddWorkingDay.parse({ date, kind, name: 'Nghỉ hoán đổi', legalSource: 'TB 12/TB-BNV', certainty: 'seen' }),
  ...other,
})

const codeOf = async (command: AddWorkingDay): Promise<string> => {
  const result = await addWorkingDay(deps, administrator, command)
  return result.ok ? 'accepted' : result.refusal.code
}

describe('the days that differ from their weekday', () => {
  it('are a day off on a day of work, a day of work on a day of rest, and holidays on any', async () => {
    expect(await codeOf(day('2026-11-13', 'swapped_off'))).toBe('accepted')
    expect(await codeOf(day('2026-11-14', 'swapped_working'))).toBe('accepted')
    expect(await codeOf(day('2026-11-15', 'public_holiday'))).toBe('accepted')
    const { calendar } = await deps.workingTime(deps.database)
    expect(calendar.namedDays.size).toBeGreaterThan(3)
    const known = await listWorkingDays(deps.database, 2026)
    expect(
      known
        .filter(({ legalSource }) => legalSource === 'TB 12/TB-BNV')
        .map(({ date, kind }) => [date.toString(), kind]),
    ).toEqual([
      ['2026-11-13', 'swapped_off'],
      ['2026-11-14', 'swapped_working'],
      ['2026-11-15', 'public_holiday'],
    ])
    expect(await listKnownYears(deps.database)).toContain(2026)
  })

  it.each([
    ['working-day.rests-already', day('2026-12-05', 'swapped_off')],
    ['working-day.rests-already', day('2026-12-06', 'compensation')],
    ['working-day.works-already', day('2026-12-07', 'swapped_working')],
    ['working-day.known-already', day('2026-11-13', 'public_holiday')],
    ['working-day.past', day('2026-09-04', 'swapped_off')],
    ['working-day.name-missing', day('2026-12-07', 'swapped_off', { name: '' })],
    ['working-day.source-missing', day('2026-12-07', 'swapped_off', { legalSource: '' })],
    ['working-day.beyond-calendar', day('2077-12-07', 'swapped_off')],
  ])('are refused: %s', async (code, command) => {
    expect(await codeOf(command)).toBe(code)
  })

  it('can be taken back while they are still to come, and each deed is logged', async () => {
    const date = Temporal.PlainDate.from('2026-11-13')
    acceptedValue(await removeWorkingDay(deps, administrator, { date }))
    expect(await removeWorkingDay(deps, administrator, { date })).toMatchObject({
      refusal: { code: 'working-day.not-found' },
    })
    const past = Temporal.PlainDate.from('2026-09-02')
    expect(await removeWorkingDay(deps, administrator, { date: past })).toMatchObject({
      refusal: { code: 'working-day.past' },
    })
    const log = await deps.database
      .selectFrom('action_log')
      .select(['type', 'actor_id'])
      .where('subject_kind', '=', 'working-calendar')
      .orderBy('seq')
      .execute()
    expect(log.map(({ type }) => type)).toEqual([
      'working-day.added',
      'working-day.added',
      'working-day.added',
      'working-day.removed',
    ])
    expect(new Set(log.map(({ actor_id }) => actor_id))).toEqual(new Set([administrator.officerId]))
  })

  it('are for administrators alone', async () => {
    const head = await house.officer('hycuong.chanhvanphong')
    expect(await addWorkingDay(deps, head, day('2026-12-08', 'swapped_off'))).toMatchObject({
      refusal: { code: 'working-day.not-permitted' },
    })
  })
})
