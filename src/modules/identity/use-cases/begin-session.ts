import { z } from 'zod'
import type { Clock, Temporal } from '#kernel/time.ts'
import type { Database, Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { Account } from '../store/accounts.ts'
import { type OpenedSession, openSession } from '../store/sessions.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'

export const SignIn = z.object({
  login: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1_000),
})
export type SignIn = z.infer<typeof SignIn>

export type SignInDeps = { readonly database: Database; readonly sealing: Sealing; readonly clock: Clock }

/** Where the try comes from (a keyed digest), with what, and the session of the same browser that a new one replaces. */
export type SignInFrom = {
  readonly source: Buffer
  readonly replaces?: Buffer
  /** Browser and system, such as `Chrome, Windows`. */
  readonly device?: string
}

/** The token for the browser, told once. */
export type SignedIn = OpenedSession & {
  readonly accountId: string
  readonly mustChangePassword: boolean
  readonly mustSetUpSecondFactor: boolean
}

/** By what somebody has proved who they are. */
export type Proof = 'password' | 'eid' | 'password+code' | 'password+recovery' | 'passkey'

/** Opens the session of somebody who has proved who they are. */
export const beginSession = async (
  tx: Tx,
  account: Pick<Account, 'id' | 'kind'>,
  from: SignInFrom,
  now: Temporal.Instant,
  proof: Proof,
  secondFactorDue = false,
): Promise<OpenedSession> => {
  const { source: _source, ...browser } = from
  const { id: accountId, kind } = account
  const opened = await openSession(tx, { accountId, kind, now, secondFactorDue, ...browser })
  await writeSignInLog(tx, { at: now, accountId, kind: 'signed-in', source: from.source, detail: proof })
  return opened
}
