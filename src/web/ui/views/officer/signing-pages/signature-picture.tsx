import { Button } from '../../../form/button.tsx'
import { ErrorSummary } from '../../../form/error-summary.tsx'
import { FileField } from '../../../form/file-field.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { Card } from '../../../parts/card.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type SignaturePictureView = {
  readonly back: LinkView
  readonly target: FormTarget
  readonly fileName: string
  readonly error?: string | undefined
  /** The one that is shown now; absent while none was brought. */
  readonly shown?: { readonly href: string; readonly remove: FormTarget } | undefined
}

/** The hand signature of an officer, as it stands on what he signs. */
export const SignaturePicturePage = ({ t, view }: ViewProps<SignaturePictureView>) => {
  const words = t.signingRules.picture
  return (
    <div class="narrow">
      <PageHead t={t} title={words.title} lead={words.lead} crumbs={[view.back]} />
      <div class="stack">
        <Card class="stack">
          {view.shown === undefined ? (
            <p class="soft">{words.none}</p>
          ) : (
            <>
              <p class="signature-picture">
                <img src={view.shown.href} alt={words.alt} />
              </p>
              <Form target={view.shown.remove}>
                <Button variant="secondary">{words.remove}</Button>
              </Form>
            </>
          )}
        </Card>
        <Card class="stack">
          <ErrorSummary t={t} errors={view.error === undefined ? [] : [{ name: view.fileName, text: view.error }]} />
          <Form target={view.target} class="stack" files>
            <FileField
              t={t}
              name={view.fileName}
              label={words.file}
              hint={words.hint}
              accept=".png,image/png"
              required
              error={view.error}
            />
            <Button>{words.save}</Button>
          </Form>
        </Card>
      </div>
    </div>
  )
}
