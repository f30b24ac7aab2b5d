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

export type PasswordRefusal =
  | { readonly code: 'password.wrong' }
  | { readonly code: 'password.wait'; readonly seconds: number }
  | { readonly code: 'password.weak'; readonly faults: readonly PasswordFault[] }
  | { readonly code: 'password.used-before'; readonly remembered: number }
  | { readonly code: 'password.none' }

export type UnlockRefusal =
  | { readonly code: 'account.not-administrator' }
  | { readonly code: 'account.unknown' }
  | { readonly code: 'account.own' }
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
