import type { Messages } from '#web/messages/index.ts'
import { Button } from '#web/ui/form/button.tsx'
import { ErrorSummary } from '#web/ui/form/error-summary.tsx'
import { Form, type FormTarget } from '#web/ui/form/form.tsx'
import { TextInput } from '#web/ui/form/text-input.tsx'
import { Notice } from '#web/ui/parts/notice.tsx'
import { PageHead } from '#web/ui/parts/page-head.tsx'
import { type SignInProblem, signInNames } from '../http/frames/sign-in-frame.tsx'

export type EidChoiceProps = {
  readonly t: Messages
  readonly target: FormTarget
  readonly login: string
  readonly problem: SignInProblem | undefined
}

/** Whether an older account with the same number is this person's: its password says so, or one goes on apart. */
export const EidChoiceContent = ({ t, target, login, problem }: EidChoiceProps) => {
  const errors = problem?.errors ?? []
  const errorOf = (name: string) => errors.find((error) => error.name === name)?.text
  return (
    <div class="sign-in stack">
      <div class="card stack">
        <PageHead t={t} title={t.access.eidChooseTitle} lead={t.access.eidChooseText} />
        {problem?.notice !== undefined && <Notice {...problem.notice} />}
        <ErrorSummary t={t} errors={errors} />
        <Form target={{ ...target, hidden: { way: 'link' } }} class="stack">
          <TextInput
            name={signInNames.user}
            label={t.account.user}
            value={login}
            error={errorOf(signInNames.user)}
            autocomplete="username"
            spellcheck={false}
            required
          />
          <TextInput
            name={signInNames.password}
            type="password"
            label={t.account.password}
            error={errorOf(signInNames.password)}
            autocomplete="current-password"
            required
          />
          <Button wide>{t.access.eidChooseLink}</Button>
        </Form>
      </div>
      <div class="card stack">
        <h2>{t.access.eidChooseApartTitle}</h2>
        <Form target={{ ...target, hidden: { way: 'apart' } }}>
          <Button wide variant="secondary">
            {t.access.eidChooseApart}
          </Button>
        </Form>
      </div>
    </div>
  )
}
