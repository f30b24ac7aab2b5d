import { type FieldBase, FieldError } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'
import { Fieldset } from './fieldset.tsx'
import type { Option } from './select.tsx'

export type CheckboxGroupProps = FieldBase & {
  readonly options: readonly Option[]
  readonly values?: readonly string[] | undefined
  readonly inline?: boolean | undefined
}

/** Any of several; every chosen value is sent under the same name. */
export const CheckboxGroup = (props: CheckboxGroupProps) => (
  <Fieldset {...props} legend={props.label}>
    <div class="choices" data-inline={props.inline === true ? true : undefined}>
      {props.options.map((option, index) => (
        <label key={option.value} class="choice">
          <input
            class="ds-input"
            type="checkbox"
            id={`${fieldId(props.name)}-${index}`}
            name={props.name}
            value={option.value}
            checked={props.values?.includes(option.value)}
            disabled={option.disabled}
          />
          <span>
            {option.text}
            {option.hint !== undefined && <span class="hint">{option.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  </Fieldset>
)

export type CheckboxProps = FieldBase & { readonly checked?: boolean | undefined; readonly value?: string | undefined }

/** A single yes, such as a declaration. */
export const Checkbox = (props: CheckboxProps) => (
  <div class="ds-fieldset" data-width={props.width}>
    <FieldError name={props.name} error={props.error} />
    <label class="choice">
      <input
        class="ds-input"
        type="checkbox"
        id={fieldId(props.name)}
        name={props.name}
        value={props.value ?? 'true'}
        checked={props.checked}
        required={props.required}
        aria-invalid={props.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy({ name: props.name, error: props.error })}
      />
      <span>
        {props.label}
        {props.hint !== undefined && <span class="hint">{props.hint}</span>}
      </span>
    </label>
  </div>
)
