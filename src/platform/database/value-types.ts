import pg from 'pg'
import { Temporal } from '#kernel/time.ts'

/**
 * How PostgreSQL and the program speak of time and whole numbers: `timestamptz` is a `Temporal.Instant`, `date` a
 * `Temporal.PlainDate`, `int8` and `numeric` numbers (amounts in đồng and counters stay far below 2^53).
 */
const oid = { int8: 20, numeric: 1700, timestamptz: 1184, date: 1082 } as const

const nanosecondsPerMillisecond = 1_000_000n

// PostgreSQL writes `2026-08-28 08:20:00.123456+00`: the Date parser reads it fastest and leaves out what is below a millisecond.
const parseInstant = (text: string): Temporal.Instant => {
  const at = new Date(text).getTime()
  const microseconds = /\.\d{3}(\d{1,3})/.exec(text)?.[1]
  return microseconds === undefined
    ? Temporal.Instant.fromEpochMilliseconds(at)
    : Temporal.Instant.fromEpochNanoseconds(
        BigInt(at) * nanosecondsPerMillisecond + BigInt(microseconds.padEnd(3, '0')) * 1_000n,
      )
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
