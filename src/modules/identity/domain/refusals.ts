import type { PasswordFault } from './password-policy.ts'

/** Why a sign-in was refused. Nothing here tells whether an account exists that the person could not prove to own. */
export type SignInRefusal =
  | { readonly code: 'sign-in.wrong' }
  | { readonly code: 'sign-in.wait'; readonly seconds: number }
  | { readonly code: 'sign-in.locked' }
  /** Several tries of one account at the same instant. */
  | { readonly code: 'sign-in.busy' }
  | { readonly code: 'sign-in.disabled' }
  | { readonly code: 'sign-in.local-accounts-off' }
  /** The one-time password of an administrator was not used in time. */
  | { readonly code: 'sign-in.one-time-over' }
  /** The password is right; a second proof is wanted before anybody is in. */
  | ({ readonly code: 'sign-in.second-step' } & SecondStep)
  | { readonly code: 'sign-in.code-wrong' }
  /** The password was given too long ago, or has changed since. */
  | { readonly code: 'sign-in.second-step-over' }
  /** The passkey is nobody's here, or what it signed is not what was asked. */
  | { readonly code: 'sign-in.passkey-wrong' }
  /** The page was open too long, or its question has been answered before. */
  | { readonly code: 'sign-in.passkey-over' }

/** A refusal at which somebody stays outside. */
export type DoorRefusal = Exclude<SignInRefusal, { code: 'sign-in.second-step' }>

/** What the page of the second step needs to know. */
export type SecondStep = {
  /** Sealed: whose password was right, and when. */
  readonly pending: string
  /** Codes of the app, or recovery codes. */
  readonly takesCode: boolean
  readonly passkeys: readonly PasskeyHandle[]
}

/** A passkey as the browser is asked for it. */
export type PasskeyHandle = { readonly credentialId: string; readonly transports: readonly string[] }

export type PasswordRefusal =
  | { readonly code: 'password.wrong' }
  | { readonly code: 'password.wait'; readonly seconds: number }
  | { readonly code: 'password.weak'; readonly faults: readonly PasswordFault[] }
  | { readonly code: 'password.used-before'; readonly remembered: number }
  | { readonly code: 'password.none' }

/** Why a link of a reset letter does nothing, or the password given with it was not taken. */
export type ResetRefusal =
  | { readonly code: 'reset.over' }
  | Extract<PasswordRefusal, { code: 'password.weak' | 'password.used-before' }>

/** Why the second factor stayed as it was. */
export type SecondFactorRefusal =
  | Extract<PasswordRefusal, { code: 'password.wrong' | 'password.wait' | 'password.none' }>
  | { readonly code: 'second-factor.code-wrong' }
  | { readonly code: 'second-factor.on-already' }
  | { readonly code: 'second-factor.off-already' }
  /** The page with the secret was open too long. */
  | { readonly code: 'second-factor.over' }

export type PasskeyRefusal =
  | Extract<PasswordRefusal, { code: 'password.wrong' | 'password.wait' | 'password.none' }>
  | { readonly code: 'passkey.invalid' }
  | { readonly code: 'passkey.over' }
  | { readonly code: 'passkey.known-already' }
  | { readonly code: 'passkey.too-many' }
  | { readonly code: 'passkey.name-missing' }
  | { readonly code: 'passkey.unknown' }

/** Why an administrator's deed on an account was not done. */
export type AccountDeedRefusal =
  | { readonly code: 'account.not-administrator' }
  | { readonly code: 'account.unknown' }
  | { readonly code: 'account.own' }
  /** He has a post in an agency that another administrator answers for. */
  | { readonly code: 'account.works-elsewhere' }
  | { readonly code: 'account.reason-missing' }

export type RegistrationRefusal =
  | { readonly code: 'registration.closed' }
  | { readonly code: 'registration.invalid'; readonly faults: readonly RegistrationFault[] }
  | { readonly code: 'registration.login-taken' }

export type RegistrationFault = {
  readonly field: 'fullName' | 'login' | 'password' | 'identityNumber' | 'phone' | 'email'
  readonly fault: 'missing' | 'wrong-form' | PasswordFault
}

export type EidRefusal =
  | { readonly code: 'eid.not-set-up' }
  | { readonly code: 'eid.unreachable' }
  | { readonly code: 'eid.cancelled' }
  /** The answer does not belong to the question this browser asked, or the code in it is not good. */
  | { readonly code: 'eid.answer-invalid' }
  /** The provider vouches for nobody: no number or no name. */
  | { readonly code: 'eid.nobody' }
  | { readonly code: 'eid.linked-elsewhere' }
  | { readonly code: 'eid.other-person' }
  | { readonly code: 'eid.account-disabled' }
  /** The account to link asks a second factor of its password. */
  | { readonly code: 'eid.second-step-first' }
