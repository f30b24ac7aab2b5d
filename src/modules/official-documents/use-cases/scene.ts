import { type Result, refuse } from '#kernel/result.ts'
import type { Clock, Temporal } from '#kernel/time.ts'
import type { WorkingTime, WorkingTimeSource } from '#modules/calendar/index.ts'
import type { Actor, HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import type { DocumentDeed, WorkItem } from '#modules/processes/domain/index.ts'
import { listOpenWork } from '#modules/processes/index.ts'
import {
  type ActionActor,
  appendAction,
  appendAfter,
  appendToMany,
  beginningOfChain,
} from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { doOnce, type Sending } from '#platform/database/do-once.ts'
import { publishEvent, publishEvents } from '#platform/outbox/publish-event.ts'
import { type DocumentRefusal, documentSubject, type OfficialDocument } from '../domain/index.ts'
import { maySeeDocument } from '../queries/document-remit.ts'
import { findDocumentForUpdate } from '../store/official-documents.ts'

/** What deeds on documents touch. */
export type DocumentDeps = {
  readonly database: Database
  readonly clock: Clock
  readonly workingTime: WorkingTimeSource
}

export type DocumentWork = WorkItem<DocumentDeed>

/** A document under lock, with its open work and the time of the deed. */
export type DocumentScene = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly document: OfficialDocument
  readonly work: readonly DocumentWork[]
  readonly workingTime: WorkingTime
}

/** Locks the document and runs a deed on it in one transaction, once for a sending; who may not see it learns nothing of it. */
export const onDocument = <Value, Refusal>(
  deps: DocumentDeps,
  actor: OfficerActor,
  documentId: string,
  deed: (scene: DocumentScene) => Promise<Result<Value, Refusal>>,
  sending?: Sending<Value>,
  within = inTransaction,
): Promise<Result<Value, Refusal | DocumentRefusal>> =>
  within<Value, Refusal | DocumentRefusal>(deps.database, (tx) =>
    doOnce<Value, Refusal | DocumentRefusal>(tx, actor.officerId, sending, async () => {
      const now = deps.clock.now()
      const document = await findDocumentForUpdate(tx, documentId)
      if (document === null) return refuse({ code: 'document.not-found' })
      const [seen, work, workingTime] = await Promise.all([
        tx
          .selectFrom('official_document as d')
          .select('d.id')
          .where('d.id', '=', documentId)
          .where(maySeeDocument(actor, now))
          .executeTakeFirst(),
        listOpenWork(tx, document.id),
        deps.workingTime(tx),
      ])
      if (seen === undefined) return refuse({ code: 'document.not-found' })
      return deed({ tx, now, document, work: work as readonly unknown[] as readonly DocumentWork[], workingTime })
    }),
  )

export const actionActorOf = (actor: Actor, post: HeldPost | null): ActionActor => {
  if (actor.kind === 'officer')
    return { kind: 'officer', id: actor.officerId, ...(post === null ? {} : { postId: post.postId }) }
  if (actor.kind === 'citizen') return { kind: 'citizen', id: actor.accountId }
  return actor.kind === 'machine' ? { kind: 'system', id: actor.clientId } : { kind: actor.kind }
}

/** Which document a deed was done on, inside which transaction and when. */
export type DocumentDeedPlace = Pick<DocumentScene, 'tx' | 'now'> & { readonly document: Pick<OfficialDocument, 'id'> }

/** One act on a document. `detail` carries no personal value. */
export type DocumentAct = { readonly type: `document.${string}`; readonly detail: Record<string, unknown> }

const actionOf = (now: Temporal.Instant, subjectId: string, actor: Actor, post: HeldPost | null, act: DocumentAct) => ({
  subjectKind: documentSubject,
  subjectId,
  type: act.type,
  actor: actionActorOf(actor, post),
  occurredAt: now,
  recordedAt: now,
  detail: act.detail,
})

const eventOf = (now: Temporal.Instant, subjectId: string, { type, detail }: DocumentAct) => ({
  ...{ type, subjectKind: documentSubject, subjectId },
  ...{ data: detail, occurredAt: now },
})

const record = async (
  { tx, now, document }: DocumentDeedPlace,
  actor: Actor,
  post: HeldPost | null,
  act: DocumentAct,
  isFirst: boolean,
): Promise<void> => {
  const action = actionOf(now, document.id, actor, post, act)
  await Promise.all([
    isFirst ? appendAfter(tx, beginningOfChain, action) : appendAction(tx, action),
    publishEvent(tx, eventOf(now, document.id, act)),
  ])
}

/** Writes the act to the chain of the document and tells those who follow. */
export const recordDocumentDeed = (
  place: DocumentDeedPlace,
  actor: Actor,
  post: HeldPost | null,
  act: DocumentAct,
): Promise<void> => record(place, actor, post, act, false)

/** The same for a document that this transaction has made: its chain begins here. */
export const recordFirstDocumentDeed = (
  place: DocumentDeedPlace,
  actor: Actor,
  post: HeldPost | null,
  act: DocumentAct,
): Promise<void> => record(place, actor, post, act, true)

/** The same act as the first of many documents that this transaction has made, by nobody's hand. */
export const recordFirstDeeds = async (
  { tx, now, documentIds }: Pick<DocumentScene, 'tx' | 'now'> & { readonly documentIds: readonly string[] },
  actor: Actor,
  act: DocumentAct,
): Promise<void> => {
  const actions = documentIds.map((id) => ({ previous: beginningOfChain, action: actionOf(now, id, actor, null, act) }))
  await Promise.all([
    appendToMany(tx, actions),
    publishEvents(
      tx,
      documentIds.map((id) => eventOf(now, id, act)),
    ),
  ])
}
