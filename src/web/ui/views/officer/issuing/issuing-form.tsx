import { Button } from '../../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import type { FormFieldsView } from '../../../form/form-field-view.ts'
import { FormFields } from '../../../form/form-fields.tsx'
import { Card } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type IssuingFormView = {
  readonly title: string
  readonly lead: string
  readonly back: LinkView
  readonly target: FormTarget
  readonly problem?: string | undefined
  readonly errors: readonly FieldErrorView[]
  readonly fields: FormFieldsView
  readonly hasFiles?: boolean
  readonly go: string
}

/** One form of the registry: what it does stands above it, one button below. */
export const IssuingFormPage = ({ t, view }: ViewProps<IssuingFormView>) => (
  <div class="narrow">
    <PageHead t={t} title={view.title} lead={view.lead} crumbs={[view.back]} />
    <Card class="stack">
      {view.problem !== undefined && <Notice kind="attention" text={view.problem} live />}
      <ErrorSummary t={t} errors={view.errors} />
      <Form target={view.target} class="stack" files={view.hasFiles}>
        <FormFields t={t} {...view.fields} />
        <Button>{view.go}</Button>
      </Form>
    </Card>
  </div>
)
