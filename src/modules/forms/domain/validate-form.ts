import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { cleanValues } from './clean-values.ts'
import { type FormField, fieldsOf, isShown } from './fields.ts'
import { isWithinBounds } from './form-bounds.ts'
import type { FormDefinition } from './form-definition.ts'
import type { FormFault, FormFaultCode, FormRefusal } from './form-faults.ts'
import { type FormValues, isRecord, valueAt } from './form-values.ts'
import { textFormats } from './text-formats.ts'

const compiled = new WeakMap<FormDefinition, ValidateFunction>()

/** The same definition is read from the database again and again; compiling it costs a hundred times more than knowing its text. */
const compiledByText = new Map<string, ValidateFunction>()
const mostKept = 100

const compile = (definition: FormDefinition): ValidateFunction => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, ownProperties: true })
  for (const [name, check] of Object.entries(textFormats)) ajv.addFormat(name, { type: 'string', validate: check })
  return ajv.compile(definition.schema)
}

const validatorOf = (definition: FormDefinition): ValidateFunction => {
  const before = compiled.get(definition)
  if (before !== undefined) return before
  const text = JSON.stringify(definition.schema)
  const validate = compiledByText.get(text) ?? compile(definition)
  if (compiledByText.size >= mostKept) compiledByText.clear()
  compiledByText.set(text, validate)
  compiled.set(definition, validate)
  return validate
}

