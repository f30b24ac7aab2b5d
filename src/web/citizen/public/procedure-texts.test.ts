import { expect, it } from 'vitest'
import { messages } from '#web/messages/index.ts'
import { limitWords } from './procedure-texts.ts'

const vi = messages('vi')

it.each([
  ['1', '1 (chưa công bố đơn vị tính)'],
  ['1,5', '1,5 (chưa công bố đơn vị tính)'],
  ['Trong ngày; nhận sau 15 giờ thì trả ngày sau', 'Trong ngày; nhận sau 15 giờ thì trả ngày sau'],
  ['', undefined],
])('a published limit of %j is told as %j: no day is guessed and no bare number stands there', (published, told) => {
  expect(limitWords(vi, null, published)).toBe(told)
})

it('a limit that was read is told in its unit', () => {
  expect(limitWords(vi, { amount: 3, unit: 'working_day' }, '3')).toBe('3 ngày làm việc')
  expect(limitWords(messages('en'), null, '3')).toBe('3 (unit not published)')
})
