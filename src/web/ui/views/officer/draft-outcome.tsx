import { Button } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import type { FormFieldsView } from '../../form/form-field-view.ts'
import { FormFields } from '../../form/form-fields.tsx'
import { TextArea } from '../../form/text-area.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FileViewer, type FileViewerView } from '../../parts/files/file-viewer.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

export type DraftOutcomeView = {
  readonly code: string
  readonly procedureName: string
  readonly backHref: string
  readonly templateName: string
  /** Granted or refused, in words. */
  readonly kindName?: string | undefined
  readonly templates: readonly LinkView[]
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  readonly fields: FormFieldsView
  readonly preview?: FileViewerView | undefined
  /** Said where the preview will be. */
  readonly noPreview?: string | undefined
  /** Sent back by the head, with the reason. */
  readonly returned?: { readonly by: string; readonly reason: string } | undefined
  readonly note: { readonly name: string; readonly value?: string | undefined }
  /** Name of the buttons; values `save`, `send`. */
  readonly deedName: string
}

export const DraftOutcomePage = ({ t, view }: ViewProps<DraftOutcomeView>) => (
  <>
    <PageHead
      t={t}
      title={t.officer.draftTitle}
      lead={view.procedureName}
      crumbs={[{ href: view.backHref, text: view.code }]}
    />
    <div class="editor">
      <Card class="stack">
        {view.returned !== undefined && (
          <Notice
            kind="attention"
            title={t.officer.draftReturned}
            text={`${view.returned.by}: ${view.returned.reason}`}
          />
        )}
        <ErrorSummary t={t} errors={view.errors} />
        <p>
          <span class="soft">{t.officer.draftTemplate}:</span> <strong>{view.templateName}</strong>
          {view.kindName !== undefined && <span class="sub">{view.kindName}</span>}
        </p>
        {view.templates.length > 0 && (
          <details class="more">
            <summary>{t.officer.draftChangeKind}</summary>
            <ul>
              {view.templates.map((template) => (
                <li key={template.href}>
                  <a href={template.href}>{template.text}</a>
                </li>
              ))}
            </ul>
          </details>
        )}
        <Form target={view.target}>
          <FormFields t={t} {...view.fields} />
          <TextArea {...view.note} label={t.officer.draftNote} optionalText={t.form.optional} rows={2} />
          <div class="form-actions">
            <Button name={view.deedName} value="send" icon="send">
              {t.officer.draftSend}
            </Button>
            <Button name={view.deedName} value="save" variant="secondary" unchecked>
              {t.officer.draftUpdate}
            </Button>
          </div>
        </Form>
      </Card>
      <div class="preview">
        {view.preview === undefined ? (
          view.noPreview !== undefined && (
            <EmptyState icon="file" title={t.officer.draftPreview} text={view.noPreview} />
          )
        ) : (
          <FileViewer t={t} file={view.preview} />
        )}
      </div>
    </div>
  </>
)
