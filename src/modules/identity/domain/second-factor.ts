import { z } from 'zod'
import { type Role, roles } from './actor.ts'
import type { SettingKey } from './setting-key.ts'

/**
 * Officers who must prove who they are in a second way. The rule names administrators; those who sign and who seal are put beside them
 * where the province has decided nothing.
 * @legal QCVN-12-2026
 */
export const secondFactorRoles: SettingKey<readonly Role[]> = {
  key: 'accounts.second-factor-roles',
  schema: z.array(z.enum(roles)).max(roles.length),
  whenUndecided: ['administrator', 'leader', 'clerk'],
}

/** Hours in which a one-time password of an administrator must be used. */
export const oneTimePasswordHours: SettingKey<number> = {
  key: 'accounts.one-time-password-hours',
  schema: z.int().min(1).max(72),
  whenUndecided: 24,
}

/** Minutes in which the link of a reset letter must be used. */
export const passwordResetMinutes: SettingKey<number> = {
  key: 'accounts.password-reset-minutes',
  schema: z.int().min(5).max(120),
  whenUndecided: 30,
}

export type Factors = {
  /** An authenticator app is set up. */
  readonly hasApp: boolean
  readonly hasPasskey: boolean
  /** The rules ask a second factor of this person. */
  readonly isRequired: boolean
}

/**
 * What a right password still leaves to do. A passkey alone is a comfort and asks nothing of the password, unless a second factor is
 * required: then it is that factor, so that whoever has stolen the password cannot set up a factor of his own.
 */
export const decideSecondStep = ({ hasApp, hasPasskey, isRequired }: Factors): 'none' | 'ask' | 'set-up' => {
  if (hasApp || (isRequired && hasPasskey)) return 'ask'
  return isRequired ? 'set-up' : 'none'
}

export const recoveryCodesGiven = 10

/** What was typed as a second proof: six digits of the app, or twelve of a recovery code, however they are spaced. */
export type TypedCode =
  | { readonly kind: 'app'; readonly code: string }
  | { readonly kind: 'recovery'; readonly code: string }
  | { readonly kind: 'none' }

export const readTypedCode = (typed: string): TypedCode => {
  const code = typed.replaceAll(/[\s.-]/g, '')
  if (/^\d{6}$/.test(code)) return { kind: 'app', code }
  return /^\d{12}$/.test(code) ? { kind: 'recovery', code } : { kind: 'none' }
}

/** `123456789012` → `1234 5678 9012`. */
export const spacedRecoveryCode = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')
