import type { Messages } from '../../../../messages/index.ts'
import { Button } from '../../../form/button.tsx'
import { FileField } from '../../../form/file-field.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { Card } from '../../../parts/card.tsx'

export type CompanionsView = {
  readonly files: readonly {
    readonly name: string
    readonly href: string
    readonly size: string
    readonly remove?: FormTarget | undefined
  }[]
  readonly isSealed: boolean
  /** Absent when nothing can be added any more. */
  readonly add?: { readonly target: FormTarget; readonly fieldName: string; readonly hasOffice: boolean } | undefined
}

/** The files that go with a document and are not in its file. */
export const Companions = ({ t, view }: { readonly t: Messages; readonly view: CompanionsView }) => {
  const words = t.drafting
  return (
    <Card class="stack" title={words.companions}>
      <p class="soft">{view.isSealed ? words.companionsSealed : words.companionsExplain}</p>
      {view.files.length > 0 && (
        <ul class="plain-list">
          {view.files.map((file) => (
            <li key={file.href} class="row row-apart">
              <span>
                <a href={file.href} target="_blank" rel="noopener">
                  {file.name}
                </a>
                <span class="sub">{file.size}</span>
              </span>
              {file.remove !== undefined && (
                <Form target={file.remove}>
                  <Button variant="tertiary" label={words.companionRemoveOf(file.name)}>
                    {words.companionRemove}
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {view.add !== undefined && (
        <Form target={view.add.target} class="stack" files>
          <FileField
            t={t}
            name={view.add.fieldName}
            label={view.add.hasOffice ? words.companionOfficeFile : words.companionFile}
            hint={words.companionHint}
            accept={view.add.hasOffice ? '.pdf,.docx,.doc,.odt' : '.pdf'}
            required
          />
          <Button variant="secondary">{words.companionAdd}</Button>
        </Form>
      )}
    </Card>
  )
}
