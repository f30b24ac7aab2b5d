import { unreachable } from '#kernel/result.ts'
import type { CitizenActor, OfficerActor, OpenSession, PasswordRefusal } from '#modules/identity/domain/index.ts'
import { ChangePassword, changePassword } from '#modules/identity/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { Button } from '#web/ui/form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { Form } from '#web/ui/form/form.tsx'
import { TextInput } from '#web/ui/form/text-input.tsx'
import { Notice } from '#web/ui/parts/notice.tsx'
import { PageHead } from '#web/ui/parts/page-head.tsx'
import { fieldOf, type PageRequest } from '../route.ts'
import { identityDeps } from './sign-in-frame.tsx'

export type PasswordProblem = { readonly errors: readonly FieldErrorView[]; readonly notice?: string }

/** Every refusal of a new password, at the field it belongs to. */
export const answerPasswordRefusal = (t: Messages, refusal: PasswordRefusal): PasswordProblem => {
  const { access, account } = t
  const at = (name: 'currentPassword' | 'newPassword', text: string): PasswordProblem => ({ errors: [{ name, text }] })
  switch (refusal.code) {
    case 'password.wrong':
      return at('currentPassword', access.passwordWrong)
    case 'password.wait':
      return { errors: [], notice: account.waitText(refusal.seconds) }
    case 'password.weak':
      return at('newPassword', access.passwordNeeds(refusal.faults.map((fault) => access.passwordFaults[fault])))
    case 'password.used-before':
      return at('newPassword', access.passwordUsed(refusal.remembered))
    case 'password.none':
      return { errors: [], notice: access.passwordNone }
    default:
      return unreachable(refusal)
  }
}

/** Takes the posted passwords; null when the new one stands. */
export const takeNewPassword = async (
  request: PageRequest,
  actor: CitizenActor | OfficerActor,
  session: OpenSession,
): Promise<PasswordProblem | null> => {
  const t = messages(request.locale)
  // Passwords are taken as typed, spaces included.
  const raw = (name: string): string => {
    const value = request.form[name]
    return typeof value === 'string' ? value : fieldOf(request.form, name)
  }
  const command = ChangePassword.safeParse({ currentPassword: raw('currentPassword'), newPassword: raw('newPassword') })
  if (!command.success) return answerPasswordRefusal(t, { code: 'password.weak', faults: ['too-long'] })
  const own = { tokenHash: session.tokenHash, source: request.sourceHash }
  const changed = await changePassword(identityDeps(request), actor, command.data, own)
  return changed.ok ? null : answerPasswordRefusal(t, changed.refusal)
}

export type PasswordContentProps = {
  readonly t: Messages
  readonly action: string
  readonly csrf: string
  readonly login: string
  readonly isFirst: boolean
  readonly problem: PasswordProblem | null
}

export const PasswordContent = ({ t, action, csrf, login, isFirst, problem }: PasswordContentProps) => {
  const errors = problem?.errors ?? []
  const errorOf = (name: string) => errors.find((error) => error.name === name)?.text
  return (
    <div class="sign-in narrow">
      <div class="card stack">
        <PageHead
          t={t}
          title={t.access.passwordTitle}
          lead={isFirst ? t.access.passwordFirstLead : t.access.passwordLead}
        />
        {problem?.notice !== undefined && <Notice kind="attention" text={problem.notice} />}
        <ErrorSummary t={t} errors={errors} />
        <Form target={{ action, csrf }} class="stack">
          <input type="text" name="login" value={login} autocomplete="username" hidden readonly />
          <TextInput
            name="currentPassword"
            type="password"
            label={t.access.passwordCurrent}
            error={errorOf('currentPassword')}
            autocomplete="current-password"
            required
          />
          <TextInput
            name="newPassword"
            type="password"
            label={t.access.passwordNew}
            hint={t.access.passwordRules}
            error={errorOf('newPassword')}
            autocomplete="new-password"
            required
          />
          <Button wide>{t.access.passwordSave}</Button>
        </Form>
      </div>
    </div>
  )
}
