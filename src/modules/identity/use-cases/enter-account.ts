import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { administratorPasswordDays } from '../domain/account-settings.ts'
import type { SignInRefusal } from '../domain/refusals.ts'
import { secondFactorRoles } from '../domain/second-factor.ts'
import { type Account, askForNewPassword, forgiveAttempts } from '../store/accounts.ts'
import { holdsRoleOn } from '../store/holds-role.ts'
import { settingOn } from '../store/settings.ts'
import { beginSession, type Proof, type SignedIn, type SignInFrom } from './begin-session.ts'

/** Whether the rules ask a second factor of the owner of an account on a day; of citizens never. */
export const isSecondFactorRequired = async (
  reader: Reader,
  { officerId }: Pick<Account, 'officerId'>,
  today: Temporal.PlainDate,
): Promise<boolean> => {
  if (officerId === null) return false
  const wanted = await settingOn(reader, secondFactorRoles, today)
  return holdsRoleOn(reader, officerId, wanted, today)
}

/** An administrator's password lives two months; an officer's first one only until he has come in. */
const mustTakeNewPassword = async (tx: Tx, account: Account, now: Temporal.Instant): Promise<boolean> => {
  if (account.mustChangePassword) return true
  if (account.isDemo || account.officerId === null) return false
  const today = localDate(now)
  const days = await settingOn(tx, administratorPasswordDays, today)
  const isOld = now.since(account.passwordChangedAt).total('hours') > days * 24
  return isOld && (await holdsRoleOn(tx, account.officerId, ['administrator'], today))
}

const isOneTimeOver = ({ oneTimeUntil }: Account, now: Temporal.Instant): boolean =>
  oneTimeUntil !== null && oneTimeUntil.epochMilliseconds <= now.epochMilliseconds

export type Entrance = {
  readonly from: SignInFrom
  readonly now: Temporal.Instant
  readonly proof: Proof
  readonly mustSetUpSecondFactor: boolean
}

/** Lets somebody in who has proved everything that was asked; the failures before are forgotten. */
export const enterAccount = async (
  tx: Tx,
  account: Account,
  { from, now, proof, mustSetUpSecondFactor }: Entrance,
): Promise<Result<SignedIn, SignInRefusal>> => {
  if (!(await forgiveAttempts(tx, account.id))) return refuse({ code: 'sign-in.locked' })
  if (account.disabledAt !== null) return refuse({ code: 'sign-in.disabled' })
  if (proof !== 'passkey' && isOneTimeOver(account, now)) return refuse({ code: 'sign-in.one-time-over' })
  const mustChangePassword = await mustTakeNewPassword(tx, account, now)
  if (mustChangePassword) await askForNewPassword(tx, account.id)
  const opened = await beginSession(tx, account, from, now, proof, mustSetUpSecondFactor)
  return accept({ ...opened, accountId: account.id, mustChangePassword, mustSetUpSecondFactor })
}
