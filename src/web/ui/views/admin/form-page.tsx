import { Button } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import type { FormFieldView } from '../../form/form-field-view.ts'
import { FormField } from '../../form/form-fields.tsx'
import type { Crumb } from '../../parts/breadcrumbs.tsx'
import { Notice, type NoticeView } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { ViewProps } from '../view-props.ts'

export type FormPageView = {
  /** To be known before anything is answered. */
  readonly notice?: NoticeView | undefined
  readonly title: string
  readonly lead?: string | undefined
  readonly crumbs: readonly Crumb[]
  readonly target: FormTarget
  readonly fields: readonly FormFieldView[]
  readonly errors: readonly FieldErrorView[]
  /** Empty where there is nothing to send. */
  readonly submit: string
  /** Another way to send it, beside the first: what it is for goes with it. */
  readonly second?: { readonly name: string; readonly value: string; readonly text: string } | undefined
  /** It takes a file. */
  readonly files?: boolean | undefined
}

const FormCard = ({ t, view }: ViewProps<FormPageView>) => (
  <div class="card admin-form">
    <ErrorSummary t={t} errors={view.errors} />
    <Form target={view.target} class="stack" files={view.files}>
      <div class="fields">
        {view.fields.map((field) => (
          <FormField
            key={field.name}
            t={t}
            field={{ ...field, error: view.errors.find((error) => error.name === field.name)?.text }}
          />
        ))}
      </div>
      {view.submit !== '' && (
        <div class="row">
          <Button icon="check">{view.submit}</Button>
          {view.second !== undefined && (
            <Button variant="secondary" name={view.second.name} value={view.second.value}>
              {view.second.text}
            </Button>
          )}
        </div>
      )}
    </Form>
  </div>
)

/** A page that asks for one thing: a title, questions, a button. What is wrong stands at its question. Nothing to ask: no card. */
export const FormPage = ({ t, view }: ViewProps<FormPageView>) => (
  <>
    <PageHead t={t} title={view.title} lead={view.lead} crumbs={view.crumbs} />
    {view.notice !== undefined && <Notice {...view.notice} />}
    {(view.fields.length > 0 || view.submit !== '') && <FormCard t={t} view={view} />}
  </>
)
