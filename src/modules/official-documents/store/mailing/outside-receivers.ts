import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { receiverKey } from '../../domain/mailing.ts'

/** Where the registry of an agency writes to. */
export type OutsideReceiver = {
  readonly id: string
  readonly agencyId: string
  readonly name: string
  readonly email: string
  /** For what goes by post. */
  readonly address: string
}

const columns = ['id', 'agency_id as agencyId', 'name', 'email', 'address'] as const

/** The addresses of receivers by `receiverKey` of their names; who is not in the book is not there. */
export const addressesOf = async (
  reader: Reader,
  agencyId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, OutsideReceiver>> => {
  if (names.length === 0) return new Map()
  const rows = await reader
    .selectFrom('outside_receiver')
    .select(columns)
    .where('agency_id', '=', agencyId)
    .where('name_key', 'in', [...new Set(names.map(receiverKey))])
    .execute()
  return new Map(rows.map((row) => [receiverKey(row.name), row]))
}

export const findOutsideReceiver = async (reader: Reader, id: string): Promise<OutsideReceiver | null> =>
  (await reader.selectFrom('outside_receiver').select(columns).where('id', '=', id).executeTakeFirst()) ?? null

export const lockOutsideReceiver = async (tx: Tx, id: string): Promise<OutsideReceiver | null> =>
  (await tx.selectFrom('outside_receiver').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()) ?? null

/** Adds it, or changes the one of that id. Breaks `outside_receiver_once` when another one bears the name. */
export const saveOutsideReceiver = async (
  tx: Tx,
  receiver: OutsideReceiver,
  changed: { readonly at: Temporal.Instant; readonly by: string },
): Promise<void> => {
  const { id, agencyId, ...told } = receiver
  const row = { ...told, name_key: receiverKey(receiver.name), changed_at: changed.at, changed_by: changed.by }
  await tx
    .insertInto('outside_receiver')
    .values({ id, agency_id: agencyId, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** Keeps an address for the post that was typed on a document, where the book has none. */
export const rememberPostalAddress = async (
  tx: Tx,
  receiver: Pick<OutsideReceiver, 'agencyId' | 'name' | 'address'>,
  changed: { readonly at: Temporal.Instant; readonly by: string },
): Promise<void> => {
  const { agencyId, name, address } = receiver
  await tx
    .insertInto('outside_receiver')
    .values({
      id: newId(),
      agency_id: agencyId,
      name,
      name_key: receiverKey(name),
      address,
      changed_at: changed.at,
      changed_by: changed.by,
    })
    .onConflict((conflict) =>
      conflict
        .constraint('outside_receiver_once')
        .doUpdateSet({ address, changed_at: changed.at, changed_by: changed.by })
        .where('outside_receiver.address', '=', ''),
    )
    .execute()
}

export const deleteOutsideReceiver = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('outside_receiver').where('id', '=', id).execute()
}

/** The address book of agencies by name, some words of which are looked for; one more than `limit` tells that there are further ones. */
export const listOutsideReceivers = async (
  reader: Reader,
  asked: {
    readonly agencyIds: readonly string[]
    readonly words: string
    readonly after: string | null
    readonly limit: number
  },
): Promise<readonly OutsideReceiver[]> => {
  if (asked.agencyIds.length === 0) return []
  let query = reader
    .selectFrom('outside_receiver as r')
    .select(['r.id', 'r.agency_id as agencyId', 'r.name', 'r.email', 'r.address'])
    .where('r.agency_id', 'in', [...asked.agencyIds])
  for (const word of fold(asked.words)
    .split(/\s+/)
    .filter((one) => one !== ''))
    query = query.where((where) =>
      where.or([
        where(where.fn<string>('public.fold', ['r.name']), 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`),
        where('r.email', 'ilike', `%${word.replace(/[\\%_]/g, '\\$&')}%`),
      ]),
    )
  // As a dictionary has them; a book of a registry is short enough to be sorted.
  const place = sql`(public.fold(r.name), r.id)`
  if (asked.after !== null)
    query = query.where(
      sql<boolean>`${place} > (select public.fold(last.name), last.id from outside_receiver last where last.id = ${asked.after})`,
    )
  return query
    .orderBy(sql`public.fold(r.name)`)
    .orderBy('r.id')
    .limit(asked.limit + 1)
    .execute()
}
