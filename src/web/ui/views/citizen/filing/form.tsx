import { Button, LinkButton } from '../../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import type { FormFieldsView } from '../../../form/form-field-view.ts'
import { FormFields } from '../../../form/form-fields.tsx'
import type { ViewProps } from '../../view-props.ts'
import { FilingFrame, type FilingFrameView } from './frame.tsx'

export type FilingFormView = {
  readonly frame: FilingFrameView
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  readonly form: FormFieldsView
  readonly backHref: string
}

export const FilingFormPage = ({ t, view }: ViewProps<FilingFormView>) => (
  <FilingFrame t={t} view={view.frame}>
    <ErrorSummary t={t} errors={view.errors} />
    <p class="hint">{t.filing.formHint}</p>
    <Form target={view.target} autosave={view.frame.autosaveHref}>
      <FormFields t={t} {...view.form} />
      <div class="form-actions">
        <Button>{t.common.continue}</Button>
        <LinkButton href={view.backHref} variant="tertiary">
          {t.common.back}
        </LinkButton>
      </div>
    </Form>
  </FilingFrame>
)
