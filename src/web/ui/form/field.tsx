import type { ComponentChildren } from 'preact'
import { Icon } from '../shell/icon.tsx'
import { errorId, fieldId, hintId } from './field-id.ts'

/** What every field has, whatever its control. */
export type FieldBase = {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly required?: boolean | undefined
  /** Said behind the label of a field that may stay empty. */
  readonly optionalText?: string | undefined
  /** Where a value came from that the person did not type. */
  readonly source?: string | undefined
  readonly width?: FieldWidth | undefined
}

export type FieldWidth = 'full' | 'half' | 'third'

export const FieldHint = ({ name, hint }: { readonly name: string; readonly hint?: string | undefined }) =>
  hint === undefined || hint === '' ? null : (
    <p class="hint" id={hintId(name)}>
      {hint}
    </p>
  )

export const FieldError = ({ name, error }: { readonly name: string; readonly error?: string | undefined }) =>
  error === undefined ? null : (
    <p class="error" id={errorId(name)}>
      <Icon name="alert" />
      <span>{error}</span>
    </p>
  )

export const OptionalMark = ({ required, optionalText }: Pick<FieldBase, 'required' | 'optionalText'>) =>
  required === true || optionalText === undefined ? null : <span class="optional"> ({optionalText})</span>

/** Label, hint, error, control, in this order: what is wrong stands between the question and the answer, where it is read and heard in time. */
export const Field = (props: FieldBase & { readonly children: ComponentChildren }) => (
  <div class="ds-field" data-width={props.width}>
    <label class="ds-label" for={fieldId(props.name)}>
      {props.label}
      <OptionalMark {...props} />
    </label>
    <FieldHint name={props.name} hint={props.hint} />
    <FieldError name={props.name} error={props.error} />
    {props.children}
    {props.source !== undefined && (
      <p class="source">
        <Icon name="check" />
        {props.source}
      </p>
    )}
  </div>
)
