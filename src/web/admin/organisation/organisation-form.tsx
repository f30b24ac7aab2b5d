import type { OrganisationRefusal, TypedRow } from '#modules/agencies/domain/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import type { Crumb } from '#web/ui/parts/breadcrumbs.tsx'
import { FormPage } from '#web/ui/views/admin/form-page.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, forbidden, notFound, type PageRequest, page } from '../../http/route.ts'

export const organisationPath = '/quan-tri/to-chuc'
export const agencyPath = (code: string): string => `${organisationPath}/co-quan/${code}`
export const officerPath = (id: string): string => `${organisationPath}/can-bo/${id}`

/** One question of a form, by the name of its column; what it says is in the catalogue. */
export type Question = Omit<FormFieldView, 'section' | 'error' | 'value'>

/** A form of these pages: the page that asks, and where what was typed goes. */
export type OrganisationForm = {
  readonly title: string
  readonly lead?: string | undefined
  readonly crumbs: readonly Crumb[]
  readonly action: string
  readonly questions: readonly Question[]
  readonly submit: string
}

export const showForm = (
  request: PageRequest,
  form: OrganisationForm,
  typed: TypedRow,
  errors: readonly FieldErrorView[] = [],
): Answer => {
  const t = messages(request.locale)
  const view = {
    ...form,
    target: { action: form.action, csrf: request.csrfToken },
    fields: form.questions.map((question) => ({ ...question, section: '', value: typed[question.name] })),
    errors,
  }
  return page(officerDocument(request, { title: form.title }, <FormPage t={t} view={view} />), {
    status: errors.length === 0 ? 200 : 422,
  })
}

/** What was posted, by column; columns that the form does not ask for come from nowhere. */
export const typedIn = (request: PageRequest, { questions }: OrganisationForm): TypedRow =>
  Object.fromEntries(questions.map(({ name }) => [name, fieldOf(request.form, name)]))

export const faultsOf = (t: Messages, columns: readonly string[]): readonly FieldErrorView[] =>
  columns.map((name) => ({ name, text: t.admin.orgFieldFaults[name] ?? t.admin.orgFieldFaults.ten ?? '' }))

/** At which question a refusal is shown: the first that the form has. */
const questionsOf: Readonly<Record<OrganisationRefusal['code'], readonly string[]>> = {
  'organisation.not-permitted': [],
  'agency.unknown': ['ma_co_quan'],
  'agency.code-taken': ['ma'],
  'agency.parent-unknown': ['ma_cap_tren'],
  'agency.parent-below-itself': ['ma_cap_tren'],
  'agency.day-to-come': ['tu_ngay'],
  'agency.before-last-change': ['tu_ngay'],
  'agency.abolished-already': ['ten', 'ke_thua'],
  'agency.others-below': ['ke_thua'],
  'agency.successor-unknown': ['ke_thua'],
  'agency.other-code-taken': ['ma_khac'],
  'unit.unknown': ['don_vi'],
  'officer.unknown': [],
  'officer.login-taken': ['dang_nhap'],
  'officer.works-elsewhere': ['ho_ten'],
  'post.held-already': ['vai_tro'],
  'post.unknown': [],
  'post.ends-before-it-begins': ['ngay_cuoi'],
  'post.last-administrator': ['ngay_cuoi'],
}

/** The form again with what was typed and why it was refused; what has no question there is not found, or not allowed. */
export const answerRefusal = (
  request: PageRequest,
  form: OrganisationForm,
  typed: TypedRow,
  refusal: OrganisationRefusal,
): Answer => {
  if (refusal.code === 'organisation.not-permitted') return forbidden
  const asked = questionsOf[refusal.code].find((name) => form.questions.some((question) => question.name === name))
  if (asked === undefined) return notFound
  const text = messages(request.locale).admin.orgRefusals[refusal.code]
  return showForm(request, form, typed, [{ name: asked, text }])
}
