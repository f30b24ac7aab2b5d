import type { Confirmation, KeyInHand } from '#modules/signatures/index.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FormFieldsView, FormFieldView } from '#web/ui/form/form-field-view.ts'

/** As they are posted; forms that an ended session keeps leave them out. */
const names = { pin: '_pin', oneTimeCode: '_otp' } as const
const section = 'xac-nhan'

/** What a key on a token or at a service asks its holder for; nothing for a key that the program holds. */
export const confirmationFields = (t: Messages, key: KeyInHand | null): FormFieldsView | undefined => {
  if (key === null || key.place === 'pkcs12' || key.place === 'desktop') return undefined
  const secret = (name: string, label: string, hint: string, maxLength: number): FormFieldView => {
    return { section, name, type: 'secret', label, hint, maxLength, required: true }
  }
  const { signingPages: words } = t
  const pin = secret(names.pin, words.pin, words.pinHint, 64)
  return {
    sections: [{ id: section }],
    fields: key.place === 'pkcs11' ? [pin] : [pin, secret(names.oneTimeCode, words.code, words.codeHint, 16)],
  }
}

/** What was typed; a PIN may begin or end with a space. */
export const confirmationOf = (form: FormBody): Confirmation => {
  const pin = form[names.pin]
  const oneTimeCode = fieldOf(form, names.oneTimeCode).slice(0, 16)
  return {
    ...(typeof pin === 'string' && pin !== '' ? { pin: pin.slice(0, 64) } : {}),
    ...(oneTimeCode === '' ? {} : { oneTimeCode }),
  }
}
