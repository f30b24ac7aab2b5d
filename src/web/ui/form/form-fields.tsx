import type { Messages } from '../../messages/index.ts'
import { Button } from './button.tsx'
import { Checkbox, CheckboxGroup } from './checkbox-group.tsx'
import { DateField } from './date-field.tsx'
import { FileField } from './file-field.tsx'
import type { FormFieldsView, FormFieldView, FormSectionView } from './form-field-view.ts'
import { RadioGroup } from './radio-group.tsx'
import { RepeatGroup } from './repeat-group.tsx'
import { Select } from './select.tsx'
import { TextArea } from './text-area.tsx'
import { TextInput, type TextInputProps } from './text-input.tsx'

/** Name of the button that asks the server for the questions that depend on an answer. */
export const refreshName = '_refresh'

type Look = Partial<Pick<TextInputProps, 'type' | 'inputMode' | 'autocomplete' | 'size' | 'spellcheck' | 'maxLength'>>

const textLooks: Partial<Record<FormFieldView['type'], Look>> = {
  number: { inputMode: 'decimal', size: 'short' },
  money: { inputMode: 'numeric', size: 'short' },
  email: { type: 'email', inputMode: 'email', autocomplete: 'email', spellcheck: false },
  phone: { type: 'tel', inputMode: 'tel', autocomplete: 'tel', size: 'medium' },
  secret: { type: 'password', autocomplete: 'off', size: 'medium', spellcheck: false },
  'identity-number': { inputMode: 'numeric', size: 'medium', spellcheck: false, maxLength: 12 },
}

const one = (value: FormFieldView['value']): string | undefined => (typeof value === 'string' ? value : value?.[0])
const all = (value: FormFieldView['value']): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

type Props = { readonly t: Messages; readonly field: FormFieldView }

const defined = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<T>

const Text = ({ t, field }: Props) => (
  <TextInput
    {...textLooks[field.type]}
    {...defined({
      autocomplete: field.autocomplete,
      inputMode: field.inputMode,
      list: field.list,
      maxLength: field.maxLength,
      readOnly: field.readOnly,
      hint: field.hint,
      error: field.error,
      required: field.required,
      source: field.source,
      width: field.width,
    })}
    name={field.name}
    label={field.label}
    value={field.type === 'secret' ? undefined : one(field.value)}
    optionalText={t.form.optional}
  />
)

const Choice = ({ t, field }: Props) => {
  const shared = { ...field, optionalText: t.form.optional, options: field.options ?? [] }
  const value = one(field.value)
  if (field.type === 'checkbox') return <Checkbox {...field} value={undefined} checked={value === 'true'} />
  if (field.type === 'checkboxes') return <CheckboxGroup {...shared} values={all(field.value)} />
  const short = shared.options.length <= 4 && shared.options.every((option) => option.text.length < 20)
  if (field.type === 'radio') return <RadioGroup {...shared} value={value} inline={short} />
  return <Select {...shared} value={value} emptyText={field.emptyText ?? t.form.choose} />
}

/** One question, with the control that suits its kind. */
export const FormField = ({ t, field }: Props) => {
  switch (field.type) {
    case 'note':
      return <p class="soft">{field.label}</p>
    case 'textarea':
      return <TextArea {...field} value={one(field.value)} optionalText={t.form.optional} />
    case 'date':
      return <DateField {...field} value={one(field.value)} optionalText={t.form.optional} />
    case 'file':
      return <FileField {...field} t={t} removeName="_remove-file" optionalText={t.form.optional} />
    case 'select':
    case 'radio':
    case 'checkbox':
    case 'checkboxes':
      return <Choice t={t} field={field} />
    default:
      return <Text t={t} field={field} />
  }
}

const rowsOf = (fields: readonly FormFieldView[]): readonly (readonly FormFieldView[])[] => {
  const count = fields.reduce((most, field) => Math.max(most, (field.row ?? 0) + 1), 0)
  return Array.from({ length: count }, (_, row) => fields.filter((field) => (field.row ?? 0) === row))
}

type SectionProps = {
  readonly t: Messages
  readonly section: FormSectionView
  readonly fields: readonly FormFieldView[]
}

const Section = ({ t, section, fields }: SectionProps) => {
  const draw = (shown: readonly FormFieldView[]) =>
    shown.map((field) => <FormField key={field.name} t={t} field={field} />)
  return (
    <section class="form-section" aria-labelledby={section.title === undefined ? undefined : `s-${section.id}`}>
      {section.title !== undefined && <h2 id={`s-${section.id}`}>{section.title}</h2>}
      {section.hint !== undefined && <p class="hint">{section.hint}</p>}
      {section.repeat === undefined ? (
        <div class="fields">{draw(fields)}</div>
      ) : (
        <RepeatGroup t={t} {...section.repeat} rows={rowsOf(fields).map(draw)} />
      )}
    </section>
  )
}

/** All questions of an e-form, section by section; one column on a phone, shared rows where the width allows. */
export const FormFields = ({ t, sections, fields }: FormFieldsView & { readonly t: Messages }) => (
  <>
    {sections.map((section) => (
      <Section
        key={section.id}
        t={t}
        section={section}
        fields={fields.filter((field) => field.section === section.id)}
      />
    ))}
    {fields.some((field) => field.refreshes === true) && (
      <noscript>
        <Button variant="secondary" name={refreshName} value="1" unchecked>
          {t.form.refresh}
        </Button>
      </noscript>
    )}
  </>
)