/** `/members/0/fullName` → `members[0].fullName` */
const nameOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .reduce((name, part) => (/^\d+$/.test(part) ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`), '')

const formatFaults: Readonly<Record<string, FormFaultCode>> = {
  date: 'not-a-date',
  'partial-date': 'not-a-partial-date',
  year: 'not-a-year',
  time: 'not-a-time',
  email: 'not-an-email',
  phone: 'not-a-phone',
  'identity-number': 'not-an-identity-number',
  'person-name': 'not-a-name',
}

const keywordFaults: Readonly<Record<string, FormFaultCode>> = {
  required: 'required',
  const: 'must-agree',
  minLength: 'too-short',
  maxLength: 'too-long',
  enum: 'not-offered',
  minimum: 'too-small',
  maximum: 'too-great',
  minItems: 'too-few-rows',
  maxItems: 'too-many-rows',
  uniqueItems: 'repeated',
  additionalProperties: 'unknown-field',
}

const param = (error: ErrorObject, key: string): unknown => {
  const params: unknown = error.params
  return isRecord(params) ? params[key] : undefined
}

const codeOf = (error: ErrorObject): FormFaultCode => {
  if (error.keyword === 'format') return formatFaults[String(param(error, 'format'))] ?? 'wrong-kind'
  if (error.keyword === 'type')
    return ['integer', 'number'].includes(String(param(error, 'type'))) ? 'not-a-number' : 'wrong-kind'
  return keywordFaults[error.keyword] ?? 'wrong-kind'
}

const faultOf = (error: ErrorObject, labelOf: (name: string) => string): FormFault => {
  const missing = error.keyword === 'required' ? `.${String(param(error, 'missingProperty'))}` : ''
  const field = `${nameOf(error.instancePath)}${missing}`.replace(/^\./, '')
  const limit = param(error, 'limit')
  return { field, label: labelOf(field), code: codeOf(error), params: typeof limit === 'number' ? { limit } : {} }
}

/** Every place where a field stands in these values: once, or once for each row of its list. */
const placesOf = (field: FormField, values: unknown): readonly { name: string; row: string | null }[] => {
  if (field.list === null) return [{ name: field.path, row: null }]
  const rows = valueAt(values, field.list)
  const count = Array.isArray(rows) ? rows.length : 0
  return Array.from({ length: count }, (_, index) => ({
    name: field.path.replace('[]', `[${index}]`),
    row: `${field.list}[${index}]`,
  }))
}

const removeAt = (values: Record<string, unknown>, name: string): void => {
  const dot = name.lastIndexOf('.')
  const parent = dot < 0 ? values : valueAt(values, name.slice(0, dot))
  if (isRecord(parent)) delete parent[name.slice(dot + 1)]
}

/** Answers to questions that are not asked are dropped, in order, so that a condition never rests on a hidden answer. */
const dropHidden = (fields: readonly FormField[], values: Record<string, unknown>): void => {
  for (const field of fields)
    for (const { name, row } of placesOf(field, values)) if (!isShown(field, values, row)) removeAt(values, name)
}

const ruleFaults = (
  fields: readonly FormField[],
  values: unknown,
  today: Temporal.PlainDate | undefined,
): readonly FormFault[] =>
  fields.flatMap((field) =>
    placesOf(field, values).flatMap(({ name, row }) => {
      const value = valueAt(values, name)
      const fault = (code: FormFaultCode): FormFault[] => [{ field: name, label: field.label, code, params: {} }]
      if (value === undefined)
        return field.requiredWhenShown === true && isShown(field, values, row) ? fault('required') : []
      if (today === undefined || field.dateBound === undefined || typeof value !== 'string') return []
      // A year or a month compares as its first day would: `2026` < `2026-11-22`.
      const day = today.toString()
      if (field.dateBound === 'not-after-today') return value > day ? fault('in-the-future') : []
      return value < day.slice(0, value.length) ? fault('in-the-past') : []
    }),
  )

const whole = (code: FormFaultCode): FormRefusal => ({
  code: 'form.invalid',
  faults: [{ field: '', label: '', code, params: {} }],
})

const inOrder = (fields: readonly FormField[], faults: readonly FormFault[]): readonly FormFault[] => {
  const order = new Map(fields.map((field, index) => [field.path, index]))
  const rank = (fault: FormFault): number => order.get(fault.field.replace(/\[\d+\]/, '[]')) ?? fields.length
  const seen = new Set<string>()
  return [...faults]
    .sort((left, right) => rank(left) - rank(right) || left.field.localeCompare(right.field, 'en', { numeric: true }))
    .filter((fault) => !seen.has(fault.field) && seen.add(fault.field))
}

/**
 * Checks a filled form. Accepted: a fresh, tidied copy that holds only what was asked. Refused: one fault for each wrong field, in the order
 * of the form. `today` switches on the bounds of days; without it a day in the future passes.
 */
export const validateForm = (
  definition: FormDefinition,
  values: unknown,
  today?: Temporal.PlainDate,
): Result<FormValues, FormRefusal> => {
  if (!isRecord(values)) return refuse(whole('wrong-kind'))
  if (!isWithinBounds(values)) return refuse(whole('too-large'))
  const fields = fieldsOf(definition)
  const cleaned = cleanValues(definition.schema, values)
  if (cleaned.unknown.length > 0)
    return refuse({
      code: 'form.invalid',
      faults: cleaned.unknown.slice(0, 20).map((name): FormFault => {
        const short = name.slice(0, 80)
        return { field: short, label: '', code: 'unknown-field', params: { name: short } }
      }),
    })
  dropHidden(fields, cleaned.values)
  const shown = cleanValues(definition.schema, cleaned.values).values
  const validate = validatorOf(definition)
  const labels = labelsOf(definition)
  const labelOf = (name: string): string => labels.get(name.replace(/\[\d+\]/g, '[]')) ?? ''
  const schemaFaults = validate(shown) ? [] : (validate.errors ?? []).map((error) => faultOf(error, labelOf))
  const faults = [...schemaFaults, ...ruleFaults(fields, shown, today)]
  return faults.length === 0
    ? accept(shown as FormValues)
    : refuse({ code: 'form.invalid', faults: inOrder(fields, faults) })
}

const labelsOf = (definition: FormDefinition): ReadonlyMap<string, string> =>
  new Map([
    ...definition.sections.flatMap((section): [string, string][] =>
      section.list === undefined ? [] : [[section.list.name, section.title]],
    ),
    ...fieldsOf(definition).map((field): [string, string] => [field.path, field.label]),
  ])
