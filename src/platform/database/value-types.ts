import pg from 'pg'
import { instantOf, Temporal } from '#kernel/time.ts'

/**
 * How PostgreSQL and the program speak of time and whole numbers: `timestamptz` is a `Temporal.Instant`, `date` a
 * `Temporal.PlainDate`, `int8` and `numeric` numbers (amounts in đồng and counters stay far below 2^53).
 */
const oid = { int8: 20, numeric: 1700, timestamptz: 1184, date: 1082 } as const

// PostgreSQL writes `2026-08-28 08:20:00+00`; the Date parser reads it fastest, the exact one is kept for microseconds.
const parseInstant = (text: string): Temporal.Instant => {
  const fraction = /\.(\d{4,6})/.test(text)
  return fraction ? Temporal.Instant.from(text.replace(' ', 'T')) : instantOf(new Date(text))
}

pg.types.setTypeParser(oid.int8, Number)
pg.types.setTypeParser(oid.numeric, Number)
pg.types.setTypeParser(oid.timestamptz, parseInstant)
pg.types.setTypeParser(oid.date, (text: string) => Temporal.PlainDate.from(text))

// The driver asks a parameter for `toPostgres` before it turns it into JSON.
const writeAsText = (prototype: object): void => {
  Object.defineProperty(prototype, 'toPostgres', {
    configurable: true,
    value(this: { toString(): string }) {
      return this.toString()
    },
  })
}
writeAsText(Temporal.Instant.prototype)
writeAsText(Temporal.PlainDate.prototype)
