import { type Insertable, sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import { giveNumberBack, nextNumber } from '#platform/counters/next-number.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { DocumentRegisterPrint } from '#platform/database/schema.ts'
import type { DocumentRegister, RegisterDirection } from '../domain/index.ts'

/** The open books of an agency. */
export const listRegisters = async (reader: Reader, agencyId: string): Promise<readonly DocumentRegister[]> => {
  const rows = await reader
    .selectFrom('document_register')
    .select(['id', 'agency_id', 'direction', 'key', 'name', 'type_codes', 'is_secret'])
    .where('agency_id', '=', agencyId)
    .where('closed_on', 'is', null)
    .orderBy('is_secret')
    .orderBy('direction')
    .orderBy('key')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    agencyId: row.agency_id,
    direction: row.direction as RegisterDirection,
    key: row.key,
    name: row.name,
    typeCodes: row.type_codes,
    isSecret: row.is_secret,
  }))
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

const registerScope = 'document-register'

/** Waits for whoever is writing into a book. */
const lockRegister = async (tx: Tx, registerId: string): Promise<void> => {
  await tx.selectFrom('document_register').select('id').where('id', '=', registerId).forNoKeyUpdate().execute()
}

/**
 * The next place in a book, which stays locked until the transaction ends: no gap, no double. Take it last, and date by its moment: numbers then
 * follow the order of days, over midnight and New Year too.
 * @legal ND-30-2020 Điều 15, Điều 22
 */
export const takeRegisterPlace = async (tx: Tx, registerId: string, clock: Clock): Promise<RegisterPlace> => {
  const keyOf = (year: number): string => `${registerId}/${year}`
  const asked = localDate(clock.now()).year
  // Together they cost one turn to the database while all others wait.
  const [, number] = await Promise.all([lockRegister(tx, registerId), nextNumber(tx, registerScope, keyOf(asked))])
  const now = clock.now()
  const { year } = localDate(now)
  if (year === asked) return { number, year, now }
  // The year has turned while it waited.
  await giveNumberBack(tx, registerScope, keyOf(asked))
  return { number: await nextNumber(tx, registerScope, keyOf(year)), year, now }
}

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
