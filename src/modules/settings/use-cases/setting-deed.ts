import type { Temporal } from '#kernel/time.ts'
import { recomputeDeadlinesTask } from '#modules/calendar/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import type { Tx } from '#platform/database/connection.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import type { RegisteredSetting } from '../register.ts'

type SettingDeed = {
  readonly id: string
  readonly type: 'setting.decided' | 'setting.withdrawn'
  readonly detail: Record<string, unknown>
}

/** Writes down what an administrator did to a setting; where due dates hang on it, they are counted anew. */
export const recordSettingDeed = async (
  tx: Tx,
  actor: OfficerActor,
  now: Temporal.Instant,
  setting: RegisteredSetting,
  { id, type, detail }: SettingDeed,
): Promise<void> => {
  const post = actor.posts.find((one) => one.role === 'administrator')
  const subject = { subjectKind: 'setting', subjectId: id }
  await appendAction(tx, {
    ...subject,
    type,
    actor: { kind: 'officer', id: actor.officerId, ...(post === undefined ? {} : { postId: post.postId }) },
    occurredAt: now,
    recordedAt: now,
    detail: { key: setting.key, ...detail },
  })
  await publishEvent(tx, { type, ...subject, data: { key: setting.key }, occurredAt: now })
  if (setting.movesDeadlines)
    await enqueue(tx, recomputeDeadlinesTask, { because: type }, { jobKey: recomputeDeadlinesTask })
}
