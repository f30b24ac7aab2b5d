import {
  conditionHolds,
  type FormDefinition,
  type FormFault,
  type FormField,
  type FormSection,
  fieldsOf,
  formFaultText,
  isShown,
  parseFormBody,
} from '#modules/forms/domain/index.ts'
import type { Locale } from './messages/index.ts'
import type { FormFieldsView, FormFieldType, FormFieldView, FormSectionView } from './ui/form/form-field-view.ts'

/** What was posted or drafted: a name, and what was typed once or several times. */
export type FlatAnswers = Readonly<Record<string, string | readonly string[]>>

const formatTypes: Readonly<Record<string, FormFieldType>> = {
  email: 'email',
  phone: 'phone',
  'identity-number': 'identity-number',
}

const widths = { short: 'third', medium: 'half', long: 'full' } as const

const typeOf = (field: FormField): FormFieldType => {
  if (field.widget !== 'text') return field.widget
  const format = field.schema.type === 'string' && 'format' in field.schema ? field.schema.format : undefined
  return (format === undefined ? undefined : formatTypes[format]) ?? 'text'
}

/** Rows of a list as far as names were posted for them; a list that must not be empty shows its first row. */
const rowCount = (section: FormSection, answers: FlatAnswers): number => {
  const prefix = `${section.list?.name}[`
  const rows = Object.keys(answers)
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(/^\d+/.exec(name.slice(prefix.length))?.[0] ?? 0) + 1)
  return Math.max(1, ...rows)
}

const fieldView = (
  field: FormField,
  row: number | null,
  answers: FlatAnswers,
  faults: readonly FormFault[],
  asked: ReadonlySet<string>,
  locale: Locale,
): FormFieldView => {
  const name = row === null ? field.path : field.path.replace('[]', `[${row}]`)
  const fault = faults.find((one) => one.field === name)
  return {
    name,
    type: typeOf(field),
    label: field.unit === undefined ? field.label : `${field.label} (${field.unit})`,
    hint: field.help,
    required: field.required,
    options: field.options?.map((option) => ({ value: option.value, text: option.label })),
    value: Object.hasOwn(answers, name) ? answers[name] : undefined,
    error: fault === undefined ? undefined : formFaultText(fault, locale),
    autocomplete: field.autocomplete,
    maxLength: field.schema.type === 'string' && 'maxLength' in field.schema ? field.schema.maxLength : undefined,
    width: field.width === undefined ? undefined : widths[field.width],
    refreshes: asked.has(field.path),
    section: field.section,
    row: row ?? undefined,
  }
}

/** The questions on whose answer others depend: the page is asked for again when they change. */
const conditionFields = (definition: FormDefinition): ReadonlySet<string> => {
  const named = fieldsOf(definition).flatMap((field) => [
    ...(field.showWhen === undefined ? [] : [field.showWhen.field, `${field.list}[].${field.showWhen.field}`]),
    ...(field.sectionShowWhen === null ? [] : [field.sectionShowWhen.field]),
  ])
  return new Set(named)
}

const sectionView = (section: FormSection): FormSectionView => ({
  id: section.key,
  title: section.title,
  hint: section.help,
  ...(section.list === undefined
    ? {}
    : { repeat: { name: section.list.name, itemName: section.list.itemTitle, minimum: 1 } }),
})

/** An e-form as it is asked, with what was answered so far and what is wrong with it; questions that do not apply are left out. */
export const eFormView = (
  definition: FormDefinition,
  answers: FlatAnswers,
  faults: readonly FormFault[],
  locale: Locale,
): FormFieldsView => {
  const parsed = parseFormBody(definition, answers)
  const values = parsed.ok ? parsed.value : {}
  const asked = conditionFields(definition)
  const sections = definition.sections.filter(
    (section) => section.showWhen === undefined || conditionHolds(section.showWhen, values),
  )
  const fields = sections.flatMap((section) => {
    const own = fieldsOf(definition).filter((field) => field.section === section.key)
    const rows =
      section.list === undefined ? [null] : Array.from({ length: rowCount(section, answers) }, (_, row) => row)
    return rows.flatMap((row) => {
      const place = row === null ? null : `${section.list?.name}[${row}]`
      return own
        .filter((field) => isShown(field, values, place))
        .map((field) => fieldView(field, row, answers, faults, asked, locale))
    })
  })
  return { sections: sections.map(sectionView), fields }
}

const rowPattern = (list: string) => new RegExp(`^${list.replaceAll('.', '\\.')}\\[(\\d+)\\](.*)$`)

/** The same answers with a row more or a row less, as the buttons of a repeated group ask for; null when none was pressed. */
export const withRowsChanged = (
  answers: FlatAnswers,
  pressed: { readonly add: string; readonly remove: string },
  definition: FormDefinition,
): FlatAnswers | null => {
  const lists = definition.sections.flatMap((section) => (section.list === undefined ? [] : [section]))
  const grown = lists.find((section) => section.list?.name === pressed.add)
  if (grown?.list !== undefined) {
    const [first] = grown.fields
    return { ...answers, [`${grown.list.name}[${rowCount(grown, answers)}].${first?.name}`]: '' }
  }
  const [, list = '', gone = ''] = /^(.+)\.(\d+)$/.exec(pressed.remove) ?? []
  if (!lists.some((section) => section.list?.name === list)) return null
  const pattern = rowPattern(list)
  const kept = Object.entries(answers).flatMap(([name, value]) => {
    const [, row, rest] = pattern.exec(name) ?? []
    if (row === undefined || Number(row) < Number(gone)) return [[name, value] as const]
    return Number(row) === Number(gone) ? [] : [[`${list}[${Number(row) - 1}]${rest}`, value] as const]
  })
  return Object.fromEntries(kept)
}
