import { tidy } from '#kernel/vietnamese-text.ts'
import { isObjectList, type LeafSchema, type ListSchema, type ObjectSchema, type RootSchema } from './form-schema.ts'
import { isRecord } from './form-values.ts'
import { normalizeText } from './text-formats.ts'

type Objectlike = Pick<ObjectSchema, 'properties' | 'required'>

/** What was taken over, and the names that the form does not have. */
export type Cleaned = { readonly values: Record<string, unknown>; readonly unknown: readonly string[] }

/** Lines keep their breaks, the spaces within each go tidy. */
const tidyText = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map(tidy)
    .join('\n')
    .trim()

const cleanLeaf = (schema: LeafSchema | ListSchema, value: unknown): unknown => {
  if (typeof value === 'string') {
    const text = tidyText(value)
    if (text === '') return undefined
    return schema.type === 'string' && 'format' in schema ? normalizeText(text, schema.format) : text
  }
  if (Array.isArray(value)) return value.length === 0 ? undefined : value
  return value === null ? undefined : value
}

const isEmpty = (value: unknown): boolean => isRecord(value) && Object.keys(value).length === 0

/**
 * Copies the fields that the schema knows, tidied, into fresh objects: nothing that was posted is kept by reference, empty answers are left
 * out, a required object is made when it is missing (so that its own fields are reported), an optional one is left out when it is empty.
 */
export const cleanValues = (schema: RootSchema, values: Record<string, unknown>): Cleaned => {
  const unknown: string[] = []
  const cleanObject = (
    object: Objectlike,
    source: Record<string, unknown>,
    prefix: string,
  ): Record<string, unknown> => {
    for (const key of Object.keys(source)) if (!Object.hasOwn(object.properties, key)) unknown.push(`${prefix}${key}`)
    const target: Record<string, unknown> = {}
    for (const [key, node] of Object.entries(object.properties)) {
      const value = Object.hasOwn(source, key) ? source[key] : undefined
      const name = `${prefix}${key}`
      let clean: unknown
      if (node.type === 'object') {
        if (value !== undefined && value !== null && !isRecord(value)) clean = value
        else clean = cleanObject(node, isRecord(value) ? value : {}, `${name}.`)
        if (isEmpty(clean) && !(object.required ?? []).includes(key)) clean = undefined
      } else if (isObjectList(node) && Array.isArray(value)) {
        const rows = value.map((row, index) =>
          isRecord(row) ? cleanObject(node.items, row, `${name}[${index}].`) : row,
        )
        clean = rows.every(isEmpty) ? undefined : rows
      } else clean = cleanLeaf(node, value)
      if (clean !== undefined) target[key] = clean
    }
    return target
  }
  return { values: cleanObject(schema, values, ''), unknown }
}
