import { createHash, randomBytes } from 'node:crypto'
import { accept } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type FeedEntry, type FeedOwner, findFeedOwner, listFeedEntries } from '../queries/feeds.ts'
import { insertFeed, withdrawFeedRow } from '../store/feeds.ts'
import { type MeetingAnswer, type MeetingDeps, type MeetingScene, onMeetings } from './meeting-deed.ts'

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

const recordFeed = ({ tx, now, actor }: MeetingScene, type: string): Promise<unknown> =>
  appendAction(tx, {
    subjectKind: 'officer',
    subjectId: actor.officerId,
    type,
    actor: { kind: 'officer', id: actor.officerId },
    occurredAt: now,
    recordedAt: now,
    detail: {},
  })

/** Makes the secret of one's calendar address, told once; the one before it opens nothing any more. */
export const makeCalendarFeed = (deps: MeetingDeps, actor: Actor): MeetingAnswer<string> =>
  onMeetings<string>(deps, actor, async (scene) => {
    const secret = randomBytes(24).toString('base64url')
    await insertFeed(scene.tx, scene.actor.officerId, hashOf(secret), scene.now)
    await recordFeed(scene, 'calendar-feed.made')
    return accept(secret)
  })

export const withdrawCalendarFeed = (deps: MeetingDeps, actor: Actor): MeetingAnswer<null> =>
  onMeetings<null>(deps, actor, async (scene) => {
    if (await withdrawFeedRow(scene.tx, scene.actor.officerId, scene.now))
      await recordFeed(scene, 'calendar-feed.withdrawn')
    return accept(null)
  })

const daysBack = 60
const daysAhead = 180

export type CalendarFeed = { readonly owner: FeedOwner; readonly entries: readonly FeedEntry[] }

/** What a calendar program reads with a secret: two months back, half a year ahead. Null when the secret opens nothing. */
export const readCalendarFeed = async (
  reader: Reader,
  secret: string,
  now: Temporal.Instant,
): Promise<CalendarFeed | null> => {
  const day = localDate(now)
  const owner = await findFeedOwner(reader, hashOf(secret), day)
  if (owner === null) return null
  const span = { from: now.subtract({ hours: 24 * daysBack }), until: now.add({ hours: 24 * daysAhead }), day }
  return { owner, entries: await listFeedEntries(reader, owner.officerId, span) }
}
