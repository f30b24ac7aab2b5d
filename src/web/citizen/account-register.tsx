import { unreachable } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import {
  localCitizenAccounts,
  type RegistrationFault,
  type RegistrationRefusal,
} from '#modules/identity/domain/index.ts'
import { RegisterCitizen, registerCitizen, settingOn } from '#modules/identity/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import { publicPaths } from '#web/ui/shell/paths.ts'
import { RegisterPage } from '#web/ui/views/citizen/register.tsx'
import { citizenDocument } from '../http/frames/citizen-frame.tsx'
import { answerSignedIn, identityDeps, signInFrom } from '../http/frames/sign-in-frame.tsx'
import { type Answer, fieldOf, type PageRequest, page, type Route, redirect } from '../http/route.ts'
import { accountPaths } from './account-paths.ts'

const names = ['fullName', 'login', 'identityNumber', 'phone', 'email'] as const

const textOf = (t: Messages, fault: RegistrationFault, all: readonly RegistrationFault[]): string => {
  const { access } = t
  switch (fault.field) {
    case 'fullName':
      return fault.fault === 'missing' ? access.fullNameMissing : access.fullNameWrong
    case 'login':
      return fault.fault === 'missing' ? access.loginMissing : access.loginWrong
    case 'identityNumber':
      return access.identityWrong
    case 'phone':
      return access.phoneWrong
    case 'email':
      return access.emailWrong
    case 'password': {
      if (fault.fault === 'missing') return access.passwordMissing
      const needs = all.flatMap((one) => {
        const { field, fault: need } = one
        return field === 'password' && need !== 'missing' && need !== 'wrong-form' ? [access.passwordFaults[need]] : []
      })
      return access.passwordNeeds(needs)
    }
    default:
      return unreachable(fault.field)
  }
}

/** One line for each field, in the order of the form. */
const errorsOf = (t: Messages, refusal: RegistrationRefusal): readonly FieldErrorView[] => {
  switch (refusal.code) {
    case 'registration.invalid': {
      const { faults } = refusal
      const order = [...names, 'password'] as const
      return order.flatMap((name) => {
        const fault = faults.find((one) => one.field === name)
        return fault === undefined ? [] : [{ name, text: textOf(t, fault, faults) }]
      })
    }
    case 'registration.login-taken':
      return [{ name: 'login', text: t.access.loginTaken }]
    case 'registration.closed':
      return []
    default:
      return unreachable(refusal)
  }
}

const fieldsOf = (t: Messages, request: PageRequest, errors: readonly FieldErrorView[]): readonly FormFieldView[] => {
  const { access, account } = t
  const field = (name: (typeof names)[number], rest: Omit<FormFieldView, 'name' | 'section'>): FormFieldView => ({
    ...rest,
    name,
    section: 'person',
    value: fieldOf(request.form, name),
    error: errors.find((error) => error.name === name)?.text,
  })
  return [
    field('fullName', { type: 'text', label: account.fullName, required: true, autocomplete: 'name' }),
    field('login', {
      type: 'text',
      label: account.user,
      hint: access.loginHint,
      required: true,
      autocomplete: 'username',
    }),
    field('identityNumber', { type: 'identity-number', label: access.identityLabel, hint: access.identityHint }),
    field('phone', { type: 'phone', label: account.phone, autocomplete: 'tel' }),
    field('email', { type: 'email', label: account.email, hint: account.emailHint, autocomplete: 'email' }),
  ]
}

const show = (request: PageRequest, errors: readonly FieldErrorView[] = []): Answer => {
  const t = messages(request.locale)
  const { csrfToken: csrf, returnTo } = request
  const hidden = returnTo === undefined ? {} : { _tiep: returnTo }
  const view = {
    target: { action: accountPaths.register, csrf, hidden },
    errors,
    fields: { sections: [{ id: 'person' }], fields: fieldsOf(t, request, errors) },
    passwordName: 'password',
    signInHref: publicPaths(request.locale).signIn,
  }
  const frame = { title: t.account.registerTitle, section: 'account' } as const
  return page(citizenDocument(request, frame, <RegisterPage t={t} view={view} />), {
    status: errors.length === 0 ? 200 : 422,
  })
}

const closed = (request: PageRequest): Answer => {
  const { access } = messages(request.locale)
  return redirect(publicPaths(request.locale).signIn, {
    notice: { kind: 'attention', title: access.registrationClosedTitle, text: access.localOffText },
  })
}

const open = async (request: PageRequest): Promise<Answer> => {
  if (request.session !== undefined) return redirect(accountPaths.account)
  const isOpen = await settingOn(request.province.database, localCitizenAccounts, localDate(request.now))
  return isOpen ? show(request) : closed(request)
}

const take = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const typed = request.form.password
  const posted = Object.fromEntries(names.map((name) => [name, fieldOf(request.form, name)]))
  const command = RegisterCitizen.safeParse({ ...posted, password: typeof typed === 'string' ? typed : '' })
  // Longer than anything a person types: no more is said about it than that it cannot be read.
  if (!command.success) return show(request, [{ name: 'fullName', text: t.access.fullNameWrong }])
  const result = await registerCitizen(identityDeps(request), command.data, signInFrom(request))
  if (result.ok) return answerSignedIn(request, result.value, accountPaths.account)
  return result.refusal.code === 'registration.closed' ? closed(request) : show(request, errorsOf(t, result.refusal))
}

export const registerRoutes: readonly Route[] = [
  { method: 'GET', path: accountPaths.register, access: 'public', statementBudget: 1, handler: open },
  { method: 'POST', path: accountPaths.register, access: 'public', rateLimit: 'sign-in', handler: take },
]
