import { Button } from '../../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../../form/error-summary.tsx'
import { FileField, type FileFieldProps } from '../../../form/file-field.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import type { FormFieldsView } from '../../../form/form-field-view.ts'
import { FormFields } from '../../../form/form-fields.tsx'
import { Card } from '../../../parts/card.tsx'
import { SignatureNote, type SignatureNoteView } from '../../../parts/files/signature-note.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type IncomingFormView = {
  readonly title: string
  readonly lead: string
  readonly back: LinkView
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  readonly problem?: string | undefined
  /** Where it was filled from, and what is to be looked at therefore. */
  readonly source?: string | undefined
  readonly known?: LinkView | undefined
  readonly first: FormFieldsView
  readonly more?: FormFieldsView | undefined
  readonly isMoreOpen?: boolean | undefined
  readonly file?: Omit<FileFieldProps, 't'> | undefined
  /** Files whose signatures do not hold, each with what was found. */
  readonly signatures: readonly { readonly file: string; readonly note: SignatureNoteView }[]
  /** Where it is sent back instead of being taken in. */
  readonly giveBack?: LinkView | undefined
  readonly authors?: { readonly id: string; readonly field: string; readonly names: readonly string[] } | undefined
  /** Sends it and begins the next one. */
  readonly next: { readonly name: string; readonly value: string; readonly text: string }
  /** Asks for what is proposed, and sends nothing yet. */
  readonly propose: { readonly name: string; readonly value: string; readonly text: string }
  readonly go: string
}

type Props = ViewProps<IncomingFormView>

/** One form with what is always asked first, and the rest folded away. */
export const IncomingFormPage = ({ t, view }: Props) => (
  <div class="narrow">
    <PageHead t={t} title={view.title} lead={view.lead} crumbs={[view.back]} />
    <Card class="stack">
      <ErrorSummary t={t} errors={view.errors} />
      {view.problem !== undefined && <Notice kind="attention" text={view.problem} link={view.known} live />}
      {view.source !== undefined && <Notice text={view.source} />}
      <Form target={view.target} class="stack" files={view.file !== undefined}>
        {view.file !== undefined && <FileField t={t} {...view.file} />}
        {view.signatures.map(({ file, note }) => (
          <SignatureNote key={file} note={{ ...note, title: `${file}: ${note.title}` }} />
        ))}
        {view.giveBack !== undefined && (
          <p>
            <a href={view.giveBack.href}>{view.giveBack.text}</a>
          </p>
        )}
        <FormFields t={t} {...view.first} />
        {view.more !== undefined && (
          <details open={view.isMoreOpen}>
            <summary>{t.incoming.more}</summary>
            <FormFields t={t} {...view.more} />
          </details>
        )}
        {view.authors !== undefined && (
          <datalist id={view.authors.id}>
            {view.authors.names.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        )}
        <div class="form-actions">
          <Button>{view.go}</Button>
          <Button variant="secondary" name={view.next.name} value={view.next.value}>
            {view.next.text}
          </Button>
          <Button variant="tertiary" name={view.propose.name} value={view.propose.value} unchecked>
            {view.propose.text}
          </Button>
        </div>
      </Form>
    </Card>
  </div>
)
