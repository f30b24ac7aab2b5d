import { Field, type FieldBase } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'

export type Option = {
  readonly value: string
  readonly text: string
  readonly hint?: string | undefined
  readonly disabled?: boolean | undefined
  /** The key that chooses it on officer pages. */
  readonly shortcut?: string | undefined
}

export type SelectProps = FieldBase & {
  readonly options: readonly Option[]
  readonly value?: string | undefined
  /** Stands first and means nothing chosen. */
  readonly emptyText?: string | undefined
  readonly autocomplete?: string | undefined
  /** Sends the form when changed, where the next questions depend on it (island `filing`). */
  readonly refreshes?: boolean | undefined
}

export const Select = (props: SelectProps) => (
  <Field {...props}>
    <select
      class="ds-input"
      id={fieldId(props.name)}
      name={props.name}
      required={props.required}
      autocomplete={props.autocomplete}
      aria-invalid={props.error === undefined ? undefined : 'true'}
      aria-describedby={describedBy(props)}
      data-refresh={props.refreshes === true ? true : undefined}
    >
      {props.emptyText !== undefined && <option value="">{props.emptyText}</option>}
      {props.options.map((option) => (
        <option
          key={option.value}
          value={option.value}
          selected={option.value === props.value}
          disabled={option.disabled}
        >
          {option.text}
        </option>
      ))}
    </select>
  </Field>
)
