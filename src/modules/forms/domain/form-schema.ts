import { z } from 'zod'

/**
 * The part of JSON Schema 2020-12 that e-forms may use. It is closed on purpose: every text has a greatest length, every list a greatest
 * number, every object names its fields, and there are no patterns, references or combinations, so that no definition can make checking
 * slow or unbounded.
 */

/** Names of fields; those that mean something to the language itself are refused. */
export const FieldKey = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,59}$/)
  .refine((key) => !['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'].includes(key))

/** Formats that are checked by name, in place of patterns. */
export const TextFormat = z.enum([
  'date',
  'email',
  'phone',
  'identity-number',
  'person-name',
  'year',
  'time',
  'partial-date',
])
export type TextFormat = z.infer<typeof TextFormat>

const maxText = 5_000

export const TextSchema = z.strictObject({
  type: z.literal('string'),
  minLength: z.number().int().min(0).max(maxText).optional(),
  maxLength: z.number().int().min(1).max(maxText),
  format: TextFormat.optional(),
})

export const ChoiceSchema = z.strictObject({
  type: z.literal('string'),
  enum: z.array(z.string().min(1).max(100)).min(1).max(300),
})

export const NumberSchema = z.strictObject({
  type: z.enum(['integer', 'number']),
  minimum: z.number(),
  maximum: z.number(),
})

/** `const: true`: a promise that must be ticked. */
export const YesNoSchema = z.strictObject({ type: z.literal('boolean'), const: z.literal(true).optional() })

export type TextSchema = z.infer<typeof TextSchema>
export type ChoiceSchema = z.infer<typeof ChoiceSchema>
export type NumberSchema = z.infer<typeof NumberSchema>
export type YesNoSchema = z.infer<typeof YesNoSchema>
export type LeafSchema = TextSchema | ChoiceSchema | NumberSchema | YesNoSchema

export type ListSchema = {
  type: 'array'
  minItems?: number | undefined
  maxItems: number
  uniqueItems?: boolean | undefined
  items: ObjectSchema | ChoiceSchema
}

export type ObjectSchema = {
  type: 'object'
  additionalProperties: false
  required?: string[] | undefined
  properties: Record<string, NodeSchema>
}

export type NodeSchema = LeafSchema | ListSchema | ObjectSchema

const maxFields = 200

export const ObjectSchema: z.ZodType<ObjectSchema> = z.lazy(() =>
  z
    .strictObject({
      type: z.literal('object'),
      additionalProperties: z.literal(false),
      required: z.array(FieldKey).max(maxFields).optional(),
      properties: z
        .record(FieldKey, NodeSchema)
        .refine((properties) => Object.keys(properties).length <= maxFields, 'too many fields'),
    })
    .refine(
      (schema) => (schema.required ?? []).every((key) => Object.hasOwn(schema.properties, key)),
      'required names a field that does not exist',
    ),
)

export const ListSchema: z.ZodType<ListSchema> = z.lazy(() =>
  z.strictObject({
    type: z.literal('array'),
    minItems: z.number().int().min(0).max(100).optional(),
    maxItems: z.number().int().min(1).max(100),
    uniqueItems: z.boolean().optional(),
    items: z.union([ObjectSchema, ChoiceSchema]),
  }),
)

export const NodeSchema: z.ZodType<NodeSchema> = z.lazy(() =>
  z.union([ChoiceSchema, TextSchema, NumberSchema, YesNoSchema, ListSchema, ObjectSchema]),
)

/** The whole schema of a form: an object that says which dialect it is written in. */
export const RootSchema = z
  .strictObject({
    $schema: z.literal('https://json-schema.org/draft/2020-12/schema'),
    type: z.literal('object'),
    additionalProperties: z.literal(false),
    required: z.array(FieldKey).max(maxFields).optional(),
    properties: z.record(FieldKey, NodeSchema),
  })
  .refine(
    (schema) => (schema.required ?? []).every((key) => Object.hasOwn(schema.properties, key)),
    'required names a field that does not exist',
  )
export type RootSchema = z.infer<typeof RootSchema>

/** A leaf of the schema under its flat name: `mother.fullName`, or `members[].fullName` for every row of a list. */
export type Leaf = {
  readonly name: string
  readonly schema: LeafSchema | ListSchema
  /** The name of the list it repeats in, or null. */
  readonly list: string | null
  /** Whether it is required all the way up (in a list: in each row). */
  readonly required: boolean
}

export const isObjectList = (schema: NodeSchema): schema is ListSchema & { items: ObjectSchema } =>
  schema.type === 'array' && schema.items.type === 'object'

/** Every leaf, and every list of rows with its limits, in the order of the schema. */
export const leavesOf = (root: RootSchema): { leaves: readonly Leaf[]; lists: ReadonlyMap<string, ListSchema> } => {
  const leaves: Leaf[] = []
  const lists = new Map<string, ListSchema>()
  const walk = (
    object: Omit<ObjectSchema, '$schema'>,
    prefix: string,
    list: string | null,
    required: boolean,
  ): void => {
    for (const [key, node] of Object.entries(object.properties)) {
      const name = `${prefix}${key}`
      const isRequired = required && (object.required ?? []).includes(key)
      if (node.type === 'object') walk(node, `${name}.`, list, isRequired)
      else if (isObjectList(node)) {
        lists.set(name, node)
        walk(node.items, `${name}[].`, name, true)
      } else leaves.push({ name, schema: node, list, required: isRequired })
    }
  }
  walk(root, '', null, true)
  return { leaves, lists }
}
