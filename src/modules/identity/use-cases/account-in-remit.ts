import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { ActionActor } from '#platform/action-log/action-log.ts'
import type { Tx } from '#platform/database/connection.ts'
import { type Actor, agencyIdsWithRole, hasRole, type OfficerActor, postFor } from '../domain/actor.ts'
import type { AccountDeedRefusal } from '../domain/refusals.ts'
import { type Account, findAccountForUpdate } from '../store/accounts.ts'
import { isInRemitOf, worksOnlyIn } from '../store/administrator-remit.ts'

/** What an administrator's deed on the account of another says: whose, and how it was made sure that the right person asks. */
export type AccountQuestion = { readonly accountId: string; readonly reason: string }

export type AccountInRemit = { readonly account: Account; readonly administrator: OfficerActor }

/** The account of an officer who works below the administrator's agencies and nowhere else, its row locked; never his own. */
export const accountInRemit = async (
  tx: Tx,
  actor: Actor,
  { accountId, reason }: AccountQuestion,
  day: Temporal.PlainDate,
): Promise<Result<AccountInRemit, AccountDeedRefusal>> => {
  if (!hasRole(actor, 'administrator')) return refuse({ code: 'account.not-administrator' })
  if (actor.accountId === accountId) return refuse({ code: 'account.own' })
  if (reason === '') return refuse({ code: 'account.reason-missing' })
  const account = await findAccountForUpdate(tx, accountId)
  const agencyIds = agencyIdsWithRole(actor, 'administrator')
  if (account?.officerId == null || !(await isInRemitOf(tx, agencyIds, account.officerId)))
    return refuse({ code: 'account.unknown' })
  if (!(await worksOnlyIn(tx, agencyIds, account.officerId, day))) return refuse({ code: 'account.works-elsewhere' })
  return accept({ account, administrator: actor })
}

/** The administrator as the log names him: the person and the post. */
export const administratorOf = (administrator: OfficerActor): ActionActor => {
  const [agencyId = ''] = agencyIdsWithRole(administrator, 'administrator')
  const postId = postFor(administrator, 'administrator', agencyId)?.postId
  return { kind: 'officer', id: administrator.officerId, ...(postId === undefined ? {} : { postId }) }
}
