import { unreachable } from '#kernel/result.ts'
import type { PasskeyRefusal, SecondFactorRefusal } from '#modules/identity/domain/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { ownPasswordName } from './own-password-field.tsx'

/** Why a deed on one's own account was not done: at a field, or above the form. */
export type RefusedDeed = { readonly errors: readonly FieldErrorView[]; readonly notice?: string }

const at = (name: string, text: string): RefusedDeed => ({ errors: [{ name, text }] })
const above = (notice: string): RefusedDeed => ({ errors: [], notice })

type ProofCode = Extract<SecondFactorRefusal, { code: 'password.wrong' | 'password.wait' | 'password.none' }>

const tellProof = (t: Messages, refusal: ProofCode): RefusedDeed => {
  switch (refusal.code) {
    case 'password.wrong':
      return at(ownPasswordName, t.access.passwordWrong)
    case 'password.wait':
      return above(t.account.waitText(refusal.seconds))
    case 'password.none':
      return above(t.access.passwordNone)
    default:
      return unreachable(refusal)
  }
}

export const tellSecondFactor = (t: Messages, refusal: SecondFactorRefusal): RefusedDeed => {
  switch (refusal.code) {
    case 'second-factor.code-wrong':
      return at('code', t.security.appCodeWrong)
    case 'second-factor.on-already':
      return above(t.security.secondOnAlready)
    case 'second-factor.off-already':
      return above(t.security.secondOffAlready)
    case 'second-factor.over':
      return above(t.security.appOver)
    default:
      return tellProof(t, refusal)
  }
}

export const tellPasskey = (t: Messages, refusal: PasskeyRefusal): RefusedDeed => {
  switch (refusal.code) {
    case 'passkey.name-missing':
      return at('name', t.security.passkeyNameMissing)
    case 'passkey.invalid':
      return above(t.security.passkeyInvalid)
    case 'passkey.over':
      return above(t.security.passkeyOver)
    case 'passkey.known-already':
      return above(t.security.passkeyKnown)
    case 'passkey.too-many':
      return above(t.security.passkeyTooMany)
    case 'passkey.unknown':
      return above(t.security.passkeysNone)
    default:
      return tellProof(t, refusal)
  }
}
