import { z } from 'zod'
import { type Result, refuse } from '#kernel/result.ts'
import type { Clock, Temporal } from '#kernel/time.ts'
import { fold, tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, hasRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { ProcedureCode } from '../domain/index.ts'
import { isProcedureCode, type NewEverydayWord } from '../store/everyday-words.ts'
import { refreshSearch, refreshVocabulary } from '../store/search-index.ts'

export type EverydayWordDeps = { readonly database: Database; readonly clock: Clock }

/** What is said of an everyday word; at least one of `expansion` and `procedureCode` says something. */
export const EverydayWordMeaning = z.strictObject({
  term: z.string().max(100).transform(tidy),
  expansion: z.string().max(200).transform(tidy).default(''),
  procedureCode: ProcedureCode.nullable().default(null),
})
export type EverydayWordMeaning = z.infer<typeof EverydayWordMeaning>

export type EverydayWordRefusal =
  | { readonly code: 'everyday-word.not-permitted' }
  | { readonly code: 'everyday-word.not-found' }
  /** No letter or digit in it. */
  | { readonly code: 'everyday-word.term-missing' }
  | { readonly code: 'everyday-word.meaning-missing' }
  | { readonly code: 'everyday-word.known-already' }
  | { readonly code: 'everyday-word.procedure-unknown'; readonly procedureCode: string }

/** Why a word may not be as it is; null when it may. */
export const faultOf = async (tx: Tx, word: NewEverydayWord): Promise<EverydayWordRefusal | null> => {
  if (!/[a-z0-9]/.test(fold(word.term))) return { code: 'everyday-word.term-missing' }
  const { procedureCode } = word
  if (word.expansion === '' && procedureCode === null) return { code: 'everyday-word.meaning-missing' }
  if (procedureCode !== null && !(await isProcedureCode(tx, procedureCode)))
    return { code: 'everyday-word.procedure-unknown', procedureCode }
  return null
}

export type EverydayWordScene = { readonly tx: Tx; readonly now: Temporal.Instant; readonly actor: OfficerActor }

/** An administrator's deed on everyday words, in one transaction. */
export const onEverydayWords = <Value>(
  deps: EverydayWordDeps,
  actor: Actor,
  deed: (scene: EverydayWordScene) => Promise<Result<Value, EverydayWordRefusal>>,
): Promise<Result<Value, EverydayWordRefusal>> =>
  inTransaction(deps.database, async (tx) =>
    hasRole(actor, 'administrator')
      ? deed({ tx, now: deps.clock.now(), actor })
      : refuse({ code: 'everyday-word.not-permitted' }),
  )

/** Writes down what was done and lets the search know the procedures it touched. */
export const recordEverydayWordDeed = async (
  scene: EverydayWordScene,
  id: string,
  type: 'everyday-word.added' | 'everyday-word.changed' | 'everyday-word.removed',
  words: readonly NewEverydayWord[],
): Promise<void> => {
  const { tx, now, actor } = scene
  const post = actor.posts.find((one) => one.role === 'administrator')
  const detail = { words: words.map(({ term, expansion, procedureCode }) => ({ term, expansion, procedureCode })) }
  await appendAction(tx, {
    subjectKind: 'everyday-word',
    subjectId: id,
    type,
    actor: { kind: 'officer', id: actor.officerId, ...(post === undefined ? {} : { postId: post.postId }) },
    occurredAt: now,
    recordedAt: now,
    detail,
  })
  await publishEvent(tx, { type, subjectKind: 'everyday-word', subjectId: id, data: detail, occurredAt: now })
  await refreshSearch(
    tx,
    words.flatMap((word) => (word.procedureCode === null ? [] : [word.procedureCode])),
  )
  await refreshVocabulary(tx)
}
