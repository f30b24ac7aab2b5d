import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Change } from '#platform/live/change.ts'
import type { StoredEvent } from '#platform/outbox/find-event.ts'

/** What the program does after a deed of an officer, and nobody's work is other than the deed made it: no page is told a second time. */
const echoes: ReadonlySet<string> = new Set(['dossier.slip-signed'])

/** Whom an event of a dossier concerns: the agencies and units that took part when it happened, and who did it. Null when it is no news. */
export const findChange = async (reader: Reader, event: StoredEvent): Promise<Change | null> => {
  if (echoes.has(event.type)) return null
  const { subjectId, occurredAt } = event
  const finding = reader
    .selectFrom('participant')
    .select(['agency_id as agencyId', 'unit_id as unitId'])
    .distinct()
    .where('subject_kind', '=', 'dossier')
    .where('subject_id', '=', subjectId)
    .where((row) => row.or([row('until_at', 'is', null), row('until_at', '>=', occurredAt)]))
    .execute()
  const doing = reader
    .selectFrom('action_log')
    .select('actor_id')
    .where('subject_kind', '=', 'dossier')
    .where('subject_id', '=', subjectId)
    .where('occurred_at', '=', occurredAt)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const [places, deed] = await Promise.all([finding, doing])
  return { subjectId, at: occurredAt.epochMilliseconds, by: deed?.actor_id ?? '', places }
}

/** Whether the officer may see dossiers there: the same as `maySeeDossier` says of a row, of what is told in passing. */
export const isInRemit = (actor: OfficerActor, places: Change['places']): boolean =>
  places.some(
    ({ agencyId, unitId }) =>
      actor.supervisedAgencyIds.includes(agencyId) ||
      actor.posts.some(
        (post) => post.agencyId === agencyId && (unitId === null || post.unitId === null || post.unitId === unitId),
      ),
  )
