import { expect, it } from 'vitest'
import { parseClockInput } from './clock-input.ts'

it.each([
  ['07:30', '07:30'],
  ['7:30', '07:30'],
  ['7h30', '07:30'],
  ['14h', '14:00'],
  ['14 giờ 5', '14:05'],
  ['7 giờ 30 phút', '07:30'],
  ['0730', '07:30'],
  ['8', '08:00'],
  ['24:00', undefined],
  ['7:60', undefined],
  ['sáng', undefined],
  ['', undefined],
])('the time typed as "%s" is read as %s', (typed, read) => expect(parseClockInput(typed)).toBe(read))
