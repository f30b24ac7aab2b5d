import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { localDate, type Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type CitizenActor, type HeldPost, type OfficerActor, roles } from '../domain/actor.ts'
import { type LoadedSession, noSession } from '../domain/session.ts'
import { expiryAfterUse, noteEverySeconds } from '../domain/session-rules.ts'
import { hashOfToken, looksLikeToken } from '../store/session-token.ts'

const HeldPosts = z.array(
  z.object({
    postId: z.string(),
    role: z.enum(roles),
    title: z.string(),
    agencyId: z.string(),
    agencyName: z.string(),
    unitId: z.string().nullable(),
    unitName: z.string(),
    isDelegated: z.boolean(),
  }),
)

/** A person as the statement finds him. */
export type PersonRow = {
  readonly accountId: string
  readonly accountKind: 'citizen' | 'officer'
  readonly login: string
  readonly disabledAt: Temporal.Instant | null
  readonly mustChangePassword: boolean
  readonly mustSetUpSecondFactor: boolean
  readonly officerId: string | null
  readonly fullName: string | null
  readonly assurance: CitizenActor['assurance'] | null
  readonly csrfSecret: string
  readonly lastSeenAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly idleMinutes: number
  readonly posts: unknown
  readonly supervised: readonly string[] | null
}

/**
 * Everything about the person in one statement: `known` (the session or key with its account), the posts held on the day (own, and delegated by somebody who holds them
 * that day), and the agencies below those in which the person leads, supervises or audits. An agency that another has succeeded hands
 * its work on, so it counts as below its successor.
 */
export const findPerson = async (
  reader: Reader,
  known: RawBuilder<unknown>,
  day: Temporal.PlainDate,
): Promise<PersonRow | undefined> => {
  const answer = await sql<PersonRow>`
    with recursive known as (${known}), held as (
      select post_holding.post_id, false as is_delegated
      from known join post_holding on post_holding.officer_id = known.officer_id
      where post_holding.in_force @> ${day}::date
      union all
      select delegation.post_id, true
      from known join delegation on delegation.to_officer_id = known.officer_id
      where delegation.in_force @> ${day}::date and exists (
        select from post_holding
        where post_holding.post_id = delegation.post_id and post_holding.officer_id = delegation.from_officer_id
          and post_holding.in_force @> ${day}::date)
    ), below as (
      select post.agency_id as id from held join post on post.id = held.post_id
      where post.role in ('leader', 'supervisor', 'auditor')
      union
      select next.id from below cross join lateral (
        select agency.id from agency where agency.parent_id = below.id
        union all
        select agency_succession.predecessor_id from agency_succession
        where agency_succession.successor_id = below.id and agency_succession.on_date <= ${day}::date
      ) as next
    )
    select known.account_id as "accountId", known.kind as "accountKind", known.login, known.disabled_at as "disabledAt",
      known.must_change_password as "mustChangePassword", known.second_factor_due as "mustSetUpSecondFactor", known.officer_id as "officerId",
      coalesce(officer.full_name, citizen.full_name) as "fullName", citizen.assurance,
      known.csrf_token as "csrfSecret", known.last_seen_at as "lastSeenAt", known.expires_at as "expiresAt",
      known.ends_at as "endsAt", known.idle_minutes as "idleMinutes",
      (select jsonb_agg(jsonb_build_object('postId', post.id, 'role', post.role, 'title', post.title,
          'agencyId', agency.id, 'agencyName', agency.name, 'unitId', unit.id, 'unitName', coalesce(unit.name, ''),
          'isDelegated', held.is_delegated) order by held.is_delegated, post.id)
        from held join post on post.id = held.post_id join agency on agency.id = post.agency_id
        left join unit on unit.id = post.unit_id) as posts,
      (select array_agg(below.id::text) from below) as supervised
    from known
    left join officer on officer.id = known.officer_id
    left join citizen on citizen.account_id = known.account_id`.execute(reader)
  return answer.rows[0]
}

/** An officer may hold the same post in his own right and by delegation; the own right counts. */
const withoutDoubles = (posts: readonly HeldPost[]): readonly HeldPost[] =>
  posts.filter((post, index) => posts.findIndex((other) => other.postId === post.postId) === index)

export const actorOf = (row: PersonRow): CitizenActor | OfficerActor | null => {
  if (row.fullName === null) return null
  const { accountId, fullName } = row
  if (row.officerId === null) return { kind: 'citizen', accountId, fullName, assurance: row.assurance ?? 'declared' }
  return {
    kind: 'officer',
    accountId,
    officerId: row.officerId,
    fullName,
    posts: withoutDoubles(HeldPosts.parse(row.posts ?? [])),
    supervisedAgencyIds: row.supervised ?? [],
  }
}

const noteUse = async (reader: Reader, tokenHash: Buffer, row: PersonRow, now: Temporal.Instant): Promise<void> => {
  const expiresAt = expiryAfterUse(row.idleMinutes, row.endsAt, now)
  await sql`
    with used as (
      update session set last_seen_at = ${now}, expires_at = ${expiresAt}
      where token_hash = ${tokenHash} and last_seen_at < ${now} returning account_id
    )
    update account set last_used_at = ${now} from used where account.id = used.account_id`.execute(reader)
}

/**
 * Who a session token stands for at this instant, in at most two statements however many posts, delegations and agencies there are.
 * `prolong: false` looks without counting as a deed: pages that ask for themselves must not keep a session alive.
 */
export const loadActor = async (
  reader: Reader,
  token: string,
  now: Temporal.Instant,
  options: { readonly prolong: boolean } = { prolong: true },
): Promise<LoadedSession> => {
  if (!looksLikeToken(token)) return noSession
  const tokenHash = hashOfToken(token)
  const known = sql`
    select session.*, account.kind, account.login, account.disabled_at, account.must_change_password, account.officer_id
    from session join account on account.id = session.account_id
    where session.token_hash = ${tokenHash}`
  const row = await findPerson(reader, known, localDate(now))
  if (row === undefined || row.disabledAt !== null) return noSession
  const actor = actorOf(row)
  if (actor === null) return noSession
  const { accountId, accountKind } = row
  if (row.expiresAt.epochMilliseconds <= now.epochMilliseconds) return { kind: 'expired', accountId, accountKind }
  const isStale = now.epochMilliseconds - row.lastSeenAt.epochMilliseconds >= noteEverySeconds * 1_000
  if (options.prolong && isStale) await noteUse(reader, tokenHash, row, now)
  const { login, csrfSecret, mustChangePassword, mustSetUpSecondFactor, idleMinutes } = row
  const expiresAt = options.prolong ? expiryAfterUse(idleMinutes, row.endsAt, now) : row.expiresAt
  const due = { mustChangePassword, mustSetUpSecondFactor }
  return { kind: 'open', actor, login, tokenHash, csrfSecret, ...due, idleMinutes, expiresAt }
}
