import { Temporal } from '#kernel/time.ts'

/**
 * The cells 3 to 13 of form II.06a in their order. A dossier is received by its acceptance; it is settled when it is finished, withdrawn
 * or stopped; what waits for the applicant is in hand and in time.
 * @legal TT-01-2020 Biểu số II.06a/VPCP/KSTT
 */
export type Cells = {
  /** 3 = 4 + 5 + 6 */
  readonly received: number
  readonly online: number
  readonly inPerson: number
  readonly carriedOver: number
  /** 7 = 8 + 9 + 10 */
  readonly settled: number
  readonly early: number
  readonly onTime: number
  readonly late: number
  /** 11 = 12 + 13 */
  readonly inHand: number
  readonly inTime: number
  readonly overdue: number
}

export const cellNames = [
  'received',
  'online',
  'inPerson',
  'carriedOver',
  'settled',
  'early',
  'onTime',
  'late',
  'inHand',
  'inTime',
  'overdue',
] as const satisfies readonly (keyof Cells)[]

/** What is counted; the cells follow. */
export type Counts = {
  readonly carriedOver: number
  readonly online: number
  readonly inPerson: number
  readonly early: number
  readonly onTime: number
  readonly late: number
  /** Of those in hand at the end. */
  readonly overdue: number
}

export const cellsOf = (counts: Counts): Cells => {
  const received = counts.online + counts.inPerson + counts.carriedOver
  const settled = counts.early + counts.onTime + counts.late
  const inHand = received - settled
  return { ...counts, received, settled, inHand, inTime: inHand - counts.overdue }
}

export const noCells: Cells = cellsOf({
  carriedOver: 0,
  online: 0,
  inPerson: 0,
  early: 0,
  onTime: 0,
  late: 0,
  overdue: 0,
})

export const sumOfCells = (rows: readonly Cells[]): Cells =>
  rows.reduce(
    (sum, row) =>
      Object.fromEntries(cellNames.map((name) => [name, sum[name] + row[name]])) as { [Name in keyof Cells]: number },
    noCells,
  )

/** The share that was settled early or on time, in tenths of a percent; null when nothing was settled. */
export const onTimePermille = (cells: Pick<Cells, 'settled' | 'late'>): number | null =>
  cells.settled === 0 ? null : Math.floor(((cells.settled - cells.late) * 1000) / cells.settled)

/** Whole days, both ends counted. */
export type Period = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate }

const firstOfMonth = (day: Temporal.PlainDate): Temporal.PlainDate => day.with({ day: 1 })

export const monthOf = (day: Temporal.PlainDate): Period => ({
  from: firstOfMonth(day),
  until: firstOfMonth(day).add({ months: 1 }).subtract({ days: 1 }),
})

export const quarterOf = (day: Temporal.PlainDate): Period => {
  const from = day.with({ month: day.month - ((day.month - 1) % 3), day: 1 })
  return { from, until: from.add({ months: 3 }).subtract({ days: 1 }) }
}

export const yearOf = (day: Temporal.PlainDate): Period => ({
  from: day.with({ month: 1, day: 1 }),
  until: day.with({ month: 12, day: 31 }),
})

const longestYears = 50

/** A period as it stands in an address; null when it is none, ends before it begins, or is beyond all reason. */
export const readPeriod = (from: string, until: string): Period | null => {
  const pattern = /^[12]\d{3}-\d{2}-\d{2}$/
  if (!pattern.test(from) || !pattern.test(until)) return null
  try {
    const period = { from: Temporal.PlainDate.from(from), until: Temporal.PlainDate.from(until) }
    const years = period.until.year - period.from.year
    return Temporal.PlainDate.compare(period.from, period.until) <= 0 && years <= longestYears ? period : null
  } catch {
    return null
  }
}
