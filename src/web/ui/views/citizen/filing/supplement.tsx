import { Button } from '../../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../../form/error-summary.tsx'
import { FileField } from '../../../form/file-field.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { TextArea } from '../../../form/text-area.tsx'
import { Card } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { ViewProps } from '../../view-props.ts'
import type { PaperSlotView } from './papers.tsx'

export type SupplementView = {
  readonly code: string
  readonly procedureName: string
  readonly backHref: string
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  /** Everything that was asked for, in one list. */
  readonly papers: readonly PaperSlotView[]
  readonly reason: string
  readonly contact?: string | undefined
  readonly before?: string | undefined
  readonly noteName: string
  readonly note?: string | undefined
  readonly accept: string
  readonly maximumFileMegabytes: number
  readonly uploadHref?: string | undefined
}

export const SupplementPage = ({ t, view }: ViewProps<SupplementView>) => (
  <div class="narrow">
    <PageHead
      t={t}
      title={t.tracking.supplementTitle}
      lead={view.procedureName}
      crumbs={[{ href: view.backHref, text: view.code }]}
    />
    <Card>
      <ErrorSummary t={t} errors={view.errors} />
      <p>{t.tracking.supplementLead}</p>
      <Notice kind="attention" title={t.tracking.supplementReason} text={view.reason}>
        {view.before !== undefined && <p class="strong">{t.tracking.supplementBefore(view.before)}</p>}
        {view.contact !== undefined && (
          <p class="soft">
            {t.tracking.supplementContact}: {view.contact}
          </p>
        )}
      </Notice>
      <p class="hint after-notice">{t.form.uploadHint(view.maximumFileMegabytes)}</p>
      <Form target={view.target} files upload={view.uploadHref}>
        {view.papers.map((paper) => (
          <div class="form-section" key={paper.name}>
            <FileField t={t} {...paper} removeName="_remove-file" accept={view.accept} multiple />
          </div>
        ))}
        <TextArea
          name={view.noteName}
          label={t.tracking.supplementNote}
          value={view.note}
          optionalText={t.form.optional}
          rows={3}
        />
        <div class="form-actions">
          <Button icon="send">{t.tracking.supplementSend}</Button>
        </div>
      </Form>
    </Card>
  </div>
)
