import { expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { type ReadingLine, waitsForReader } from './reading.ts'

const now = Temporal.Instant.from('2026-09-07T02:00:00Z')
const line = (changed: Partial<ReadingLine> = {}): ReadingLine => ({
  stepKey: 'informed:x',
  state: 'open',
  openedAt: null,
  dueAt: null,
  ...changed,
})

it('waits for who was told and has not looked, until he is reminded, and again when that day is over', () => {
  expect(waitsForReader(line(), now)).toBe(true)
  expect(waitsForReader(line({ dueAt: now.add({ hours: 1 }) }), now)).toBe(false)
  expect(waitsForReader(line({ dueAt: now }), now)).toBe(true)
  for (const changed of [{ openedAt: now }, { state: 'done' }, { stepKey: 'lead:x' }])
    expect(waitsForReader(line(changed), now)).toBe(false)
})
