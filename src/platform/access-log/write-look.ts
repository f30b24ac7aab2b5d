import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '../database/connection.ts'

/** Somebody has looked at something; no chain, but nobody takes it back. */
export type Look = {
  readonly accountId: string
  readonly officerName: string
  readonly agencyId: string | null
  readonly subjectKind: string
  readonly subjectId: string
  readonly what: string
  readonly at: Temporal.Instant
}

export const writeLook = async (reader: Reader, look: Look): Promise<void> => {
  await reader
    .insertInto('access_log')
    .values({
      at: look.at,
      account_id: look.accountId,
      officer_name: look.officerName,
      agency_id: look.agencyId,
      subject_kind: look.subjectKind,
      subject_id: look.subjectId,
      what: look.what,
    })
    .execute()
}
