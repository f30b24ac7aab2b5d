import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { Reader } from '#platform/database/connection.ts'
import { findSetting } from '#platform/settings/settings.ts'
import { matchingRule, routingRulesKey } from '../domain/routing-rule.ts'
import type { RoutingTarget } from '../store/routing.ts'
import { habitualTarget } from '../store/routing-habits.ts'

export type KnownAuthor = { readonly agencyId: string | null; readonly name: string }

/** Names of authors to choose from while registering: agencies of the directory, and whoever wrote to this agency lately. */
export const listAuthors = async (reader: Reader, agencyId: string): Promise<readonly KnownAuthor[]> => {
  const answer = await sql<KnownAuthor>`
    select id as "agencyId", name from agency where abolished_on is null and id <> ${agencyId}
    union all
    select null, author_name from (
      select author_name from official_document
      where agency_id = ${agencyId} and direction = 'incoming' and author_agency_id is null
      order by created_at desc limit 500) lately
    group by author_name order by 2 limit 1000`.execute(reader)
  return answer.rows
}

/** The next number of each book in a year, as it would be taken now; another clerk may be faster. */
export const nextNumbers = async (
  reader: Reader,
  agencyId: string,
  year: number,
): Promise<readonly { readonly registerId: string; readonly next: number }[]> => {
  const answer = await sql<{ registerId: string; next: number }>`
    select r.id as "registerId", coalesce(c.value, 0)::int + 1 as next from document_register r
    left join counter c on c.scope = 'document-register' and c.key = r.id || '/' || ${String(year)}
    where r.agency_id = ${agencyId}`.execute(reader)
  return answer.rows
}

export type ProposedTarget = { readonly target: RoutingTarget; readonly why: 'clerk' | 'rule' | 'habit' }

export type DocumentToPropose = {
  readonly agencyId: string
  readonly authorName: string
  readonly typeCode: string
  readonly subject: string
  /** Whom the clerk has proposed. */
  readonly proposedTo: string | null
}

/** To whom a document goes best: as the clerk proposes, by a rule of the agency, or as others of the author and type went. */
export const proposeTarget = async (
  reader: Reader,
  document: DocumentToPropose,
  targets: readonly RoutingTarget[],
  on: Temporal.PlainDate,
): Promise<ProposedTarget | null> => {
  const [rules, habit] = await Promise.all([
    findSetting(reader, routingRulesKey, on, { agencyId: document.agencyId }),
    habitualTarget(reader, document),
  ])
  const ruled = matchingRule(rules?.value ?? [], document)?.target ?? ''
  const found = [
    { why: 'clerk', target: targets.find(({ id }) => id === document.proposedTo) },
    { why: 'rule', target: ruled === '' ? undefined : targets.find(({ name }) => fold(name) === fold(ruled)) },
    { why: 'habit', target: targets.find(({ id }) => id === habit) },
  ] as const
  for (const { why, target } of found) if (target !== undefined) return { why, target }
  return null
}
