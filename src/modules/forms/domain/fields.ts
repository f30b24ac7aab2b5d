import type { FieldHint, FormDefinition, FormSection, ShowWhen } from './form-definition.ts'
import { type LeafSchema, type ListSchema, leavesOf } from './form-schema.ts'
import { valueAt } from './form-values.ts'

/** A question of the form, flat, with all that a page needs to ask it. */
export type FormField = FieldHint & {
  /** `mother.fullName`; in a list `members[].fullName`, where a page puts the row's number between the brackets. */
  readonly path: string
  readonly section: string
  /** The list it repeats in, or null. */
  readonly list: string | null
  readonly schema: LeafSchema | ListSchema
  /** Must be answered (whenever it is shown). */
  readonly required: boolean
  /** The condition of its section, when that has one. */
  readonly sectionShowWhen: ShowWhen | null
}

const fieldsOfSection = (
  section: FormSection,
  leaves: ReadonlyMap<string, { schema: LeafSchema | ListSchema; list: string | null; required: boolean }>,
): readonly FormField[] =>
  section.fields.flatMap((field) => {
    const path = section.list === undefined ? field.name : `${section.list.name}[].${field.name}`
    const leaf = leaves.get(path)
    if (leaf === undefined) return []
    return [
      {
        ...field,
        path,
        section: section.key,
        list: leaf.list,
        schema: leaf.schema,
        required: leaf.required || field.requiredWhenShown === true,
        sectionShowWhen: section.showWhen ?? null,
      },
    ]
  })

const known = new WeakMap<FormDefinition, readonly FormField[]>()

/** Every question in the order it is asked. */
export const fieldsOf = (definition: FormDefinition): readonly FormField[] => {
  const before = known.get(definition)
  if (before !== undefined) return before
  const leaves = new Map(leavesOf(definition.schema).leaves.map((leaf) => [leaf.name, leaf]))
  const fields = definition.sections.flatMap((section) => fieldsOfSection(section, leaves))
  known.set(definition, fields)
  return fields
}

const holds = (condition: ShowWhen, value: unknown): boolean => {
  if ('filled' in condition) return (value !== undefined && value !== '' && value !== false) === condition.filled
  const offered: readonly unknown[] = condition.in
  return Array.isArray(value) ? value.some((one) => offered.includes(one)) : offered.includes(value)
}

/** Whether a condition holds for these values; `row` is the row of a list (`members[2]`) whose own fields are looked at first. */
export const conditionHolds = (condition: ShowWhen, values: unknown, row: string | null = null): boolean => {
  const own = row === null ? undefined : valueAt(values, `${row}.${condition.field}`)
  return holds(condition, own ?? valueAt(values, condition.field))
}

/** Whether a question is asked at all, given what has been answered. */
export const isShown = (field: FormField, values: unknown, row: string | null = null): boolean =>
  (field.sectionShowWhen === null || conditionHolds(field.sectionShowWhen, values)) &&
  (field.showWhen === undefined || conditionHolds(field.showWhen, values, row))
