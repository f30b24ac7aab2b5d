import { dongInWords, formatDong } from '#kernel/money.ts'
import { conditionHolds, type FormField, fieldsOf, isShown } from './fields.ts'
import type { FormDefinition, PrefillSource } from './form-definition.ts'
import { type FormValues, isRecord, type OpenValues, valueAt } from './form-values.ts'

/** One question with its answer as people read it; an empty text when it was left out. */
export type Answer = { readonly path: string; readonly label: string; readonly text: string }

/** The answers of a section; those of a list are grouped by row, each with its title (`Thành viên 2`). */
export type AnswerGroup = {
  readonly section: string
  readonly title: string
  readonly rows: readonly { readonly title: string | null; readonly answers: readonly Answer[] }[]
}

const day = (text: string): string => text.split('-').reverse().join('/')

const textOf = (field: FormField, value: unknown): string => {
  const labelOf = (one: unknown): string =>
    field.options?.find((option) => option.value === one)?.label ?? (typeof one === 'string' ? one : '')
  if (Array.isArray(value)) return value.map(labelOf).join('; ')
  if (typeof value === 'boolean') return value ? 'Có' : 'Không'
  const unit = field.unit === undefined ? '' : ` ${field.unit}`
  if (typeof value === 'number') {
    if (field.widget === 'money') return formatDong(value)
    return `${value.toLocaleString('vi-VN', { maximumFractionDigits: 6 })}${unit}`
  }
  if (typeof value !== 'string') return ''
  const format = field.schema.type === 'string' && 'format' in field.schema ? field.schema.format : undefined
  if (format === 'date' || format === 'partial-date') return day(value)
  return `${labelOf(value)}${unit}`
}

const numberInWords = (value: number): string =>
  dongInWords(value)
    .replace(/ đồng$/, '')
    .toLowerCase()

/** A day or an amount in words, as some declarations want it; empty when it cannot be said. */
export const inWords = (field: FormField, value: unknown): string => {
  if (typeof value === 'number')
    return field.widget === 'money' && Number.isSafeInteger(value) ? dongInWords(value) : ''
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typeof value === 'string' ? value : '')
  if (parts === null) return ''
  const [year, month, date] = parts.slice(1).map(Number)
  return `Ngày ${numberInWords(date ?? 0)} tháng ${month === 4 ? 'tư' : numberInWords(month ?? 0)} năm ${numberInWords(year ?? 0)}`
}

const answersAt = (
  fields: readonly FormField[],
  values: FormValues,
  row: string | null,
  index: number,
): readonly Answer[] =>
  fields
    .filter((field) => isShown(field, values, row))
    .flatMap((field) => {
      const path = field.path.replace('[]', `[${index}]`)
      const value = valueAt(values, path)
      const answer = { path, label: field.label, text: textOf(field, value) }
      return field.inWords === undefined
        ? [answer]
        : [answer, { path, label: field.inWords, text: inWords(field, value) }]
    })

/** All that was asked and answered, section by section, for the page that lets the citizen check and for the printed declaration. */
export const answersOf = (definition: FormDefinition, values: FormValues): readonly AnswerGroup[] =>
  definition.sections
    .filter((section) => section.showWhen === undefined || conditionHolds(section.showWhen, values))
    .map((section) => {
      const fields = fieldsOf(definition).filter((field) => field.section === section.key)
      const list = section.list
      if (list === undefined)
        return {
          section: section.key,
          title: section.title,
          rows: [{ title: null, answers: answersAt(fields, values, null, 0) }],
        }
      const items = valueAt(values, list.name)
      const rows = (Array.isArray(items) ? items : []).map((_, index) => ({
        title: `${list.itemTitle} ${index + 1}`,
        answers: answersAt(fields, values, `${list.name}[${index}]`, index),
      }))
      return { section: section.key, title: section.title, rows }
    })

/** What is known of the person, by source. */
export type PrefillFacts = Partial<Readonly<Record<PrefillSource, string>>>

/** The answers that the account already knows; only where nothing was answered yet. A choice is filled only with what it offers. */
export const prefillOf = (definition: FormDefinition, facts: PrefillFacts, values: FormValues = {}): FormValues => {
  const filled: OpenValues = structuredClone(values) as OpenValues
  for (const field of fieldsOf(definition)) {
    const fact = field.prefill === undefined ? undefined : facts[field.prefill]
    if (fact === undefined || fact === '' || field.list !== null || valueAt(filled, field.path) !== undefined) continue
    if (field.options !== undefined && !field.options.some((option) => option.value === fact)) continue
    const parts = field.path.split('.')
    let at: OpenValues = filled
    for (const part of parts.slice(0, -1)) {
      const next = at[part]
      const open = isRecord(next) ? (next as OpenValues) : {}
      at[part] = open
      at = open
    }
    at[parts.at(-1) ?? ''] = fact
  }
  return filled as FormValues
}
