import { z } from 'zod'
import type { SettingKey } from './setting-key.ts'

/** Whether people may open accounts of this province with a password, beside the national electronic identity. */
export const localCitizenAccounts: SettingKey<boolean> = {
  key: 'accounts.local-citizen',
  schema: z.boolean(),
  whenUndecided: false,
}

/**
 * Wrong passwords in a row after which an officer's account is closed until an administrator opens it.
 * @legal QCVN-12-2026 3.6.2.1.9
 */
export const officerTries: SettingKey<number> = {
  key: 'accounts.officer-tries',
  schema: z.int().min(1).max(5),
  whenUndecided: 5,
}

/** Days without use after which an officer's account is closed. @legal QCVN-12-2026 3.6.2.1 */
export const unusedDays: SettingKey<number> = {
  key: 'accounts.unused-days',
  schema: z.int().min(1).max(45),
  whenUndecided: 45,
}

/** Earlier passwords that may not be taken again. @legal QCVN-12-2026 3.6.2.1 */
export const passwordsRemembered: SettingKey<number> = {
  key: 'accounts.passwords-remembered',
  schema: z.int().min(10).max(50),
  whenUndecided: 10,
}

/** Days after which an administrator must take a new password: two months. @legal QCVN-12-2026 3.6.2.1 */
export const administratorPasswordDays: SettingKey<number> = {
  key: 'accounts.administrator-password-days',
  schema: z.int().min(1).max(60),
  whenUndecided: 60,
}

/**
 * Hours for which a key of an officer's own program may sign and seal in his name; 0: no key may. No law names a number: whoever signs is
 * to be there.
 */
export const signingKeyHours: SettingKey<number> = {
  key: 'accounts.signing-key-hours',
  schema: z.int().min(0).max(24),
  whenUndecided: 0,
}

/** What a password costs to check (argon2id). Hashes carry their own, so old ones stay good when it is raised. */
export type PasswordCost = {
  readonly memoryKibibytes: number
  readonly passes: number
  readonly lanes: number
}

export const passwordCost: SettingKey<PasswordCost> = {
  key: 'accounts.password-cost',
  schema: z.object({
    memoryKibibytes: z.int().min(7_168).max(262_144),
    passes: z.int().min(1).max(10),
    lanes: z.int().min(1).max(4),
  }),
  whenUndecided: { memoryKibibytes: 19_456, passes: 2, lanes: 1 },
}
