import { Button } from '../../../form/button.tsx'
import { ErrorSummary } from '../../../form/error-summary.tsx'
import { FileField } from '../../../form/file-field.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { Card } from '../../../parts/card.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type ImportDraftView = {
  readonly back: LinkView
  readonly lead: string
  readonly target: FormTarget
  readonly fileName: string
  /** An office program of this machine reads other files too. */
  readonly hasOffice: boolean
  readonly error?: string | undefined
}

/** One file, and plainly what becomes of it. */
export const ImportDraftPage = ({ t, view }: ViewProps<ImportDraftView>) => {
  const words = t.drafting
  return (
    <div class="narrow">
      <PageHead t={t} title={words.importTitle} lead={view.lead} crumbs={[view.back]} />
      <Card class="stack">
        <ErrorSummary t={t} errors={view.error === undefined ? [] : [{ name: view.fileName, text: view.error }]} />
        <Form target={view.target} class="stack" files>
          <FileField
            t={t}
            name={view.fileName}
            label={view.hasOffice ? words.importOfficeFile : words.importFile}
            hint={words.importHint}
            accept={view.hasOffice ? '.docx,.doc,.odt' : '.docx'}
            required
            error={view.error}
          />
          <Button>{words.importGo}</Button>
        </Form>
        <section>
          <h2>{words.importKeeps}</h2>
          <ul>
            {words.importKept.map((kept) => (
              <li key={kept}>{kept}</li>
            ))}
          </ul>
          <p class="soft">{words.importLoses}</p>
          {view.hasOffice && <p class="soft">{words.importLayout}</p>}
        </section>
      </Card>
    </div>
  )
}
