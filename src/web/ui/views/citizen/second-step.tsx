import { Button } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { PasskeyForm, type PasskeyFormProps } from '../../form/passkey-form.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Notice, type NoticeView } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { ViewProps } from '../view-props.ts'

export type SecondStepView = {
  readonly audience: 'citizen' | 'officer'
  /** Absent where the account has a passkey only. */
  readonly code?: { readonly target: FormTarget; readonly name: string } | undefined
  readonly passkey?: Pick<PasskeyFormProps, 'target' | 'question'> | undefined
  readonly errors: readonly FieldErrorView[]
  readonly notice?: NoticeView | undefined
  readonly backHref: string
}

/** After a right password: the code, or the passkey in its place. */
export const SecondStepPage = ({ t, view }: ViewProps<SecondStepView>) => (
  <div class="sign-in stack">
    <div class="card stack">
      <PageHead t={t} title={t.security.stepTitle} lead={t.security.stepLead} />
      {view.notice !== undefined && <Notice {...view.notice} />}
      <ErrorSummary t={t} errors={view.errors} />
      {view.code !== undefined && (
        <Form target={view.code.target} class="stack">
          <TextInput
            name={view.code.name}
            label={t.security.stepCode}
            hint={t.security.stepCodeHint}
            error={view.errors.find((error) => error.name === view.code?.name)?.text}
            autocomplete="one-time-code"
            inputMode="numeric"
            maxLength={20}
            autofocus
            required
          />
          <Button wide>{t.security.stepContinue}</Button>
        </Form>
      )}
      {view.passkey !== undefined && (
        <PasskeyForm
          t={t}
          deed="get"
          {...view.passkey}
          text={t.security.passkeyUse}
          variant={view.code === undefined ? 'primary' : 'secondary'}
          unfitText={view.code === undefined ? t.security.passkeysUnfit : undefined}
        />
      )}
      <details class="more">
        <summary>{t.security.stepLost}</summary>
        <p>{view.audience === 'officer' ? t.security.stepLostOfficer : t.security.stepLostCitizen}</p>
      </details>
      <p>
        <a href={view.backHref}>{t.security.stepBack}</a>
      </p>
    </div>
  </div>
)
