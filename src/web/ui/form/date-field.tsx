import { Field, type FieldBase } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'

export type DateFieldProps = FieldBase & {
  /** `2026-09-07`; what could not be read is given back as typed. */
  readonly value?: string | undefined
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly autocomplete?: string | undefined
}

const isIso = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)

/** The JSX types know each kind of input apart; here the kind is a value. */
const inputType = (typed: boolean) => ({ type: typed ? 'text' : 'date' }) as { type: 'date' }

/**
 * The browser's own date control. Where a browser has none it is a text field, and `parseDateInput` reads dd/mm/yyyy.
 * A wrong text that was typed comes back in a text field, because a date control would drop it.
 */
export const DateField = (props: DateFieldProps) => {
  const typed = props.value !== undefined && props.value !== '' && !isIso(props.value)
  return (
    <Field {...props}>
      <input
        class="ds-input"
        id={fieldId(props.name)}
        name={props.name}
        {...inputType(typed)}
        inputmode={typed ? 'numeric' : undefined}
        value={props.value}
        min={typed ? undefined : props.min}
        max={typed ? undefined : props.max}
        autocomplete={props.autocomplete}
        required={props.required}
        aria-invalid={props.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(props)}
        data-size-in="short"
        data-date
      />
    </Field>
  )
}
