import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { beginningOfBook, type CountingBook, endOfBook } from './index.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const newYear = Temporal.PlainDate.from('2027-01-01')

const book = (changed: Partial<CountingBook>): CountingBook => ({
  id: 'a',
  agencyId: 'x',
  direction: 'outgoing',
  key: 'van-ban-di',
  name: 'Sổ văn bản đi',
  typeCodes: [],
  isSecret: false,
  openedOn: Temporal.PlainDate.from('2026-01-01'),
  closedOn: null,
  hasNumbersThisYear: true,
  ...changed,
})

describe('a new book', () => {
  const begin = (books: readonly CountingBook[], changed: Partial<CountingBook>) =>
    beginningOfBook(books, book(changed), today)

  it('of types that were counted elsewhere this year counts from the first of January', () => {
    expect(begin([book({})], { typeCodes: ['TB'] })).toEqual({ on: newYear })
    expect(begin([book({ hasNumbersThisYear: false })], { typeCodes: ['TB'] })).toEqual({ on: today })
    expect(begin([book({ isSecret: true })], { typeCodes: ['TB'] })).toEqual({ on: today })
  })

  it('counts nothing that another counts already, and takes over where that one ends', () => {
    expect(begin([book({})], {})).toEqual({ fault: 'overlap' })
    expect(begin([book({ typeCodes: ['TB', 'QĐ'] })], { typeCodes: ['TB'] })).toEqual({ fault: 'overlap' })
    expect(begin([book({ typeCodes: ['TB'], closedOn: newYear })], { typeCodes: ['TB'] })).toEqual({ on: newYear })
    expect(begin([book({})], { direction: 'incoming' })).toEqual({ on: today })
  })

  it('holds a letter and a public letter together: their notation is written alike', () => {
    expect(begin([], { typeCodes: ['ThC'] })).toEqual({ fault: 'splits-notation' })
    expect(begin([], { typeCodes: ['CV', 'ThC'] })).toEqual({ on: today })
  })
})

it('a book that has counted this year ends with it', () => {
  expect(endOfBook(book({}), today)).toEqual(newYear)
  expect(endOfBook(book({ hasNumbersThisYear: false }), today)).toEqual(today)
  expect(endOfBook(book({ hasNumbersThisYear: false, openedOn: newYear }), today)).toEqual(newYear)
})
