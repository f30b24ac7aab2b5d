import { messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import type { Crumb } from '#web/ui/parts/breadcrumbs.tsx'
import { FormPage, type FormPageView } from '#web/ui/views/admin/form-page.tsx'
import { officerDocument } from '../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, fieldsOf, type PageRequest, page } from '../http/route.ts'

/** One question of a form, by the name under which it is posted. */
export type OfficerQuestion = Omit<FormFieldView, 'section' | 'error' | 'value'>

/** A page that asks for one thing. */
export type OfficerForm = {
  readonly title: string
  readonly lead?: string | undefined
  readonly crumbs: readonly Crumb[]
  readonly action: string
  readonly questions: readonly OfficerQuestion[]
  readonly submit: string
  readonly notice?: FormPageView['notice']
  readonly second?: FormPageView['second']
  readonly files?: boolean | undefined
  /** Goes with it unseen, such as an id that makes a second sending harmless. */
  readonly hidden?: Readonly<Record<string, string>> | undefined
}

export type Typed = Readonly<Record<string, string | readonly string[]>>

/** What was posted, by question; what the form does not ask for comes from nowhere. */
export const typedOf = (request: PageRequest, questions: readonly OfficerQuestion[]): Typed =>
  Object.fromEntries(
    questions.map(({ name, type }) => [
      name,
      type === 'checkboxes' ? fieldsOf(request.form, name) : fieldOf(request.form, name),
    ]),
  )

/** A day as it was typed, for a schema to judge. */
export const typedDay = (request: PageRequest, name: string): string => {
  const typed = fieldOf(request.form, name)
  return parseDateInput(typed) ?? typed
}

export const askOn = (
  request: PageRequest,
  form: OfficerForm,
  typed: Typed,
  errors: readonly FieldErrorView[] = [],
  status = 422,
): Answer => {
  const t = messages(request.locale)
  const view = {
    ...form,
    target: { action: form.action, csrf: request.csrfToken, hidden: form.hidden },
    fields: form.questions.map((question) => ({ ...question, section: '', value: typed[question.name] })),
    errors,
  }
  return page(officerDocument(request, { title: form.title }, <FormPage t={t} view={view} />), {
    status: errors.length === 0 ? 200 : status,
  })
}
