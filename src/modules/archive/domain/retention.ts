import { Temporal } from '#kernel/time.ts'

/**
 * The last day on which a file is kept: its years run from the year in which the work ended, so that a file is never destroyed within a
 * year that counts. Null: for ever. @legal L-33-2024 Điều 14
 */
export const keptUntil = (endedOn: Temporal.PlainDate, retentionYears: number | null): Temporal.PlainDate | null =>
  retentionYears === null ? null : Temporal.PlainDate.from({ year: endedOn.year + retentionYears, month: 12, day: 31 })
