import { Button } from './button.tsx'
import { KeyHint } from './key-hint.tsx'

export type SearchBoxProps = {
  readonly id: string
  readonly name: string
  readonly value?: string | undefined
  /** Stands in the field, and is what a reader of the screen hears. */
  readonly label: string
  readonly go: string
}

/** What a search over a list asks: one field, which `/` reaches, and its button. Put into a form of the class `list-search`. */
export const SearchBox = ({ id, name, value, label, go }: SearchBoxProps) => (
  <>
    <div>
      <label class="sr-only" for={id}>
        {label}
      </label>
      <input
        class="ds-input"
        id={id}
        type="search"
        name={name}
        value={value}
        placeholder={label}
        autocomplete="off"
        maxlength={200}
        data-search
      />
      <KeyHint name="/" />
    </div>
    <Button variant="secondary">{go}</Button>
  </>
)
