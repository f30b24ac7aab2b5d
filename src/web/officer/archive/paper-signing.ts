import type { Result } from '#kernel/result.ts'
import type { ArchiveRefusal } from '#modules/archive/domain/index.ts'
import { type Confirmation, findKeyInHand, handToDesktop, type KeyInHand } from '#modules/signatures/index.ts'
import { type Answer, type PageRequest, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import type { FormFieldsView } from '#web/ui/form/form-field-view.ts'
import { desktopRefusalText } from '../../refusals/desktop-refusals.ts'
import { answerArchiveRefusal } from '../../refusals/work-file-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { confirmationFields, confirmationOf } from '../signing/confirmation.ts'
import type { DesktopSubject } from '../signing/desktop-deeds.ts'
import { desktopPath } from '../signing/desktop-paths.ts'
import { archiveDeps } from './archive-parts.ts'

/** The key that the officer signs papers of the archive with; null: he has none. */
export const ownKey = (request: PageRequest): Promise<KeyInHand | null> =>
  findKeyInHand(request.province.database, { kind: 'officer', id: officerOf(request).officerId }, request.now)

/** The questions of a deed together with what the key asks for. */
export const withConfirmation = (
  request: PageRequest,
  key: KeyInHand | null,
  fields: FormFieldsView | undefined,
): FormFieldsView | undefined => {
  const confirmation = confirmationFields(messages(request.locale), key)
  if (confirmation === undefined || fields === undefined) return fields ?? confirmation
  return {
    sections: [...fields.sections, ...confirmation.sections],
    fields: [...fields.fields, ...confirmation.fields],
  }
}

type Prepared = { readonly pdf: Uint8Array; readonly name: string }
type Outcome<Value> = Promise<Result<Value, ArchiveRefusal>>

export type PaperSigning = {
  readonly subject: { readonly kind: DesktopSubject; readonly id: string }
  readonly version: number
  readonly sign: (confirmation: Confirmation) => Outcome<unknown>
  readonly prepare: () => Outcome<Prepared>
}

type Failure = { readonly status: number; readonly text: string }

/**
 * Signs with the officer's key wherever it is: at once, or the paper goes to his own machine and the answer leads there.
 * A failure is told; null: it was signed.
 */
export const signOrHandOut = async (
  request: PageRequest,
  { subject, version, sign, prepare }: PaperSigning,
): Promise<Answer | Failure | null> => {
  const t = messages(request.locale)
  const key = await ownKey(request)
  if (key?.place !== 'desktop') {
    const done = await sign(confirmationOf(request.form))
    return done.ok ? null : answerArchiveRefusal(t, done.refusal)
  }
  const made = await prepare()
  if (!made.ok) return answerArchiveRefusal(t, made.refusal)
  const { pdf, name } = made.value
  const document = { subject, version, title: name.slice(0, 400), pdf }
  const handed = await handToDesktop(archiveDeps(request), officerOf(request), document)
  if (handed.ok) return redirect(`${desktopPath}/${handed.value.id}`)
  return { status: 409, text: desktopRefusalText(t, handed.refusal) }
}

export const isFailure = (answer: Answer | Failure): answer is Failure => 'text' in answer
