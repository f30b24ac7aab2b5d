import { sql } from 'kysely'
import { localDate, type Temporal } from '#kernel/time.ts'
import { archiveWaiting } from '#modules/archive/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { engagementsWaiting } from '#modules/meetings/index.ts'
import { qualityWaiting } from '#modules/quality/index.ts'
import { fileListsWaiting } from '#modules/work-files/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { mostCounted } from './waiting-work.ts'

export const officeKinds = [
  'hand-over',
  'reading',
  'destruction',
  'file-list',
  'finding-answer',
  'finding-verdict',
  'audit-hold',
  'process-approve',
  'audit-plan',
  'engagement',
] as const
export type OfficeKind = (typeof officeKinds)[number]

/** How much of it waits, and where it lies when it is one alone. */
export type OfficeWork = {
  readonly kind: OfficeKind
  readonly count: number
  readonly overdue: number
  readonly onlyId: string | null
}

/** What waits for the officer beside dossiers, documents and tasks, as each module says it; kinds without any are left out. One statement. */
export const officeWork = async (
  reader: Reader,
  actor: OfficerActor,
  now: Temporal.Instant,
): Promise<readonly OfficeWork[]> => {
  const day = localDate(now)
  const parts = [
    archiveWaiting(actor),
    fileListsWaiting(actor),
    qualityWaiting(actor, day),
    engagementsWaiting(actor, day, now),
  ].map((part) => sql`(select * from (${part}) found limit ${mostCounted})`)
  const answer = await sql<OfficeWork>`
    select kind, count(*)::int as count, count(*) filter (where is_overdue)::int as overdue,
      case when count(*) = 1 then min(id::text) end as "onlyId"
    from (${sql.join(parts, sql` union all `)}) waiting group by kind`.execute(reader)
  return answer.rows
}
