import { Button } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import type { FormFieldsView } from '../../form/form-field-view.ts'
import { FormFields } from '../../form/form-fields.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { ViewProps } from '../view-props.ts'

export type RegisterView = {
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  readonly fields: FormFieldsView
  readonly passwordName: string
  readonly signInHref: string
}

export const RegisterPage = ({ t, view }: ViewProps<RegisterView>) => (
  <div class="sign-in">
    <div class="card stack">
      <PageHead t={t} title={t.account.registerTitle} lead={t.account.registerLead} />
      <ErrorSummary t={t} errors={view.errors} />
      <Form target={view.target} class="stack">
        <FormFields t={t} {...view.fields} />
        <TextInput
          name={view.passwordName}
          type="password"
          label={t.account.newPassword}
          hint={t.account.newPasswordHint}
          error={view.errors.find((error) => error.name === view.passwordName)?.text}
          autocomplete="new-password"
          required
        />
        <Button wide>{t.account.register}</Button>
      </Form>
      <p>
        <a href={view.signInHref}>{t.account.signInTitle}</a>
      </p>
    </div>
  </div>
)
