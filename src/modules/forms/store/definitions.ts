import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import { FormDefinition } from '../domain/index.ts'

export type RecordedForm = { readonly id: string; readonly definition: FormDefinition }

/** Records versions of e-forms that are in force from a day on, and gives the id of each by key. Throws when two have the same key. */
export const loadFormDefinitions = async (
  tx: Tx,
  definitions: readonly FormDefinition[],
  from: Temporal.PlainDate,
): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map(definitions.map((definition) => [definition.key, newId()]))
  if (ids.size !== definitions.length) throw new Error('two e-forms have the same key')
  if (definitions.length === 0) return ids
  await tx
    .insertInto('form_definition')
    .values(
      definitions.map((definition) => ({
        id: ids.get(definition.key) ?? '',
        key: definition.key,
        version: definition.version,
        definition: jsonb(definition),
        in_force: sql<string>`daterange(${from}::date, null)`,
      })),
    )
    .execute()
  return ids
}

/** A version of an e-form by its id, whether in force or not: a filled one is read with the version it was filled in. */
export const findForm = async (reader: Reader, id: string): Promise<RecordedForm | null> => {
  const row = await reader
    .selectFrom('form_definition')
    .select(['id', 'definition'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, definition: FormDefinition.parse(row.definition) }
}

/** The version of an e-form in force on a day. */
export const findFormInForce = async (
  reader: Reader,
  key: string,
  on: Temporal.PlainDate,
): Promise<RecordedForm | null> => {
  const row = await reader
    .selectFrom('form_definition')
    .select(['id', 'definition'])
    .where('key', '=', key)
    .where(sql<boolean>`in_force @> ${on}::date`)
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, definition: FormDefinition.parse(row.definition) }
}
