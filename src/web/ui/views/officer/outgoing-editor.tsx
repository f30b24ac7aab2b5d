import { Button, LinkButton } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import type { FormFieldsView } from '../../form/form-field-view.ts'
import { FormFields } from '../../form/form-fields.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FileViewer, type FileViewerView } from '../../parts/files/file-viewer.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { ViewProps } from '../view-props.ts'
import { type DraftSourceView, SourceNotice } from './drafting/source-notice.tsx'

export type OutgoingEditorView = {
  readonly backHref: string
  readonly backText: string
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  readonly autosaveHref: string
  readonly problem?: string | undefined
  /** What the new document answers or changes. */
  readonly origin?: string | undefined
  readonly source?: DraftSourceView | undefined
  readonly importHref?: string | undefined
  readonly fields: FormFieldsView
  readonly preview?: FileViewerView | undefined
}

export const OutgoingEditorPage = ({ t, view }: ViewProps<OutgoingEditorView>) => (
  <>
    <PageHead t={t} title={t.outgoing.editorTitle} crumbs={[{ href: view.backHref, text: view.backText }]} />
    <div class="editor">
      <Card class="stack">
        {view.problem !== undefined && <Notice kind="attention" text={view.problem} />}
        {view.origin !== undefined && <Notice kind="info" text={view.origin} />}
        {view.source !== undefined && <SourceNotice t={t} source={view.source} />}
        <ErrorSummary t={t} errors={view.errors} />
        <Form target={view.target} autosave={view.autosaveHref}>
          <FormFields t={t} {...view.fields} />
          <p class="soft small" aria-live="polite" data-saved data-failed={t.drafting.autosaveFailed} />
          <div class="form-actions">
            <Button icon="check">{t.outgoing.save}</Button>
            {view.importHref !== undefined && (
              <LinkButton href={view.importHref} variant="tertiary">
                {t.drafting.importNext}
              </LinkButton>
            )}
          </div>
        </Form>
      </Card>
      <div class="preview">
        {view.preview === undefined ? (
          <EmptyState icon="file" title={t.outgoing.preview} text={t.outgoing.noPreview} />
        ) : (
          <FileViewer t={t} file={view.preview} />
        )}
      </div>
    </div>
  </>
)
