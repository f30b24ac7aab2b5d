import { Button } from '../../form/button.tsx'
import { DateField } from '../../form/date-field.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import type { FormFieldsView } from '../../form/form-field-view.ts'
import { FormFields } from '../../form/form-fields.tsx'
import { TextArea } from '../../form/text-area.tsx'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SummaryList } from '../../parts/summary-list.tsx'
import type { ViewProps } from '../view-props.ts'

export type ApologyView = {
  readonly code: string
  readonly backHref: string
  readonly procedureName: string
  readonly applicant: string
  readonly dueNow: string
  /** Until when it is in time, or that it is late. */
  readonly timeText?: string | undefined
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  readonly reason: { readonly name: string; readonly value?: string | undefined }
  readonly newDate: {
    readonly name: string
    readonly value?: string | undefined
    readonly min: string
    readonly hint?: string | undefined
  }
  /** What the key of the head asks for. */
  readonly confirmation?: FormFieldsView | undefined
  /** The head has no key: the slip is printed and signed on paper. */
  readonly isSignedByPen: boolean
  /** A second re-appointment is refused by setting. */
  readonly isRefused?: boolean | undefined
}

/** Form 04. The reason is empty: only a person can write it. */
export const ApologyPage = ({ t, view }: ViewProps<ApologyView>) => {
  const errorOf = (name: string) => view.errors.find((error) => error.name === name)?.text
  return (
    <div class="narrow">
      <PageHead
        t={t}
        title={t.officer.apologyTitle}
        lead={t.officer.apologyLead}
        crumbs={[{ href: view.backHref, text: view.code }]}
      />
      <Card class="stack">
        <ErrorSummary t={t} errors={view.errors} />
        <SummaryList
          rows={[
            { term: t.officer.counterProcedure, value: view.procedureName },
            { term: t.officer.applicant, value: view.applicant },
            { term: t.officer.apologyNow, value: <strong>{view.dueNow}</strong> },
          ]}
        />
        {view.isRefused === true ? (
          <Notice kind="attention" text={t.officer.apologyNotAgain} />
        ) : (
          <Form target={view.target} class="stack">
            {view.timeText !== undefined && <p class="soft">{view.timeText}</p>}
            <TextArea
              {...view.reason}
              label={t.officer.apologyReason}
              hint={t.officer.apologyReasonHint}
              error={errorOf(view.reason.name)}
              required
            />
            <DateField {...view.newDate} label={t.officer.apologyNewDate} error={errorOf(view.newDate.name)} required />
            {view.confirmation !== undefined && <FormFields t={t} {...view.confirmation} />}
            {view.isSignedByPen && <p class="soft">{t.officer.apologyByPen}</p>}
            <Button>{view.isSignedByPen ? t.officer.apologySendByPen : t.officer.apologySend}</Button>
          </Form>
        )}
      </Card>
    </div>
  )
}
