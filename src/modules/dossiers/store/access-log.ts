import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { writeLook } from '#platform/access-log/write-look.ts'
import type { Reader } from '#platform/database/connection.ts'

/** What of a dossier was looked at. */
export type Looked = 'dossier' | 'identity' | 'file' | 'slip' | 'outcome' | 'receipt'

/**
 * Writes down that an officer has looked at a dossier: the owner can read who did. The agency is that of the post he is known by, as
 * it stands first among his posts.
 */
export const noteLook = async (
  reader: Reader,
  actor: OfficerActor,
  dossierId: string,
  what: Looked,
  at: Temporal.Instant,
): Promise<void> => {
  await writeLook(reader, {
    accountId: actor.accountId,
    officerName: actor.fullName,
    agencyId: actor.posts[0]?.agencyId ?? null,
    subjectKind: 'dossier',
    subjectId: dossierId,
    what,
    at,
  })
}
