import { type Clock, localDate } from '#kernel/time.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import type { Database } from '#platform/database/connection.ts'
import { unusedDays } from '../domain/account-settings.ts'
import { disableUnused } from '../store/accounts.ts'
import { forgetKeptForms } from '../store/kept-forms.ts'
import { forgetChallenges } from '../store/passkeys.ts'
import { forgetResets } from '../store/password-resets.ts'
import { endSessionsOf, forgetSessions } from '../store/sessions.ts'
import { settingOn } from '../store/settings.ts'
import { forgetDelays } from '../store/sign-in-delays.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import { challengeHours } from './passkey-challenge.ts'

/**
 * The nightly round over accounts: officers' accounts nobody has used for 45 days are closed, and what only mattered for a day is forgotten.
 * Running it twice changes nothing.
 * @legal QCVN-12-2026 3.6.2.1
 */
export const disableUnusedAccounts = async (database: Database, clock: Clock): Promise<number> => {
  const now = clock.now()
  const days = await settingOn(database, unusedDays, localDate(now))
  await forgetSessions(database, now.subtract({ hours: 24 }))
  await forgetKeptForms(database, now.subtract({ hours: 24 }))
  await forgetResets(database, now.subtract({ hours: 24 }))
  await forgetChallenges(database, now.subtract({ hours: challengeHours + 1 }))
  await forgetDelays(database, now.subtract({ hours: 48 }))
  return database.transaction().execute(async (tx) => {
    const disabled = await disableUnused(tx, now.subtract({ hours: days * 24 }), now)
    for (const accountId of disabled) {
      await endSessionsOf(tx, accountId, null)
      await writeSignInLog(tx, { at: now, accountId, kind: 'disabled', detail: 'unused' })
      await appendAction(tx, {
        subjectKind: 'account',
        subjectId: accountId,
        type: 'account.disabled',
        actor: { kind: 'system' },
        occurredAt: now,
        recordedAt: now,
        detail: { unusedDays: days },
      })
    }
    return disabled.length
  })
}
