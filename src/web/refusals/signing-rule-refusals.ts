import { formatDate } from '#kernel/time.ts'
import type { OutgoingRefusal } from '#modules/official-documents/domain/index.ts'
import type { Messages } from '../messages/index.ts'

type Of<Code extends string> = Extract<OutgoingRefusal, { readonly code: Code }>
type RightRefusal = Of<'draft.signing-refused'>['why']
type TurnRefusal = Of<'draft.turn-refused'>['why']
type OrderRefusal = Of<'draft.signing-order'>['why']

/** Why somebody may not sign in a right, and what to do. @legal ND-30-2020 Điều 13 */
export const rightRefusalText = (t: Messages, refusal: RightRefusal): string => {
  const words = t.signingRules.refusals
  switch (refusal.code) {
    case 'signature.authority-missing':
      return words.missing(refusal.authority)
    case 'signature.authority-not-of-post':
      return words.notOfPost
    case 'signature.authority-unwritten':
      return words.unwritten
    case 'signature.authority-unlimited':
      return words.unlimited
    case 'signature.authority-passed-on':
      return words.passedOn
    case 'signature.authority-not-begun':
      return words.notBegun(formatDate(refusal.from))
    case 'signature.authority-ended':
      return words.ended(formatDate(refusal.until))
    case 'signature.authority-other-content':
      return words.otherContent
  }
}

const turnRefusalText = (t: Messages, refusal: TurnRefusal): string => {
  const words = t.signingRules.refusals
  switch (refusal.code) {
    case 'signature.order-complete':
      return words.complete
    case 'signature.not-in-order':
      return words.notNow
    case 'signature.not-your-turn':
      return words.notNow
    case 'signature.given-already':
      return words.givenAlready
    case 'signature.document-changed':
      return words.documentChanged
    default:
      return rightRefusalText(t, refusal)
  }
}

const orderRefusalText = (t: Messages, refusal: OrderRefusal): string => {
  const words = t.signingRules.refusals
  return refusal.code === 'signature.order-doubled' ? words.doubled : words.unsatisfiable
}

const codes = [
  'draft.co-signer-missing',
  'draft.signing-refused',
  'draft.signing-order',
  'draft.turn-refused',
  'draft.signer-printed',
  'draft.file-moved-on',
  'mandate.post-unknown',
  'mandate.unlimited',
  'mandate.dates-wrong',
  'mandate.given-already',
  'mandate.ended-already',
] as const
type SigningRuleRefusal = Of<(typeof codes)[number]>

export const isOfSigningRules = (refusal: OutgoingRefusal): refusal is SigningRuleRefusal =>
  codes.some((code) => code === refusal.code)

/** Who signs in which turn and right: why a deed was not done. */
export const answerSigningRefusal = (
  t: Messages,
  refusal: SigningRuleRefusal,
): { readonly status: 409 | 422; readonly text: string } => {
  const words = t.signingRules.refusals
  switch (refusal.code) {
    case 'draft.co-signer-missing':
      return { status: 422, text: words.coSignerMissing }
    case 'draft.signing-refused':
      return { status: 422, text: words.of(refusal.name, rightRefusalText(t, refusal.why)) }
    case 'draft.signing-order':
      return { status: 422, text: orderRefusalText(t, refusal.why) }
    case 'draft.turn-refused':
      return { status: 409, text: turnRefusalText(t, refusal.why) }
    case 'draft.signer-printed':
      return { status: 409, text: words.printed(refusal.name) }
    case 'draft.file-moved-on':
      return { status: 409, text: words.movedOn }
    case 'mandate.post-unknown':
      return { status: 422, text: words.postUnknown }
    case 'mandate.unlimited':
      return { status: 422, text: words.unlimited }
    case 'mandate.dates-wrong':
      return { status: 422, text: words.datesWrong }
    case 'mandate.given-already':
      return { status: 409, text: words.mandateDoubled }
    case 'mandate.ended-already':
      return { status: 409, text: words.mandateEnded }
  }
}
