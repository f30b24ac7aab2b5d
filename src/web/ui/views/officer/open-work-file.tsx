import { Button } from '../../form/button.tsx'
import { ErrorSummary } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import type { FormFieldsView } from '../../form/form-field-view.ts'
import { FormFields } from '../../form/form-fields.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { ViewProps } from '../view-props.ts'

export type OpenWorkFileView = {
  readonly listHref: string
  readonly target: FormTarget
  readonly fields: FormFieldsView
  readonly problem?: string | undefined
}

/** What is known of a file when its work begins. */
export const OpenWorkFilePage = ({ t, view }: ViewProps<OpenWorkFileView>) => {
  const errors = view.fields.fields.flatMap(({ name, error }) => (error === undefined ? [] : [{ name, text: error }]))
  return (
    <div class="narrow stack">
      <PageHead
        t={t}
        title={t.officer.files.openTitle}
        lead={t.officer.files.openLead}
        crumbs={[{ href: view.listHref, text: t.officer.files.title }]}
      />
      <ErrorSummary t={t} errors={errors} />
      {view.problem !== undefined && (
        <p class="error-summary" role="alert">
          {view.problem}
        </p>
      )}
      <Form target={view.target} class="stack">
        <FormFields t={t} {...view.fields} />
        <div class="form-actions">
          <Button>{t.officer.files.open}</Button>
        </div>
      </Form>
    </div>
  )
}
