import { type Refused, refuse } from '#kernel/result.ts'
import type { AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import type { DossierRefusal } from '#modules/dossiers/domain/index.ts'
import type { RatingRefusal } from '#modules/feedback/domain/index.ts'
import { formFaultText } from '#modules/forms/domain/index.ts'
import type { ApiClientRefusal } from '#modules/identity/domain/index.ts'
import type { PaymentRefusal } from '#modules/payments/domain/index.ts'
import type { UploadFault } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import { attachmentRefusalText, uploadFaultText } from '../refusals/attachment-refusals.ts'
import { answerDossierRefusal } from '../refusals/dossier-refusals.ts'
import { answerPaymentRefusal } from '../refusals/payment-refusals.ts'

/** Why it was not done, as a problem tells it: the code for programs, the words for people. */
export type ApiRefusal = {
  readonly status: 400 | 403 | 404 | 409 | 413 | 415 | 422 | 503
  readonly code: string
  readonly detail?: string
  readonly errors?: readonly { readonly name: string; readonly text: string }[]
}

type Refusing = Refused<ApiRefusal>

/** Also said of what the caller may not know of. */
export const notThere: Refusing = refuse({ status: 404, code: 'http.404' })

export const refusedDossier = (t: Messages, refusal: DossierRefusal): Refusing => {
  const { status, text, parts, formFaults } = answerDossierRefusal(t, refusal)
  const faults = (formFaults ?? []).map((fault) => ({ name: `form.${fault.field}`, text: formFaultText(fault, 'vi') }))
  const errors = [...(parts ?? []), ...faults]
  return refuse({ status, code: refusal.code, detail: text, ...(errors.length === 0 ? {} : { errors }) })
}

export const refusedAttachment = (t: Messages, refusal: AttachmentRefusal): Refusing =>
  refuse({ status: 422, code: refusal.code, detail: attachmentRefusalText(t, refusal) })

export const refusedPayment = (t: Messages, refusal: PaymentRefusal): Refusing => {
  const { status, text } = answerPaymentRefusal(t, refusal)
  return refuse({ status, code: refusal.code, detail: text })
}

export const refusedUpload = (t: Messages, fault: UploadFault): Refusing =>
  refuse({ status: 413, code: fault.code, detail: uploadFaultText(t, fault) })

export const refusedRating = (t: Messages, { code }: RatingRefusal): Refusing => {
  switch (code) {
    case 'rating.dossier-not-found':
      return refuse({ status: 404, code, detail: t.refusals.notFound })
    case 'rating.not-settled-yet':
      return refuse({ status: 409, code, detail: t.api.notSettledYet })
    case 'rating.given-already':
      return refuse({ status: 409, code, detail: t.api.ratedAlready })
  }
}

export const refusedKey = (t: Messages, { code }: ApiClientRefusal): Refusing => {
  switch (code) {
    case 'api-client.not-permitted':
      return refuse({ status: 403, code, detail: t.refusals.notPermitted })
    case 'api-client.signing-not-granted':
      return refuse({ status: 403, code, detail: t.api.keySignsNot })
    case 'api-client.not-found':
      return refuse({ status: 404, code, detail: t.api.keyUnknown })
  }
}
