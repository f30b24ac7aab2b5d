import { Button, LinkButton } from '../../../form/button.tsx'
import { DateField } from '../../../form/date-field.tsx'
import { type Option, Select } from '../../../form/select.tsx'
import { TextInput } from '../../../form/text-input.tsx'
import { Icon } from '../../../shell/icon.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type DocumentFieldView = {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'number' | 'date' | 'select'
  readonly options?: readonly Option[] | undefined
  /** Empty: nothing is asked. */
  readonly value: string
  readonly error?: string | undefined
}

export type DocumentFieldsView = {
  readonly questions: readonly DocumentFieldView[]
  /** Something that was typed is wrong. */
  readonly isOpen: boolean
  /** What is asked now; each link drops it. */
  readonly asked: readonly LinkView[]
  readonly clearHref?: string | undefined
}

type Props = ViewProps<DocumentFieldsView>

const Question = ({ t, field }: { readonly t: Props['t']; readonly field: DocumentFieldView }) => {
  const { kind, options, ...base } = field
  if (kind === 'select') return <Select {...base} options={options ?? []} emptyText={t.documentSearch.any} />
  if (kind === 'date') return <DateField {...base} autocomplete="off" />
  return (
    <TextInput
      {...base}
      autocomplete="off"
      spellcheck={false}
      maxLength={200}
      inputMode={kind === 'number' ? 'numeric' : undefined}
    />
  )
}

/** What is asked besides words, inside the form of the search. */
export const DocumentFields = ({ t, view }: Props) => (
  <details class="document-fields" open={view.isOpen}>
    <summary class="chip" data-chosen={view.asked.length > 0 ? true : undefined}>
      {view.asked.length === 0 ? t.documentSearch.open : t.documentSearch.openCount(view.asked.length)}
      <Icon name="down" />
    </summary>
    <div class="document-questions">
      {view.questions.map((field) => (
        <Question key={field.name} t={t} field={field} />
      ))}
    </div>
    <div class="row">
      <Button>{t.documentSearch.go}</Button>
      {view.clearHref !== undefined && (
        <LinkButton href={view.clearHref} variant="tertiary">
          {t.documentSearch.clear}
        </LinkButton>
      )}
    </div>
  </details>
)

/** What is asked, in sight above the list. */
export const AskedFields = ({ t, view }: Props) =>
  view.asked.length === 0 ? null : (
    <nav aria-label={t.documentSearch.active} class="row asked-fields">
      <ul class="chips">
        {view.asked.map((one) => (
          <li key={one.href}>
            <a class="chip" href={one.href} aria-label={t.documentSearch.drop(one.text)}>
              {one.text}
              <Icon name="close" />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
