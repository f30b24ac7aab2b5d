import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { findSetting } from '#platform/settings/settings.ts'
import { headsOfUnit, unitHeadLooksKey } from '../domain/drafting/unit-head.ts'
import { findSeats } from '../store/outgoing-papers.ts'

export type AgencySeat = Awaited<ReturnType<typeof findSeats>>[number]

type Drafted = { readonly agencyId: string; readonly draftingUnitId: string | null }

/** Who sits in an agency on a day, and who of them looks at the drafts of a unit: nobody where the agency decided so, or where nobody heads the unit. */
export const findUnitHeads = async (
  reader: Reader,
  { agencyId, draftingUnitId }: Drafted,
  day: Temporal.PlainDate,
): Promise<{ readonly seats: readonly AgencySeat[]; readonly heads: readonly AgencySeat[] }> => {
  const [setting, seats] = await Promise.all([
    findSetting(reader, unitHeadLooksKey, day, { agencyId }),
    findSeats(reader, agencyId, day),
  ])
  const looks = setting?.value ?? unitHeadLooksKey.whenUndecided
  return { seats, heads: looks ? headsOfUnit(seats, draftingUnitId) : [] }
}

export type UnitHeadWord = {
  readonly name: string
  readonly title: string
  /** He holds the post for another. */
  readonly byDelegation: boolean
  readonly at: Temporal.Instant
}

/** Who found the contents in order in the last submission; null while nobody has, or nobody had to. */
export const findUnitHeadWord = async (reader: Reader, documentId: string): Promise<UnitHeadWord | null> => {
  const row = await reader
    .selectFrom('work_item as w')
    .innerJoin('outgoing_paper as p', 'p.document_id', 'w.subject_id')
    .select(['w.done_by_name as name', 'w.done_by_title as title', 'w.done_by_delegation as byDelegation'])
    .select(['w.state', 'w.closed_at as at'])
    .where('w.subject_id', '=', documentId)
    .where('w.deed', '=', 'approve')
    .whereRef('w.opened_at', '>=', 'p.submitted_at')
    .orderBy('w.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.state !== 'done' || row.at === null
    ? null
    : { name: row.name ?? '', title: row.title ?? '', byDelegation: row.byDelegation, at: row.at }
}
