import { localDate, type Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { citizenIdleMinutes, newSessionTimes, officerIdleMinutes } from '../domain/session-rules.ts'
import { hashOfToken, newCsrfSecret, newSessionToken } from './session-token.ts'
import { settingOn } from './settings.ts'

export type NewSession = {
  readonly accountId: string
  readonly kind: 'citizen' | 'officer'
  readonly now: Temporal.Instant
  /** A session of the same browser that this one takes the place of. */
  readonly replaces?: Buffer
  /** Browser and system, such as `Chrome, Windows`. */
  readonly device?: string
  readonly secondFactorDue?: boolean
}

/** What the browser gets of a new session, told once. */
export type OpenedSession = { readonly token: string; readonly csrfSecret: string }

/** Opens a session under a fresh token, whatever the browser brought: a token that somebody else planted is worth nothing. */
export const openSession = async (tx: Tx, fresh: NewSession): Promise<OpenedSession> => {
  const { accountId, kind, now, replaces, device = '', secondFactorDue = false } = fresh
  const setting = kind === 'officer' ? officerIdleMinutes : citizenIdleMinutes
  const idleMinutes = await settingOn(tx, setting, localDate(now))
  const token = newSessionToken()
  const csrfSecret = newCsrfSecret()
  const { expiresAt, endsAt } = newSessionTimes(kind, idleMinutes, now)
  if (replaces !== undefined) await endSession(tx, replaces)
  await tx
    .insertInto('session')
    .values({
      token_hash: hashOfToken(token),
      account_id: accountId,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
      ends_at: endsAt,
      idle_minutes: idleMinutes,
      csrf_token: csrfSecret,
      device: device.slice(0, 80),
      second_factor_due: secondFactorDue,
    })
    .execute()
  await tx.updateTable('account').set({ last_used_at: now }).where('id', '=', accountId).execute()
  return { token, csrfSecret }
}

/** Ends one session. Returns whose it was. */
export const endSession = async (tx: Tx, tokenHash: Buffer): Promise<string | null> => {
  const ended = await tx
    .deleteFrom('session')
    .where('token_hash', '=', tokenHash)
    .returning('account_id')
    .executeTakeFirst()
  return ended?.account_id ?? null
}

/** Ends the sessions of an account, but for one. Returns how many. */
export const endSessionsOf = async (tx: Tx, accountId: string, except: Buffer | null): Promise<number> => {
  let ended = tx.deleteFrom('session').where('account_id', '=', accountId)
  if (except !== null) ended = ended.where('token_hash', '<>', except)
  return Number((await ended.executeTakeFirst()).numDeletedRows)
}

/** Ends a session that its owner points at. False when it is not his, or over. */
export const endOwnSession = async (tx: Tx, accountId: string, id: string): Promise<boolean> => {
  const ended = await tx
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return ended.numDeletedRows > 0n
}

/** A second factor is there: this session goes on, and others that waited for one begin anew with it. */
export const settleSecondFactor = async (tx: Tx, accountId: string, tokenHash: Buffer): Promise<void> => {
  await tx.updateTable('session').set({ second_factor_due: false }).where('token_hash', '=', tokenHash).execute()
  await tx.deleteFrom('session').where('account_id', '=', accountId).where('second_factor_due', '=', true).execute()
}

/** The last second factor of somebody of whom one is asked is gone: another comes before anything else. */
export const askForSecondFactor = async (tx: Tx, tokenHash: Buffer): Promise<void> => {
  await tx.updateTable('session').set({ second_factor_due: true }).where('token_hash', '=', tokenHash).execute()
}

/** Forgets sessions that ended before an instant. They are kept for a while so that what was typed in them finds its owner. */
export const forgetSessions = async (reader: Reader, endedBefore: Temporal.Instant): Promise<number> => {
  const forgotten = await reader.deleteFrom('session').where('expires_at', '<', endedBefore).executeTakeFirst()
  return Number(forgotten.numDeletedRows)
}
