import { type Insertable, type Selectable, sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import { giveLastNumberBack, giveNumberBack, liftNumber, nextNumber } from '#platform/counters/next-number.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { DocumentRegisterPrint, DocumentRegister as DocumentRegisterTable } from '#platform/database/schema.ts'
import type { CountingBook, DocumentRegister, RegisterDirection } from '../domain/index.ts'

const registerScope = 'document-register'
const counterKey = (registerId: string, year: number): string => `${registerId}/${year}`

const bookColumns = ['id', 'agency_id', 'direction', 'key', 'name', 'type_codes', 'is_secret'] as const

type BookRow = Pick<Selectable<DocumentRegisterTable>, (typeof bookColumns)[number]>

const asBook = (row: BookRow): DocumentRegister => ({
  id: row.id,
  agencyId: row.agency_id,
  direction: row.direction as RegisterDirection,
  key: row.key,
  name: row.name,
  typeCodes: row.type_codes,
  isSecret: row.is_secret,
})

/** The books of an agency that take numbers on a day. */
export const listRegisters = async (
  reader: Reader,
  agencyId: string,
  on: Temporal.PlainDate,
): Promise<readonly DocumentRegister[]> => {
  const rows = await reader
    .selectFrom('document_register')
    .select(bookColumns)
    .where('agency_id', '=', agencyId)
    .where('opened_on', '<=', on)
    .where((where) => where.or([where('closed_on', 'is', null), where('closed_on', '>', on)]))
    .orderBy('is_secret')
    .orderBy('direction')
    .orderBy('key')
    .execute()
  return rows.map(asBook)
}

/** All books of an agency, closed ones too. Nobody takes a number from any of them, nor opens or closes one, until the transaction ends. */
export const lockRegisters = async (
  tx: Tx,
  agencyId: string,
  today: Temporal.PlainDate,
): Promise<readonly CountingBook[]> => {
  const rows = await tx
    .selectFrom('document_register')
    .select([...bookColumns, 'opened_on', 'closed_on'])
    .where('agency_id', '=', agencyId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const keys = rows.map(({ id }) => counterKey(id, today.year))
  const counted = await tx
    .selectFrom('counter')
    .select('key')
    .where('scope', '=', registerScope)
    .where('key', '=', sql<string>`any(${keys})`)
    .where('value', '>', 0)
    .execute()
  const hasNumbers = new Set(counted.map(({ key }) => key))
  return rows.map((row) => ({
    ...asBook(row),
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    hasNumbersThisYear: hasNumbers.has(counterKey(row.id, today.year)),
  }))
}

export const endRegister = async (tx: Tx, registerId: string, closedOn: Temporal.PlainDate): Promise<void> => {
  await tx.updateTable('document_register').set({ closed_on: closedOn }).where('id', '=', registerId).execute()
}

export const openRegister = async (
  tx: Tx,
  register: Omit<DocumentRegister, 'id'>,
  on: Temporal.PlainDate,
): Promise<string> => {
  const id = newId()
  await tx
    .insertInto('document_register')
    .values({
      id,
      agency_id: register.agencyId,
      direction: register.direction,
      key: register.key,
      name: register.name,
      type_codes: [...register.typeCodes],
      is_secret: register.isSecret,
      opened_on: on,
    })
    .execute()
  return id
}

/** A place in a book: its number in the year, and the moment at which it was taken. */
export type RegisterPlace = { readonly number: number; readonly year: number; readonly now: Temporal.Instant }

/** Waits for whoever is writing into a book. */
const lockRegister = async (tx: Tx, registerId: string): Promise<void> => {
  await tx.selectFrom('document_register').select('id').where('id', '=', registerId).forNoKeyUpdate().execute()
}

/** The paper that a place is for: of an agency, with a notation. Secret ones are counted apart and need not be told. */
type NumberedPaper = { readonly agencyId: string; readonly notation: string }

/** The highest number that an agency has given to a notation in a year, from whatever book, or holds for a document that waits for its seal. */
const highestGiven = async (tx: Tx, { agencyId, notation }: NumberedPaper, year: number): Promise<number> => {
  const { rows } = await sql<{ highest: number }>`
    select greatest(
      (select code_number from official_document where agency_id = ${agencyId} and register_year = ${year} and code_notation = ${notation}
        and direction = 'outgoing' and secrecy = 0 and register_number is not null and not is_number_doubled
        order by code_number desc limit 1),
      (select register_number from document_number_hold where agency_id = ${agencyId} and register_year = ${year}
        and code_notation = ${notation} order by register_number desc limit 1), 0) as highest`.execute(tx)
  return rows[0]?.highest ?? 0
}

const numberIn = async (tx: Tx, registerId: string, year: number, paper: NumberedPaper | undefined) => {
  // Together they cost one turn to the database while all others wait.
  const [, next, given] = await Promise.all([
    lockRegister(tx, registerId),
    nextNumber(tx, registerScope, counterKey(registerId, year)),
    paper === undefined ? 0 : highestGiven(tx, paper, year),
  ])
  if (next > given) return next
  // Another book counted these before: a number left out is the lesser fault than one given twice.
  await liftNumber(tx, registerScope, counterKey(registerId, year), given + 1)
  return given + 1
}

/**
 * The next place in a book, which stays locked until the transaction ends: no gap, no double. Take it last, and date by its moment: numbers then
 * follow the order of days, over midnight and New Year too. A paper gets no number that its notation has had this year.
 * @legal ND-30-2020 Điều 15, Điều 22
 */
export const takeRegisterPlace = async (
  tx: Tx,
  registerId: string,
  clock: Clock,
  paper?: NumberedPaper,
): Promise<RegisterPlace> => {
  const asked = localDate(clock.now()).year
  const number = await numberIn(tx, registerId, asked, paper)
  const now = clock.now()
  const { year } = localDate(now)
  if (year === asked) return { number, year, now }
  // The year has turned while it waited.
  await giveNumberBack(tx, registerScope, counterKey(registerId, asked))
  return { number: await numberIn(tx, registerId, year, paper), year, now }
}

/** Gives a number back that an earlier transaction has taken. False when others were taken since. */
export const giveBackLast = (
  tx: Tx,
  registerId: string,
  { year, number }: Pick<RegisterPlace, 'year' | 'number'>,
): Promise<boolean> => giveLastNumberBack(tx, registerScope, counterKey(registerId, year), number)

/**
 * The usual books of every agency that has none: what comes, outgoing decisions and all else, what is secret each way, and
 * certified copies of all kinds.
 * @legal ND-30-2020 Điều 15, Điều 22
 */
export const openUsualBooks = async (tx: Tx, on: Temporal.PlainDate): Promise<void> => {
  await sql`
    insert into document_register (id, agency_id, direction, key, name, type_codes, is_secret, opened_on)
    select gen_random_uuid(), agency.id, book.direction, book.key, book.name, book.types, book.secret, ${on}::date
    from agency cross join (values
      ('incoming', 'van-ban-den', 'Sổ văn bản đến', '{}'::text[], false),
      ('incoming', 'van-ban-mat-den', 'Sổ văn bản mật đến', '{}'::text[], true),
      ('outgoing', 'van-ban-di', 'Sổ văn bản đi', '{}'::text[], false),
      ('outgoing', 'quyet-dinh', 'Sổ quyết định', array['QĐ'], false),
      ('outgoing', 'van-ban-di-mat', 'Sổ văn bản đi mật', '{}'::text[], true),
      ('copy', 'ban-sao', 'Sổ bản sao', '{}'::text[], false)) as book (direction, key, name, types, secret)
    where not exists (select from document_register known
      where known.agency_id = agency.id and known.direction = book.direction)`.execute(tx)
}

/** A book as it was closed and sealed for a time. */
export const saveRegisterPrint = async (tx: Tx, print: Insertable<DocumentRegisterPrint>): Promise<void> => {
  await tx.insertInto('document_register_print').values(print).execute()
}
