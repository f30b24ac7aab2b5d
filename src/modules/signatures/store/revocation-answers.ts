import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Database, Reader } from '#platform/database/connection.ts'
import type { RevocationAnswer } from '#platform/signing/revocation/revocation-state.ts'

/** What an answer is kept under: the issuer's certificate (SHA-256), and the serial number or the address of the list. */
export type AnswerKey = { readonly kind: RevocationAnswer['kind']; readonly issuer: string; readonly about: string }

export type KeptAnswer = AnswerKey & { readonly answer: RevocationAnswer }

/** The answers of which the issuer has not announced newer ones yet. One statement. */
export const findFreshAnswers = async (
  reader: Reader,
  keys: readonly AnswerKey[],
  now: Temporal.Instant,
): Promise<readonly KeptAnswer[]> => {
  if (keys.length === 0) return []
  const rows = await sql<AnswerKey & { answer: Buffer }>`
    select kind, issuer, about, answer from revocation_answer
    where next_update > ${now} and (kind, issuer, about) in (
      select * from unnest(${keys.map((key) => key.kind)}::text[], ${keys.map((key) => key.issuer)}::text[],
        ${keys.map((key) => key.about)}::text[]))`.execute(reader)
  return rows.rows.map(({ answer, ...key }) => ({ ...key, answer: { kind: key.kind, der: answer } }))
}

export type NewAnswer = KeptAnswer & {
  readonly thisUpdate: Temporal.Instant
  readonly nextUpdate: Temporal.Instant
  readonly fetchedAt: Temporal.Instant
}

/** Keeps the newest; an older one that arrives late replaces nothing. */
export const keepAnswer = async (database: Database, answer: NewAnswer): Promise<void> => {
  const values = {
    answer: Buffer.from(answer.answer.der),
    this_update: answer.thisUpdate,
    next_update: answer.nextUpdate,
    fetched_at: answer.fetchedAt,
  }
  await database
    .insertInto('revocation_answer')
    .values({ id: newId(), kind: answer.kind, issuer: answer.issuer, about: answer.about, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'issuer', 'about'])
        .doUpdateSet(values)
        .where('revocation_answer.this_update', '<=', answer.thisUpdate),
    )
    .execute()
}

/** Drops what has run out long ago. */
export const dropOldAnswers = async (database: Database, before: Temporal.Instant): Promise<void> => {
  await database.deleteFrom('revocation_answer').where('next_update', '<', before).execute()
}
