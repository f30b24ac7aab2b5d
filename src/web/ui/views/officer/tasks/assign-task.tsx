import { Button } from '../../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import type { FormFieldView } from '../../../form/form-field-view.ts'
import { FormFields } from '../../../form/form-fields.tsx'
import type { Crumb } from '../../../parts/breadcrumbs.tsx'
import { Card } from '../../../parts/card.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type AssignTaskView = {
  readonly title: string
  readonly crumbs: readonly Crumb[]
  readonly target: FormTarget
  readonly fields: readonly FormFieldView[]
  readonly errors: readonly FieldErrorView[]
  readonly problem?: string | undefined
  /** What it comes of. */
  readonly source?: LinkView | undefined
}

export const AssignTaskPage = ({ t, view }: ViewProps<AssignTaskView>) => (
  <div class="narrow stack">
    <PageHead t={t} title={view.title} lead={t.tasks.formLead} crumbs={view.crumbs} />
    <Card>
      {view.source !== undefined && (
        <p>
          <a href={view.source.href}>{view.source.text}</a>
        </p>
      )}
      <Form target={view.target}>
        {view.problem !== undefined && (
          <div class="error-summary" role="alert" tabIndex={-1} data-focus-first>
            <p>{view.problem}</p>
          </div>
        )}
        <ErrorSummary t={t} errors={view.errors} />
        <FormFields t={t} sections={[{ id: 'task' }]} fields={view.fields} />
        <div class="form-actions">
          <Button icon="send">{t.tasks.send}</Button>
        </div>
      </Form>
    </Card>
  </div>
)
