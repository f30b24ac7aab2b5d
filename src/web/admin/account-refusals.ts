import { unreachable } from '#kernel/result.ts'
import type { AccountDeedRefusal } from '#modules/identity/domain/index.ts'
import type { Messages } from '#web/messages/index.ts'

/** Why an administrator's deed on an account was not done; null for what must not be known of. */
export const textOfAccountRefusal = (t: Messages, refusal: AccountDeedRefusal): string | null => {
  switch (refusal.code) {
    case 'account.reason-missing':
      return t.access.unlockReasonMissing
    case 'account.own':
      return t.access.unlockOwn
    case 'account.works-elsewhere':
      return t.access.worksElsewhere
    case 'account.unknown':
    case 'account.not-administrator':
      return null
    default:
      return unreachable(refusal)
  }
}
