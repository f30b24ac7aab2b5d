import type { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { type ActionActor, appendAction } from '#platform/action-log/action-log.ts'
import type { Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import type { PayableDossier } from '../store/dossier.ts'

export type MoneyDeed = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  /** The dossier whose row this transaction holds locked. */
  readonly dossier: Pick<PayableDossier, 'id' | 'code'>
  readonly actor: Actor
  readonly postId?: string
}

const actionActorOf = ({ actor, postId }: MoneyDeed): ActionActor => {
  if (actor.kind === 'officer') return { kind: 'officer', id: actor.officerId, ...(postId ? { postId } : {}) }
  if (actor.kind === 'machine') return { kind: 'system', id: actor.clientId }
  return actor.kind === 'citizen' ? { kind: 'citizen', id: actor.accountId } : { kind: actor.kind }
}

/** Writes a deed on money to the chain of its dossier and tells those who follow. `detail` carries no personal value. */
export const recordMoneyDeed = async (
  deed: MoneyDeed,
  type: string,
  detail: Record<string, unknown>,
): Promise<void> => {
  const { tx, now, dossier } = deed
  await appendAction(tx, {
    subjectKind: 'dossier',
    subjectId: dossier.id,
    type,
    actor: actionActorOf(deed),
    occurredAt: now,
    recordedAt: now,
    detail,
  })
  await publishEvent(tx, {
    type,
    subjectKind: 'dossier',
    subjectId: dossier.id,
    data: { code: dossier.code, ...detail },
    occurredAt: now,
  })
}
