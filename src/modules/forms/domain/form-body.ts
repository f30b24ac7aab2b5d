import { accept, type Result, refuse } from '#kernel/result.ts'
import { type FormField, fieldsOf } from './fields.ts'
import { formBounds } from './form-bounds.ts'
import type { FormDefinition } from './form-definition.ts'
import type { FormFaultCode, FormRefusal } from './form-faults.ts'
import { leavesOf } from './form-schema.ts'
import { type FormValue, type FormValues, isRecord, type OpenValues, valueAt } from './form-values.ts'
import { readNumber } from './text-formats.ts'

/** What an HTML form posts: a name, and what was typed, once or several times. */
export type FormBody = Readonly<Record<string, unknown>>

const fault = (field: string, code: FormFaultCode, params: Record<string, string | number> = {}) =>
  refuse({ code: 'form.invalid' as const, faults: [{ field, label: '', code, params }] })

const yes = new Set(['on', 'true', 'yes', '1', 'có'])
const no = new Set(['off', 'false', 'no', '0', 'không'])

/** What was typed, as the kind the schema wants; what cannot be read stays as it was, for the check to name it. */
const readText = (field: FormField, text: string): FormValue => {
  switch (field.schema.type) {
    case 'integer':
    case 'number':
      return readNumber(text) ?? text
    case 'boolean': {
      const word = text.trim().toLowerCase()
      return yes.has(word) ? true : no.has(word) ? false : text
    }
    default:
      return text
  }
}

const readPosted = (field: FormField, posted: unknown): FormValue | undefined => {
  const texts: unknown[] = Array.isArray(posted) ? posted : [posted]
  if (!texts.every((text) => typeof text === 'string')) return undefined
  const filled = texts.filter((text) => text !== '')
  if (field.schema.type === 'array') return filled
  if (texts.length > 1 && field.schema.type !== 'boolean') return undefined
  const [last] = filled.slice(-1)
  return last === undefined ? '' : readText(field, last)
}

type Posted = { readonly field: FormField; readonly row: number | null; readonly value: FormValue }

/** Own keys only, and only those the definition names: a posted name is looked up, never followed. */
const put = (target: OpenValues, path: string, value: FormValue): void => {
  const parts = path.split('.')
  let at = target
  for (const part of parts.slice(0, -1)) {
    const next = Object.hasOwn(at, part) ? at[part] : undefined
    const open: OpenValues = isRecord(next) ? (next as OpenValues) : {}
    at[part] = open
    at = open
  }
  at[parts.at(-1) ?? ''] = value
}

const assemble = (posted: readonly Posted[]): FormValues => {
  const values: OpenValues = {}
  const lists = new Map<string, Map<number, OpenValues>>()
  for (const { field, row, value } of posted) {
    if (value === '' || (Array.isArray(value) && value.length === 0)) continue
    if (field.list === null || row === null) put(values, field.path, value)
    else {
      const rows = lists.get(field.list) ?? new Map<number, OpenValues>()
      lists.set(field.list, rows)
      const open = rows.get(row) ?? {}
      rows.set(row, open)
      put(open, field.path.slice(field.list.length + 3), value)
    }
  }
  for (const [name, rows] of lists)
    put(
      values,
      name,
      [...rows.entries()].sort(([left], [right]) => left - right).map(([, row]) => row as FormValues),
    )
  return values as FormValues
}

/**
 * Reads what an HTML form posted (`mother.fullName`, `members[0].fullName`) into the shape of the definition. Names beginning with `_`
 * belong to the page (`_csrf`, `_step`) and are passed over. Refused: a name the form does not have, a text posted twice, anything that
 * is no text, too many rows, too much in all. Empty answers and empty rows are left out; nothing else is judged here.
 */
export const parseFormBody = (definition: FormDefinition, body: FormBody): Result<FormValues, FormRefusal> => {
  const fields = new Map(fieldsOf(definition).map((field) => [field.path, field]))
  const { lists } = leavesOf(definition.schema)
  const names = Object.keys(body).filter((name) => !name.startsWith('_') || name.startsWith('__proto__'))
  if (names.length > formBounds.nodes) return fault('', 'too-large')
  const posted: Posted[] = []
  let characters = 0
  for (const name of names) {
    const short = name.slice(0, 80)
    const match = name.length > 200 ? null : /^([A-Za-z0-9.]+)(?:\[(\d{1,4})\]\.([A-Za-z0-9.]+)|(\[\]))?$/.exec(name)
    const path = match === null ? '' : match[3] === undefined ? match[1] : `${match[1]}[].${match[3]}`
    const field = path === undefined ? undefined : fields.get(path)
    if (match === null || field === undefined || (match[4] !== undefined && field.schema.type !== 'array'))
      return fault(short, 'unknown-field', { name: short })
    const value = readPosted(field, body[name])
    if (value === undefined) return fault(name, 'wrong-kind')
    characters += typeof value === 'string' ? value.length : 0
    if (characters > formBounds.characters) return fault('', 'too-large')
    const row = match[2] === undefined ? null : Number(match[2])
    const limit = field.list === null ? 0 : (lists.get(field.list)?.maxItems ?? 0)
    if (row !== null && row >= limit) return fault(field.list ?? '', 'too-many-rows', { limit })
    posted.push({ field, row, value })
  }
  return accept(assemble(posted))
}

const writeValue = (value: unknown): string | readonly string[] | undefined => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value).replace('.', ',')
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined
}

/** The flat names and texts that would post these values: what a page puts back into its inputs. */
export const formBodyOf = (
  definition: FormDefinition,
  values: FormValues,
): Record<string, string | readonly string[]> => {
  const body: Record<string, string | readonly string[]> = {}
  for (const field of fieldsOf(definition)) {
    const rows = field.list === null ? [] : valueAt(values, field.list)
    const names =
      field.list === null
        ? [field.path]
        : (Array.isArray(rows) ? rows : []).map((_, index) => field.path.replace('[]', `[${index}]`))
    for (const name of names) {
      const text = writeValue(valueAt(values, name))
      if (text !== undefined) body[name] = text
    }
  }
  return body
}
