import { Button, LinkButton } from '../../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../../form/error-summary.tsx'
import { FileField, type KeptFile } from '../../../form/file-field.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { Badge } from '../../../parts/badge.tsx'
import type { ViewProps } from '../../view-props.ts'
import { FilingFrame, type FilingFrameView } from './frame.tsx'

export type PaperSlotView = {
  /** Name of the file field. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly required: boolean
  readonly files: readonly KeptFile[]
  readonly error?: string | undefined
  /** Found in a register or in the person's own store; nothing to send. */
  readonly satisfiedBy?: string | undefined
  /** Papers filed before that may be used again; the buttons are named `_reuse`. */
  readonly reusable?: readonly { readonly value: string; readonly text: string }[] | undefined
}

export type FilingPapersView = {
  readonly frame: FilingFrameView
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  readonly papers: readonly PaperSlotView[]
  readonly accept: string
  readonly maximumFiles: number
  readonly maximumFileMegabytes: number
  readonly maximumMegabytes: number
  /** Takes one file at a time, for progress and retry. */
  readonly uploadHref?: string | undefined
  readonly backHref: string
}

type SlotProps = { readonly t: ViewProps<unknown>['t']; readonly paper: PaperSlotView; readonly accept: string }

const Slot = ({ t, paper, accept }: SlotProps) => (
  <div class="form-section">
    {paper.satisfiedBy === undefined ? (
      <FileField
        t={t}
        name={paper.name}
        label={paper.label}
        hint={paper.hint}
        error={paper.error}
        files={paper.files}
        removeName="_remove-file"
        accept={accept}
        required={paper.required}
        optionalText={t.form.optional}
        multiple
      />
    ) : (
      <>
        <h2 class="h3">{paper.label}</h2>
        <Badge icon="check">{paper.satisfiedBy}</Badge>
      </>
    )}
    {paper.reusable !== undefined && paper.reusable.length > 0 && (
      <div class="row reuse">
        <span class="soft">{t.filing.reuseTitle}:</span>
        {paper.reusable.map((kept) => (
          <Button
            key={kept.value}
            variant="secondary"
            name="_reuse"
            value={kept.value}
            unchecked
            label={`${t.filing.reuse}: ${kept.text}`}
          >
            {t.filing.reuse}: {kept.text}
          </Button>
        ))}
      </div>
    )}
  </div>
)

export const FilingPapersPage = ({ t, view }: ViewProps<FilingPapersView>) => (
  <FilingFrame t={t} view={view.frame}>
    <ErrorSummary t={t} errors={view.errors} />
    <p>{t.filing.papersHint}</p>
    <p class="hint">
      {t.form.uploadHint(view.maximumFileMegabytes)} {t.filing.papersLimit(view.maximumFiles, view.maximumMegabytes)}
    </p>
    <Form target={view.target} files upload={view.uploadHref}>
      {view.papers.map((paper) => (
        <Slot key={paper.name} t={t} paper={paper} accept={view.accept} />
      ))}
      <div class="form-actions">
        <Button>{t.common.continue}</Button>
        <LinkButton href={view.backHref} variant="tertiary">
          {t.common.back}
        </LinkButton>
      </div>
    </Form>
  </FilingFrame>
)
