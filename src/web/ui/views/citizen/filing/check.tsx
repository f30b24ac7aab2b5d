import { Button } from '../../../form/button.tsx'
import { Checkbox } from '../../../form/checkbox-group.tsx'
import { ErrorSummary, type FieldErrorView } from '../../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { SummaryList } from '../../../parts/summary-list.tsx'
import type { ViewProps } from '../../view-props.ts'
import { FilingFrame, type FilingFrameView } from './frame.tsx'

export type CheckSectionView = {
  readonly title: string
  /** Leads to the step; with `#` and the field's id to the question itself. */
  readonly rows: readonly { readonly term: string; readonly value: string; readonly changeHref?: string | undefined }[]
}

export type FilingCheckView = {
  readonly frame: FilingFrameView
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  /** Said when something was changed since the page was read. */
  readonly changed?: string | undefined
  readonly sections: readonly CheckSectionView[]
  readonly fee: string
  /** What was counted, where the sum hangs on it. */
  readonly feeCounted?: string | undefined
  readonly declarationName: string
  readonly declarationError?: string | undefined
}

export const FilingCheckPage = ({ t, view }: ViewProps<FilingCheckView>) => (
  <FilingFrame t={t} view={view.frame}>
    <ErrorSummary t={t} errors={view.errors} />
    {view.changed !== undefined && <Notice kind="attention" text={view.changed} live />}
    <p class="hint">{t.filing.checkHint}</p>
    {view.sections.map((section) => (
      <section class="section" key={section.title}>
        <h2>{section.title}</h2>
        <SummaryList
          rows={section.rows.map(({ term, value, changeHref }) => ({
            term,
            value,
            change: changeHref === undefined ? undefined : { href: changeHref, text: t.common.change },
          }))}
        />
      </section>
    ))}
    <section class="section">
      <h2>{t.filing.checkFee}</h2>
      <p class="money">{view.fee}</p>
      {view.feeCounted !== undefined && <p class="soft">{view.feeCounted}</p>}
    </section>
    <Form target={view.target} class="section">
      <Checkbox name={view.declarationName} label={t.filing.declare} error={view.declarationError} required />
      <div class="form-actions">
        <Button icon="send">{t.filing.submit}</Button>
      </div>
    </Form>
  </FilingFrame>
)
