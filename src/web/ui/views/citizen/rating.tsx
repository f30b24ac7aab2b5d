import { Button, LinkButton } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { RadioGroup } from '../../form/radio-group.tsx'
import { TextArea } from '../../form/text-area.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { ViewProps } from '../view-props.ts'

export type RatingView = {
  readonly code: string
  readonly procedureName: string
  readonly backHref: string
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  /** Asked about one by one, on the same scale of three: values `very`, `good`, `bad`. */
  readonly questions: readonly {
    readonly name: string
    readonly label: string
    readonly value?: string | undefined
    readonly required: boolean
  }[]
  readonly comment: { readonly name: string; readonly value?: string | undefined }
  readonly isDone?: boolean | undefined
}

const Thanks = ({ t, view }: ViewProps<RatingView>) => (
  <EmptyState icon="star" title={t.tracking.rateThanks} text={t.tracking.rateThanksText}>
    <LinkButton href={view.backHref} variant="secondary">
      {t.common.back}
    </LinkButton>
  </EmptyState>
)

export const RatingPage = ({ t, view }: ViewProps<RatingView>) => {
  const options = [
    { value: 'very', text: t.tracking.rateVery },
    { value: 'good', text: t.tracking.rateGood },
    { value: 'bad', text: t.tracking.rateBad },
  ]
  return (
    <div class="narrow">
      <PageHead
        t={t}
        title={t.tracking.rateTitle}
        lead={view.procedureName}
        crumbs={[{ href: view.backHref, text: view.code }]}
      />
      {view.isDone === true ? (
        <Thanks t={t} view={view} />
      ) : (
        <Card>
          <ErrorSummary t={t} errors={view.errors} />
          <p class="soft">{t.tracking.rateLead}</p>
          <Form target={view.target} class="stars stack-big">
            {view.questions.map((question) => (
              <RadioGroup
                key={question.name}
                {...question}
                options={options}
                optionalText={t.form.optional}
                error={view.errors.find((error) => error.name === question.name)?.text}
              />
            ))}
            <TextArea
              {...view.comment}
              label={t.tracking.rateComment}
              hint={t.tracking.rateCommentHint}
              optionalText={t.form.optional}
            />
            <Button>{t.tracking.rateSend}</Button>
          </Form>
        </Card>
      )}
    </div>
  )
}
