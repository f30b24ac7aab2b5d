import type { FieldBase } from './field.tsx'
import { fieldId } from './field-id.ts'
import { Fieldset } from './fieldset.tsx'
import { KeyHint } from './key-hint.tsx'
import type { Option } from './select.tsx'

export type RadioGroupProps = FieldBase & {
  readonly options: readonly Option[]
  readonly value?: string | undefined
  readonly inline?: boolean | undefined
  readonly asHeading?: boolean | undefined
  readonly refreshes?: boolean | undefined
}

/** One of several; the whole tile is the target. */
export const RadioGroup = (props: RadioGroupProps) => (
  <Fieldset {...props} legend={props.label}>
    <div class="choices" data-inline={props.inline === true ? true : undefined}>
      {props.options.map((option, index) => (
        <label key={option.value} class="choice">
          <input
            class="ds-input"
            type="radio"
            id={`${fieldId(props.name)}-${index}`}
            name={props.name}
            value={option.value}
            checked={option.value === props.value}
            disabled={option.disabled}
            required={props.required}
            data-shortcut={option.shortcut}
            aria-keyshortcuts={option.shortcut}
            data-refresh={props.refreshes === true ? true : undefined}
          />
          <span>
            {option.text} {option.shortcut !== undefined && <KeyHint name={option.shortcut} />}
            {option.hint !== undefined && <span class="hint">{option.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  </Fieldset>
)
