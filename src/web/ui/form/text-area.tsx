import { Field, type FieldBase } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'

export type TextAreaProps = FieldBase & {
  readonly value?: string | undefined
  readonly rows?: number | undefined
  readonly maxLength?: number | undefined
  readonly readOnly?: boolean | undefined
}

export const TextArea = (props: TextAreaProps) => (
  <Field {...props}>
    <textarea
      class="ds-input"
      id={fieldId(props.name)}
      name={props.name}
      rows={props.rows ?? 4}
      maxlength={props.maxLength}
      readonly={props.readOnly}
      required={props.required}
      aria-invalid={props.error === undefined ? undefined : 'true'}
      aria-describedby={describedBy(props)}
    >
      {props.value}
    </textarea>
  </Field>
)
