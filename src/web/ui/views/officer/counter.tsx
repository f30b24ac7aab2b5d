import { Button } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { FieldError } from '../../form/field.tsx'
import { fieldId } from '../../form/field-id.ts'
import { Form, type FormTarget } from '../../form/form.tsx'
import type { FormFieldsView } from '../../form/form-field-view.ts'
import { FormFields } from '../../form/form-fields.tsx'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SummaryList } from '../../parts/summary-list.tsx'
import { Icon } from '../../shell/icon.tsx'
import type { ViewProps } from '../view-props.ts'

export type CounterPaperView = {
  readonly name: string
  readonly isRequired: boolean
  /** Names of the fields of the row. */
  readonly originals: { readonly name: string; readonly value: string }
  readonly copies: { readonly name: string; readonly value: string }
  readonly scan: { readonly name: string }
  /** It is filled in on this page and need not be handed in. */
  readonly isInForm?: boolean | undefined
  readonly kept?: readonly { readonly id: string; readonly name: string }[] | undefined
  readonly error?: string | undefined
}

export type CounterView = {
  readonly procedureName: string
  readonly procedureCode: string
  readonly chooseHref: string
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  /** Why it was not done, where no field is to blame. */
  readonly problem?: string | undefined
  /** Nothing can be taken in here. */
  readonly isClosed?: boolean | undefined
  /** Where it is decided, and whose dossier it is. */
  readonly person: FormFieldsView
  /** Who hands it in for somebody else: out of the way until it is needed. */
  readonly submitter?: FormFieldsView | undefined
  /** The e-form, and how the result goes back. */
  readonly form?: FormFieldsView | undefined
  readonly papers: readonly CounterPaperView[]
  readonly accept: string
  readonly time: string
  readonly fee: string
  readonly expectedDue: string
  /** Name of the buttons; values `accept`, `supplement`, `refuse`. */
  readonly decisionName: string
  /** Name of the button that takes a scan away. */
  readonly removeName?: string | undefined
}

type Props = ViewProps<CounterView>

type RowProps = { t: Props['t']; paper: CounterPaperView; accept: string; removeName?: string | undefined }

const Scans = ({ t, paper, removeName }: Omit<RowProps, 'accept'>) => (
  <>
    {paper.kept?.map((file) => (
      <span key={file.id} class="kept-scan">
        <Icon name="file" />
        {file.name}
        {removeName !== undefined && (
          <Button variant="tertiary" name={removeName} value={file.id} unchecked label={t.form.removeFile(file.name)}>
            {t.form.remove}
          </Button>
        )}
      </span>
    ))}
  </>
)

const PaperRow = ({ t, paper, accept, removeName }: RowProps) => (
  <tr>
    <th scope="row">
      <span class="paper-name" title={paper.name}>
        {paper.name}
      </span>
      {!paper.isRequired && <span class="optional">({t.form.optional})</span>}
      {paper.isInForm === true && <span class="sub">{t.officer.counterInForm}</span>}
      <FieldError name={paper.originals.name} error={paper.error} />
    </th>
    <td data-label={t.officer.counterOriginals}>
      <input
        class="ds-input count"
        inputmode="numeric"
        id={fieldId(paper.originals.name)}
        name={paper.originals.name}
        value={paper.originals.value}
        maxLength={3}
        aria-label={t.officer.counterOriginalsOf(paper.name)}
      />
    </td>
    <td data-label={t.officer.counterCopies}>
      <input
        class="ds-input count"
        inputmode="numeric"
        id={fieldId(paper.copies.name)}
        name={paper.copies.name}
        value={paper.copies.value}
        maxLength={3}
        aria-label={t.officer.counterCopiesOf(paper.name)}
      />
    </td>
    <td data-label={t.officer.counterScan}>
      <Scans t={t} paper={paper} removeName={removeName} />
      <input
        type="file"
        id={fieldId(paper.scan.name)}
        name={paper.scan.name}
        accept={accept}
        multiple
        aria-label={t.officer.counterScanOf(paper.name)}
      />
    </td>
  </tr>
)

const Papers = ({ t, view }: Props) => (
  <Card title={t.officer.counterPapers}>
    <table class="table intake" data-cards>
      <thead>
        <tr>
          <th scope="col">{t.officer.counterPaper}</th>
          <th scope="col">{t.officer.counterOriginals}</th>
          <th scope="col">{t.officer.counterCopies}</th>
          <th scope="col">{t.officer.counterScan}</th>
        </tr>
      </thead>
      <tbody>
        {view.papers.map((paper) => (
          <PaperRow key={paper.name} t={t} paper={paper} accept={view.accept} removeName={view.removeName} />
        ))}
      </tbody>
    </table>
  </Card>
)

const Submitter = ({ t, fields }: { t: Props['t']; fields: FormFieldsView }) => (
  <details
    class="more aside-fields"
    open={fields.fields.some((field) => field.error !== undefined || (field.value ?? '') !== '')}
  >
    <summary>{t.officer.counterSubmitter}</summary>
    <FormFields t={t} {...fields} />
  </details>
)

const Decisions = ({ t, view }: Props) => (
  <div class="stack">
    <Button wide name={view.decisionName} value="accept" shortcut="t">
      {t.officer.counterAccept}
    </Button>
    <Button wide variant="secondary" name={view.decisionName} value="supplement" shortcut="b">
      {t.officer.counterSupplement}
    </Button>
    <Button wide variant="secondary" name={view.decisionName} value="refuse" shortcut="x">
      {t.officer.counterRefuse}
    </Button>
    <Button wide variant="tertiary" name="_refresh" value="1" unchecked>
      {t.officer.counterFill}
    </Button>
  </div>
)

/** One page for the whole intake: a person waits on the other side. */
export const CounterPage = ({ t, view }: Props) => (
  <>
    <PageHead t={t} title={t.officer.counterTitle} lead={t.officer.counterLead} />
    {view.problem !== undefined && (
      <div class="panel" tabIndex={-1} data-focus-first>
        <Notice kind="attention" text={view.problem} live />
      </div>
    )}
    <ErrorSummary t={t} errors={view.errors} />
    <Form target={view.target} files>
      <div class="beside" data-wide="start">
        <div class="stack">
          <Card>
            <FormFields t={t} {...view.person} />
            {view.submitter !== undefined && <Submitter t={t} fields={view.submitter} />}
          </Card>
          {view.form !== undefined && (
            <Card>
              <FormFields t={t} {...view.form} />
            </Card>
          )}
          <Papers t={t} view={view} />
        </div>
        <aside class="stack">
          <Card tone="tint" title={view.procedureName}>
            <SummaryList
              rows={[
                { term: t.publicPages.code, value: view.procedureCode },
                { term: t.publicPages.factTime, value: view.time },
                { term: t.publicPages.factCost, value: view.fee },
                { term: t.officer.counterDue, value: <strong>{view.expectedDue}</strong> },
              ]}
            />
            <a href={view.chooseHref}>{t.officer.counterChoose}</a>
          </Card>
          {view.isClosed !== true && <Decisions t={t} view={view} />}
        </aside>
      </div>
    </Form>
  </>
)
