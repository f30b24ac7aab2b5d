import { accept } from '#kernel/result.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { claimNotices, findToldEngagement } from '../store/notices.ts'

/** A letter to somebody who leads or takes part, about what became of an engagement. */
export type EngagementLetter = {
  readonly accountId: string
  readonly to: string
  readonly engagementId: string
  readonly title: string
  readonly what: 'approved' | 'declined' | 'changed' | 'cancelled'
  readonly startsAt: Temporal.Instant
  readonly place: string
  readonly note: string
}

const whats: Readonly<Record<string, EngagementLetter['what']>> = {
  'engagement.registered': 'approved',
  'engagement.approved': 'approved',
  'engagement.declined': 'declined',
  'engagement.changed': 'changed',
  'engagement.cancelled': 'cancelled',
}

type ToldEvent = { readonly type: string; readonly subjectId: string; readonly data: unknown }

/** Whether readers must be told: the plan was out already. What was declined is told to whoever registered it. */
const isTold = ({ type, data }: ToldEvent): boolean =>
  type === 'engagement.declined' ||
  (type in whats && typeof data === 'object' && data !== null && (data as { isTold?: unknown }).isTold === true)

/** Tells each once of a change of a published plan, in the transaction that keeps that he was told. Returns how many letters. */
export const tellOfEngagement = async (
  deps: { readonly database: Database; readonly clock: Clock },
  event: ToldEvent,
  write: (tx: Tx, letter: EngagementLetter) => Promise<void>,
): Promise<number> => {
  const what = whats[event.type]
  if (what === undefined || !isTold(event)) return 0
  const told = await inTransaction<number, never>(deps.database, async (tx) => {
    const engagement = await findToldEngagement(tx, event.subjectId)
    if (engagement === null) return accept(0)
    const people = await claimNotices(tx, engagement, localDate(deps.clock.now()))
    const { id: engagementId, title, startsAt, place, note } = engagement
    for (const { accountId, email } of people)
      await write(tx, { accountId, to: email, engagementId, title, what, startsAt, place, note })
    return accept(people.length)
  })
  return told.ok ? told.value : 0
}
