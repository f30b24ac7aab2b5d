import { isUuid } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import type { DossierRefusal } from '#modules/dossiers/domain/index.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import type { OfficerActor, Role } from '#modules/identity/domain/index.ts'
import {
  type Answer,
  type FormBody,
  fieldOf,
  notFound,
  type PageRequest,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FormTarget } from '#web/ui/form/form.tsx'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import { answerDossierRefusal, type RefusedField } from '../../refusals/dossier-refusals.ts'
import { dossierHref } from '../dossier/dossier-address.ts'
import type { DossierScene } from '../dossier/load-dossier.ts'
import { dossierPath, type ListAddress, listQuery, readListAddress } from '../list/list-address.ts'
import { officerOf } from '../officer-of.ts'

/** The acts on an open dossier, by the last part of their address. */
export type ActKey =
  | 'tiep-nhan'
  | 'bo-sung'
  | 'tu-choi'
  | 'phan-cong'
  | 'dong-y'
  | 'gui-lai'
  | 'ky'
  | 'dong-dau'
  | 'tra'
  | 'nghia-vu-tai-chinh'
  | 'thu-tien'
  | 'nhan-bo-sung'
  | 'dung'
  | 'dong-y-bo-sung'
  | 'khong-dong-y-bo-sung'

/** Why an act was not done: at which fields, or in general. What was typed is shown again. */
export type FailedAct = {
  readonly key: ActKey
  readonly status: number
  readonly problem?: string | undefined
  readonly errors: readonly FieldErrorView[]
  readonly typed: FormBody
}

export type ActFailure = Omit<FailedAct, 'key' | 'typed'>

export type ActResult =
  /** `shown`: what the viewer opens afterwards. */
  | { readonly kind: 'done'; readonly notice: string; readonly shown?: string | undefined }
  | ({ readonly kind: 'failed' } & ActFailure)

export const done = (notice: string, shown?: string): ActResult => ({ kind: 'done', notice, shown })

export const failed = (errors: readonly FieldErrorView[]): ActResult => ({ kind: 'failed', status: 422, errors })

/** A refusal at the fields that the act has for it; whatever has no field is said above them. */
export const failedBy = (
  t: Messages,
  refusal: DossierRefusal,
  fields: Partial<Readonly<Record<RefusedField, string>>> = {},
): ActResult => {
  const { status, text, field } = answerDossierRefusal(t, refusal)
  const name = field === undefined ? undefined : fields[field]
  return name === undefined
    ? { kind: 'failed', status, problem: text, errors: [] }
    : { kind: 'failed', status, errors: [{ name, text }] }
}

/** Done with its notice, or refused. */
export const resultOf = <Value>(
  t: Messages,
  result: Result<Value, DossierRefusal>,
  then: (value: Value) => ActResult,
  fields: Partial<Readonly<Record<RefusedField, string>>> = {},
): ActResult => (result.ok ? then(result.value) : failedBy(t, result.refusal, fields))

export type ActDeed = {
  readonly request: PageRequest
  readonly t: Messages
  readonly deps: SigningDeps
  readonly actor: OfficerActor
  readonly dossierId: string
}

export type Act = {
  readonly key: ActKey
  readonly roles: readonly Role[]
  readonly upload?: boolean
  readonly run: (deed: ActDeed) => Promise<ActResult>
}

export type ShowFailed = (request: PageRequest, dossierId: string, failure: FailedAct) => Promise<Answer>

/** The route of an act: done, it leads back to the dossier with a notice; refused, the dossier is shown with what was typed. */
export const actRoute = (act: Act, show: ShowFailed): Route => ({
  method: 'POST',
  path: `${dossierPath(':id')}/${act.key}`,
  access: { officer: act.roles },
  ...(act.upload === true ? { upload: true } : {}),
  handler: async (request) => {
    const dossierId = request.params.id ?? ''
    if (!isUuid(dossierId)) return notFound
    const deps = request.deps.dossiers(request.province)
    const t = messages(request.locale)
    const result = await act.run({ request, t, deps, actor: officerOf(request), dossierId })
    if (result.kind === 'failed') {
      const { status, problem, errors } = result
      return show(request, dossierId, { key: act.key, status, problem, errors, typed: request.form })
    }
    return redirect(request.returnTo ?? dossierHref(dossierId, readListAddress(request.query), result.shown), {
      notice: { kind: 'done', text: result.notice },
    })
  },
})

/** What an act is drawn from. */
export type ActScene = {
  readonly request: PageRequest
  readonly t: Messages
  readonly actor: OfficerActor
  readonly scene: DossierScene
  readonly address: ListAddress
  readonly failed: FailedAct | null
}

export const targetOf = (
  { request, scene, address }: ActScene,
  key: ActKey,
  hidden: Readonly<Record<string, string>> = {},
): FormTarget => ({
  action: `${dossierPath(scene.dossier.id)}/${key}${listQuery(address)}`,
  csrf: request.csrfToken,
  hidden,
})

type FieldOfAct = Omit<FormFieldView, 'section' | 'error' | 'value'> & { readonly value?: string | undefined }

/** The fields of an act in one section, with what was typed and what is wrong when it was refused. */
export const fieldsOfAct = (act: ActScene, key: ActKey, fields: readonly FieldOfAct[]) => {
  const refused = act.failed?.key === key ? act.failed : null
  return {
    sections: [{ id: key }],
    fields: fields.map((field) => ({
      ...field,
      section: key,
      value: refused === null ? field.value : fieldOf(refused.typed, field.name),
      error: refused?.errors.find((error) => error.name === field.name)?.text,
    })),
  }
}

/** Whether an act stands open: with its problem after it was refused, or because the address asks for it. */
export const stateOfAct = (act: ActScene, key: ActKey) =>
  act.failed?.key === key
    ? { isOpen: true, problem: act.failed.problem }
    : { isOpen: fieldOf(act.request.query, 'mo') === key }
