import type { FieldWidth } from './field.tsx'
import type { KeptFile } from './file-field.tsx'
import type { Option } from './select.tsx'
import type { InputMode } from './text-input.tsx'

export type FormFieldType =
  | 'text'
  | 'textarea'
  | 'number'
  | 'money'
  | 'date'
  | 'email'
  | 'phone'
  /** Typed unseen and never shown again: a PIN, a one-time code. */
  | 'secret'
  | 'identity-number'
  | 'select'
  | 'radio'
  | 'checkbox'
  | 'checkboxes'
  | 'file'
  /** Words between questions; has no value. */
  | 'note'

/** One question of an e-form as it is shown; the list of them is flat, in the order of the form. */
export type FormFieldView = {
  /** As it is posted, rows included: `children.0.fullName`. */
  readonly name: string
  readonly type: FormFieldType
  readonly label: string
  readonly hint?: string | undefined
  readonly required?: boolean | undefined
  readonly readOnly?: boolean | undefined
  readonly options?: readonly Option[] | undefined
  /** What a list says where nothing is chosen. */
  readonly emptyText?: string | undefined
  readonly value?: string | readonly string[] | undefined
  readonly files?: readonly KeptFile[] | undefined
  readonly error?: string | undefined
  /** Where a filled value came from. */
  readonly source?: string | undefined
  readonly autocomplete?: string | undefined
  readonly inputMode?: InputMode | undefined
  /** The id of a `datalist` with what is often answered. */
  readonly list?: string | undefined
  readonly maxLength?: number | undefined
  /** How tall a textarea stands. */
  readonly rows?: number | undefined
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly width?: FieldWidth | undefined
  /** Other questions depend on the answer. */
  readonly refreshes?: boolean | undefined
  readonly section: string
  /** Place in a repeated section, from 0. */
  readonly row?: number | undefined
}

export type FormSectionView = {
  readonly id: string
  readonly title?: string | undefined
  readonly hint?: string | undefined
  readonly repeat?:
    | {
        readonly name: string
        readonly itemName: string
        readonly minimum?: number | undefined
        readonly maximum?: number | undefined
      }
    | undefined
}

export type FormFieldsView = {
  readonly sections: readonly FormSectionView[]
  readonly fields: readonly FormFieldView[]
}
