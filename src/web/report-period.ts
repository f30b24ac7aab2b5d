import { formatDate, localDate, type Temporal } from '#kernel/time.ts'
import { monthOf, type Period, quarterOf, readPeriod, yearOf } from '#modules/reports/domain/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FilterLink } from '#web/ui/parts/filter-bar.tsx'
import { fieldOf, type PageRequest } from './http/route.ts'

/** The fields of an address that tell a period. */
export const periodNames = { from: 'tu', until: 'den' } as const

export type AskedPeriod = {
  readonly period: Period
  /** What was asked for could not be read; this month is shown instead. */
  readonly isWrong: boolean
}

/** The period of the address, this month when it tells none. */
export const askedPeriod = ({ query, now }: PageRequest): AskedPeriod => {
  const [from, until] = [fieldOf(query, periodNames.from), fieldOf(query, periodNames.until)]
  const thisMonth = monthOf(localDate(now))
  if (from === '' && until === '') return { period: thisMonth, isWrong: false }
  const period = readPeriod(from, until)
  return period === null ? { period: thisMonth, isWrong: true } : { period, isWrong: false }
}

export const isoOf = (period: Period) => ({ from: period.from.toString(), until: period.until.toString() })

export const textOfPeriod = (period: Period) => ({ from: formatDate(period.from), until: formatDate(period.until) })

/** An address of the same page with other fields; empty ones are left out. */
export const addressWith = (path: string, fields: Readonly<Record<string, string>>): string => {
  const told = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''))
  return told.size === 0 ? path : `${path}?${told}`
}

export const fieldsOfPeriod = (period: Period): Readonly<Record<string, string>> => ({
  [periodNames.from]: period.from.toString(),
  [periodNames.until]: period.until.toString(),
})

const isSame = (left: Period, right: Period): boolean => left.from.equals(right.from) && left.until.equals(right.until)

/** The periods people ask for most, each an address of its own. */
export const periodLinks = (
  t: Messages,
  today: Temporal.PlainDate,
  current: Period,
  hrefOf: (period: Period) => string,
): readonly FilterLink[] =>
  [
    { text: t.transparency.thisMonth, period: monthOf(today) },
    { text: t.transparency.lastMonth, period: monthOf(today.subtract({ months: 1 })) },
    { text: t.transparency.thisQuarter, period: quarterOf(today) },
    { text: t.transparency.thisYear, period: yearOf(today) },
    { text: t.transparency.lastYear, period: yearOf(today.subtract({ years: 1 })) },
  ].map(({ text, period }) => ({ text, href: hrefOf(period), current: isSame(period, current) }))
