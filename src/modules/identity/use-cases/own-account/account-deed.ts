import type { Temporal } from '#kernel/time.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { CitizenActor, OfficerActor } from '../../domain/actor.ts'
import { type SignInLogKind, writeSignInLog } from '../../store/sign-in-log.ts'

export type OwnDeed = {
  readonly kind: SignInLogKind
  readonly type: `account.${string}`
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Tells both logs what somebody did to his own account. */
export const noteOwnDeed = async (
  tx: Tx,
  actor: CitizenActor | OfficerActor,
  { kind, type, detail = {} }: OwnDeed,
  now: Temporal.Instant,
): Promise<void> => {
  await writeSignInLog(tx, { at: now, accountId: actor.accountId, kind })
  await appendAction(tx, {
    subjectKind: 'account',
    subjectId: actor.accountId,
    type,
    actor: { kind: actor.kind, id: actor.accountId },
    occurredAt: now,
    recordedAt: now,
    detail,
  })
}
