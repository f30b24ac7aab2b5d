import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

export type DemoAccount = { readonly login: string; readonly about: string }

const mostShown = 12

/** Accounts that came with the demonstration, to try out: citizens, or officers with one of each title in a few agencies. */
export const listDemoAccounts = async (
  reader: Reader,
  kind: 'citizen' | 'officer',
  day: Temporal.PlainDate,
): Promise<readonly DemoAccount[]> => {
  const answer =
    kind === 'citizen'
      ? await sql<DemoAccount>`
          select account.login, citizen.full_name as about from account
          join citizen on citizen.account_id = account.id
          where account.is_demo and account.kind = 'citizen' order by account.created_at, account.id limit ${mostShown}`.execute(
          reader,
        )
      : await sql<DemoAccount>`
          with seats as (
            select account.login, post.title, agency.short_name, post.role, agency.code,
              row_number() over (partition by post.role, agency.level order by agency.code, account.login) as place
            from account join post_holding on post_holding.officer_id = account.officer_id
            join post on post.id = post_holding.post_id join agency on agency.id = post.agency_id
            where account.is_demo and post_holding.in_force @> ${day}::date and not post_holding.concurrent
          )
          select login, title || ', ' || short_name as about from seats where place = 1
          order by length(code) desc, code, role limit ${mostShown}`.execute(reader)
  return answer.rows
}
