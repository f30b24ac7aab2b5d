import { Field, type FieldBase } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'

export type InputMode = 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | 'url'

export type TextInputProps = FieldBase & {
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'number' | undefined
  readonly value?: string | undefined
  readonly autocomplete?: string | undefined
  readonly inputMode?: InputMode | undefined
  readonly maxLength?: number | undefined
  readonly placeholder?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly size?: 'short' | 'medium' | undefined
  readonly spellcheck?: boolean | undefined
  readonly autofocus?: boolean | undefined
  /** The id of a `datalist` with what is often answered. */
  readonly list?: string | undefined
}

/** The JSX types know each kind of input apart; here the kind is a value. */
const inputType = (type: TextInputProps['type'] = 'text') => ({ type }) as { type: 'text' }

export const TextInput = (props: TextInputProps) => (
  <Field {...props}>
    <input
      class="ds-input"
      id={fieldId(props.name)}
      name={props.name}
      {...inputType(props.type)}
      value={props.value}
      autocomplete={props.autocomplete}
      inputmode={props.inputMode}
      maxlength={props.maxLength}
      placeholder={props.placeholder}
      readonly={props.readOnly}
      required={props.required}
      spellcheck={props.spellcheck}
      autofocus={props.autofocus}
      list={props.list}
      aria-invalid={props.error === undefined ? undefined : 'true'}
      aria-describedby={describedBy(props)}
      data-size-in={props.size}
    />
  </Field>
)
