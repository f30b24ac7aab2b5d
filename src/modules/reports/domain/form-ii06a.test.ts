import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { csvLine } from './csv.ts'
import { cellsOf, monthOf, onTimePermille, quarterOf, readPeriod, sumOfCells, yearOf } from './form-ii06a.ts'

const counts = { carriedOver: 4, online: 10, inPerson: 6, early: 7, onTime: 3, late: 2, overdue: 1 }

describe('form II.06a', () => {
  it('has its sums', () =>
    expect(cellsOf(counts)).toMatchObject({ received: 20, settled: 12, inHand: 8, inTime: 7, overdue: 1 }))

  it('adds up rows', () =>
    expect(sumOfCells([cellsOf(counts), cellsOf(counts)])).toMatchObject({ received: 40, settled: 24, inHand: 16 }))

  it('never rounds up to all on time', () => {
    expect(onTimePermille({ settled: 10_000, late: 1 })).toBe(999)
    expect(onTimePermille({ settled: 0, late: 0 })).toBeNull()
  })
})

describe('a period', () => {
  const day = Temporal.PlainDate.from('2028-02-17')
  const text = (period: { from: Temporal.PlainDate; until: Temporal.PlainDate }) => `${period.from} ${period.until}`

  it('is a month, a quarter or a year', () => {
    expect(text(monthOf(day))).toBe('2028-02-01 2028-02-29')
    expect(text(quarterOf(day))).toBe('2028-01-01 2028-03-31')
    expect(text(yearOf(day))).toBe('2028-01-01 2028-12-31')
    expect(text(quarterOf(Temporal.PlainDate.from('2026-12-31')))).toBe('2026-10-01 2026-12-31')
  })

  it.each([
    ['2026-02-30', '2026-03-01'],
    ['2026-03-02', '2026-03-01'],
    ['1026-03-02', '2026-03-01'],
    ['', '2026-03-01'],
    ['2026-03-01T00:00', '2026-03-01'],
    ['-000001-01-01', '2026-03-01'],
  ])('%s to %s is none', (from, until) => expect(readPeriod(from, until)).toBeNull())

  it('may be one day', () => expect(readPeriod('2026-03-01', '2026-03-01')).not.toBeNull())
})

describe('a file of values', () => {
  it('keeps what was typed from being a formula', () =>
    expect(csvLine(['=1+1', '+84 912', '-2', '@a', '\t=x', 7, 'Lê, "Hoa"\nB'])).toBe(
      `'=1+1,'+84 912,'-2,'@a,'\t=x,7,"Lê, ""Hoa""\nB"\r\n`,
    ))
})
