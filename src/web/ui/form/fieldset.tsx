import type { ComponentChildren } from 'preact'
import { FieldError, FieldHint, OptionalMark } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'

export type FieldsetProps = {
  readonly name: string
  readonly legend: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly required?: boolean | undefined
  readonly optionalText?: string | undefined
  /** The question of the whole page. */
  readonly asHeading?: boolean | undefined
  readonly width?: 'full' | 'half' | 'third' | undefined
  readonly children: ComponentChildren
}

/** Several controls that answer one question; links of the error summary lead to it. */
export const Fieldset = (props: FieldsetProps) => (
  <fieldset
    class="ds-fieldset"
    id={fieldId(props.name)}
    aria-describedby={describedBy(props)}
    data-width={props.width}
    tabIndex={props.error === undefined ? undefined : -1}
  >
    <legend class={props.asHeading === true ? 'as-heading' : undefined}>
      {props.legend}
      <OptionalMark {...props} />
    </legend>
    <FieldHint name={props.name} hint={props.hint} />
    <FieldError name={props.name} error={props.error} />
    {props.children}
  </fieldset>
)
