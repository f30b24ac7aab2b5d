import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { takeRegisterPlace } from './document-registers.ts'

let house: DemoHouse
let books: readonly string[]

beforeAll(async () => {
  house = await openDemoHouse()
  const rows = await house.deps.database.selectFrom('document_register').select('id').limit(3).execute()
  books = rows.map(({ id }) => id)
})

const inYear = (year: number) => Temporal.Instant.from(`${year}-06-01T02:00:00Z`)

class TakenBack extends Error {}

/** A clerk takes a number; what it was is known whether the deed is kept or taken back. */
const take = async (book: string, year: number, isKept: boolean, before?: (tx: Tx) => Promise<void>) => {
  let taken = 0
  await house.deps.database
    .transaction()
    .execute(async (tx) => {
      const { number } = await takeRegisterPlace(tx, book, { now: () => inYear(year) })
      taken = number
      await before?.(tx)
      if (!isKept) throw new TakenBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
  return taken
}

const isSomebodyWaiting = async (): Promise<boolean> => {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pg_locks where not granted and locktype in ('transactionid', 'tuple')`.execute(
    house.deps.database,
  )
  return (rows[0]?.waiting ?? 0) > 0
}

describe('the numbers of a book', () => {
  it.each([true, false])('wait for the clerk who came first, who keeps his number: %s', async (isKept) => {
    const [book = ''] = books
    let second: Promise<number> | undefined
    const first = await take(book, 2031, isKept, async () => {
      second = take(book, 2031, true)
      await expect.poll(isSomebodyWaiting).toBe(true)
    })
    expect(await second).toBe(isKept ? first + 1 : first)
  })

  it('begin anew for who asked in the old year and got the book in the new one, and leave no gap in the old', async () => {
    const [, book = ''] = books
    const before = await take(book, 2034, true)
    const moments = [inYear(2034), inYear(2035)]
    const clock = { now: () => moments.shift() ?? inYear(2035) }
    const place = await house.deps.database.transaction().execute((tx) => takeRegisterPlace(tx, book, clock))
    expect(place).toMatchObject({ number: 1, year: 2035 })
    expect(await take(book, 2034, true)).toBe(before + 1)
    expect(await take(book, 2035, true)).toBe(2)
  })

  it('are 1 to n in every book and year, whoever comes when and whatever is taken back', async () => {
    let year = 2040
    const deed = fc.record({ book: fc.nat(2), later: fc.nat(1), isKept: fc.boolean() })
    const check = async (deeds: readonly { book: number; later: number; isKept: boolean }[]) => {
      year += 2
      const first = year
      const kept = new Map<string, number[]>()
      const one = async ({ book, later, isKept }: (typeof deeds)[number]) => {
        const number = await take(books[book] ?? '', first + later, isKept)
        if (isKept) kept.set(`${book}/${later}`, [...(kept.get(`${book}/${later}`) ?? []), number])
      }
      await Promise.all(deeds.map(one))
      for (const numbers of kept.values())
        expect([...numbers].sort((a, b) => a - b)).toEqual(numbers.map((_, at) => at + 1))
    }
    await fc.assert(fc.asyncProperty(fc.array(deed, { maxLength: 12 }), check), { numRuns: 25 })
  })
})
