import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import { ProcessDefinition } from '../domain/index.ts'

export type RecordedProcess = { readonly id: string; readonly definition: ProcessDefinition }

const sameDefinition = (left: ProcessDefinition, right: ProcessDefinition): boolean =>
  JSON.stringify(left) === JSON.stringify(right)

/**
 * Records first versions of processes that are in force from a day on; a definition that several procedures share is recorded once. Gives
 * the id of each by key. Throws when two with the same key differ.
 */
export const loadProcessDefinitions = async (
  tx: Tx,
  definitions: readonly ProcessDefinition[],
  from: Temporal.PlainDate,
): Promise<ReadonlyMap<string, string>> => {
  const byKey = new Map<string, RecordedProcess>()
  for (const definition of definitions) {
    const known = byKey.get(definition.key)
    if (known === undefined) byKey.set(definition.key, { id: newId(), definition })
    else if (!sameDefinition(known.definition, definition))
      throw new Error(`process ${definition.key}: two different definitions have this key`)
  }
  if (byKey.size === 0) return new Map()
  await tx
    .insertInto('process_definition')
    .values(
      [...byKey.values()].map(({ id, definition }) => ({
        id,
        key: definition.key,
        version: definition.version,
        definition: jsonb(definition),
        in_force: sql<string>`daterange(${from}::date, null)`,
      })),
    )
    .execute()
  return new Map([...byKey].map(([key, { id }]) => [key, id]))
}

/** A version of a process by its id, whether in force or not: what was begun under it ends under it. */
export const findProcessDefinition = async (reader: Reader, id: string): Promise<RecordedProcess | null> => {
  const row = await reader
    .selectFrom('process_definition')
    .select(['id', 'definition'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, definition: ProcessDefinition.parse(row.definition) }
}

/** The version of a process in force on a day. */
export const findProcessInForce = async (
  reader: Reader,
  key: string,
  on: Temporal.PlainDate,
): Promise<RecordedProcess | null> => {
  const row = await reader
    .selectFrom('process_definition')
    .select(['id', 'definition'])
    .where('key', '=', key)
    .where(sql<boolean>`in_force @> ${on}::date`)
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, definition: ProcessDefinition.parse(row.definition) }
}

/**
 * Records the next version of a process from a day on, or answers the one in force when nothing but its version would differ. Null
 * when there is no such process to make.
 */
export const recordProcessVersion = async (
  tx: Tx,
  key: string,
  from: Temporal.PlainDate,
  make: (version: number) => ProcessDefinition | null,
): Promise<{ readonly id: string; readonly version: number } | null> => {
  const last = await tx
    .selectFrom('process_definition')
    .select(['id', 'version', 'definition'])
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const same = last === undefined ? null : make(last.version)
  if (last !== undefined && same !== null && sameDefinition(ProcessDefinition.parse(last.definition), same))
    return { id: last.id, version: last.version }
  const version = (last?.version ?? 0) + 1
  const definition = make(version)
  if (definition === null) return null
  // What began on this very day keeps an empty period: dossiers filed under it find it by its id.
  await sql`
    update process_definition set in_force = daterange(lower(in_force), greatest(lower(in_force), ${from}::date))
    where key = ${key} and upper_inf(in_force)`.execute(tx)
  const id = newId()
  await tx
    .insertInto('process_definition')
    .values({ id, key, version, definition: jsonb(definition), in_force: sql<string>`daterange(${from}::date, null)` })
    .execute()
  return { id, version }
}
