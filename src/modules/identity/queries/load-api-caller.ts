import { sql } from 'kysely'
import { localDate, type Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { MachineActor } from '../domain/actor.ts'
import type { OpenSession } from '../domain/session.ts'
import { hashOfApiKey, looksLikeApiKey } from '../store/api-clients.ts'
import { actorOf, findPerson } from './load-actor.ts'

/** Who is behind a key. */
export type ApiCaller =
  | { readonly kind: 'none' }
  | { readonly kind: 'machine'; readonly actor: MachineActor }
  /** Somebody's own program: the person, as a session would have him, and what the program may do in his name. */
  | { readonly kind: 'person'; readonly session: OpenSession; readonly grants: readonly string[] }

const nobody: ApiCaller = { kind: 'none' }

const findClient = (reader: Reader, keyHash: Buffer, now: Temporal.Instant) =>
  reader
    .selectFrom('api_client')
    .select(['id', 'name', 'grants', 'account_id'])
    .where('key_hash', '=', keyHash)
    .where('disabled_at', 'is', null)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now)]))
    .executeTakeFirst()

const personOf = async (
  reader: Reader,
  keyHash: Buffer,
  grants: readonly string[],
  now: Temporal.Instant,
): Promise<ApiCaller> => {
  const known = sql`
    select client.account_id, client.created_at as last_seen_at, client.expires_at, client.expires_at as ends_at,
      0 as idle_minutes, '' as csrf_token, false as second_factor_due, account.kind, account.login, account.disabled_at, account.must_change_password,
      account.officer_id
    from api_client client join account on account.id = client.account_id
    where client.key_hash = ${keyHash}`
  const row = await findPerson(reader, known, localDate(now))
  const actor = row === undefined || row.disabledAt !== null ? null : actorOf(row)
  if (row === undefined || actor === null) return nobody
  const { login, csrfSecret, mustChangePassword, mustSetUpSecondFactor, idleMinutes, expiresAt } = row
  const due = { mustChangePassword, mustSetUpSecondFactor }
  const session = { login, csrfSecret, ...due, idleMinutes, expiresAt, tokenHash: keyHash }
  return { kind: 'person', grants, session: { kind: 'open', actor, ...session } }
}

/** Who a key stands for at this instant: at most two statements. */
export const loadApiCaller = async (reader: Reader, key: string, now: Temporal.Instant): Promise<ApiCaller> => {
  if (!looksLikeApiKey(key)) return nobody
  const keyHash = hashOfApiKey(key)
  const client = await findClient(reader, keyHash, now)
  if (client === undefined) return nobody
  const { id, name, grants } = client
  if (client.account_id !== null) return personOf(reader, keyHash, grants, now)
  return { kind: 'machine', actor: { kind: 'machine', clientId: id, name, grants } }
}
