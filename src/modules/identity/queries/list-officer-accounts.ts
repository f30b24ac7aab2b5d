import { sql } from 'kysely'
import { isUuid } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type Actor, agencyIdsWithRole } from '../domain/actor.ts'
import { agenciesBelow, officerInRemit } from '../store/administrator-remit.ts'

export const accountStates = ['all', 'locked', 'disabled', 'first-sign-in'] as const
export type AccountState = (typeof accountStates)[number]

export type OfficerAccountView = {
  readonly accountId: string
  readonly login: string
  readonly fullName: string
  /** `Chuyên viên, Bộ phận Một cửa phường Việt Trì`, the first of the day. */
  readonly post: string
  readonly agency: string
  readonly isAdministrator: boolean
  readonly failedAttempts: number
  readonly lockedAt: Temporal.Instant | null
  readonly disabledAt: Temporal.Instant | null
  readonly mustChangePassword: boolean
  readonly hasSecondFactor: boolean
  readonly lastUsedAt: Temporal.Instant | null
  readonly createdAt: Temporal.Instant
}

export type OfficerAccountFilter = {
  readonly state: AccountState
  /** Part of a name or a login, with or without marks. */
  readonly words: string
  /** The account after which the page begins. */
  readonly after?: string
  readonly tries: number
  /** This account and no other. */
  readonly only?: string
}

export type OfficerAccountPage = {
  readonly rows: readonly OfficerAccountView[]
  readonly counts: Readonly<Record<AccountState, number>>
  readonly next: string | null
}

const pageRows = 50

type Row = OfficerAccountView & { readonly counts: Readonly<Record<AccountState, number>> }

const stateOf = (filter: OfficerAccountFilter) => ({
  locked: sql<boolean>`(mine."lockedAt" is not null or mine."failedAttempts" >= ${filter.tries})`,
  disabled: sql<boolean>`mine."disabledAt" is not null`,
  'first-sign-in': sql<boolean>`mine."mustChangePassword"`,
  all: sql<boolean>`true`,
})

/** Officers' accounts an administrator answers for, in the order of names, in one statement. */
export const listOfficerAccounts = async (
  reader: Reader,
  actor: Actor,
  day: Temporal.PlainDate,
  filter: OfficerAccountFilter,
): Promise<OfficerAccountPage> => {
  const states = stateOf(filter)
  const words = `%${fold(filter.words).replaceAll(/[%_\\]/g, '\\$&')}%`
  const answer = await sql<Row>`
    with recursive remit as (${agenciesBelow(agencyIdsWithRole(actor, 'administrator'))}),
    mine as (
      select account.id as "accountId", account.login, officer.full_name collate "vi-x-icu" as "fullName",
        coalesce(held.title, '') as post, coalesce(held.agency, '') as agency,
        coalesce(held.is_administrator, false) as "isAdministrator", account.failed_attempts as "failedAttempts",
        account.locked_at as "lockedAt", account.disabled_at as "disabledAt",
        account.must_change_password as "mustChangePassword", account.last_used_at as "lastUsedAt",
        account.totp_sealed is not null or exists (select from passkey where passkey.account_id = account.id)
          as "hasSecondFactor",
        account.created_at as "createdAt"
      from account join officer on officer.id = account.officer_id
      left join lateral (
        select min(post.title) as title, min(agency.short_name) as agency, bool_or(post.role = 'administrator') as is_administrator
        from post_holding join post on post.id = post_holding.post_id join agency on agency.id = post.agency_id
        where post_holding.officer_id = officer.id and post_holding.in_force @> ${day}::date
      ) as held on true
      where ${officerInRemit(sql`officer.id`)}
        and (${filter.only ?? null}::uuid is null or account.id = ${filter.only ?? null}::uuid)
        and (${filter.words} = '' or public.fold(officer.full_name) like ${words} or account.login like ${words})
    ), counted as (
      select jsonb_build_object('all', count(*), 'locked', count(*) filter (where ${states.locked}),
        'disabled', count(*) filter (where ${states.disabled}),
        'first-sign-in', count(*) filter (where ${states['first-sign-in']})) as counts
      from mine
    ), chosen as (
      select mine.* from mine
      where ${states[filter.state]} and (${filter.after ?? null}::uuid is null or (mine."fullName", mine."accountId") >
        (select "fullName", "accountId" from mine where "accountId" = ${filter.after ?? null}::uuid))
      order by mine."fullName", mine."accountId" limit ${pageRows + 1}
    )
    select chosen.*, counted.counts from counted left join chosen on true
    order by chosen."fullName", chosen."accountId"`.execute(reader)
  const found = answer.rows.filter((row) => row.accountId !== null)
  const rows = found.slice(0, pageRows)
  const counts = answer.rows[0]?.counts ?? { all: 0, locked: 0, disabled: 0, 'first-sign-in': 0 }
  return { rows, counts, next: found.length > pageRows ? (rows.at(-1)?.accountId ?? null) : null }
}

/** One officer's account, when the administrator answers for it. */
export const findOfficerAccount = async (
  reader: Reader,
  actor: Actor,
  day: Temporal.PlainDate,
  accountId: string,
): Promise<OfficerAccountView | null> => {
  if (!isUuid(accountId)) return null
  const { rows } = await listOfficerAccounts(reader, actor, day, { state: 'all', words: '', tries: 1, only: accountId })
  return rows[0] ?? null
}
