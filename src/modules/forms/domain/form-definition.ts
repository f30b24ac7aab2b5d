import { z } from 'zod'
import { LegalSource } from '#modules/procedures/domain/index.ts'
import { type Leaf, leavesOf, RootSchema } from './form-schema.ts'

/** A fact of the account (or of the filing) that may fill a field before the citizen sees it. */
export const PrefillSource = z.enum([
  'owner.fullName',
  'owner.identityNumber',
  'owner.identityIssuedOn',
  'owner.identityIssuedBy',
  'owner.birthDate',
  'owner.birthYear',
  'owner.gender',
  'owner.ethnicity',
  'owner.nationality',
  'owner.address',
  'owner.permanentAddress',
  'owner.phone',
  'owner.email',
  'agency.name',
])
export type PrefillSource = z.infer<typeof PrefillSource>

export const Widget = z.enum([
  'text',
  'textarea',
  'date',
  'number',
  'money',
  'radio',
  'select',
  'checkbox',
  'checkboxes',
])
export type Widget = z.infer<typeof Widget>

const scalar = z.union([z.string().max(200), z.number(), z.boolean()])

/** Shown only when another field holds one of these values, or holds anything at all. Inside a list the row's own fields come first. */
export const ShowWhen = z.union([
  z.strictObject({ field: z.string().max(200), in: z.array(scalar).min(1).max(50) }),
  z.strictObject({ field: z.string().max(200), filled: z.boolean() }),
])
export type ShowWhen = z.infer<typeof ShowWhen>

export const FieldOption = z.strictObject({ value: z.string().min(1).max(100), label: z.string().min(1).max(300) })
export type FieldOption = z.infer<typeof FieldOption>

export const FieldHint = z.strictObject({
  /** Path in the schema; inside a list section relative to the row. */
  name: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*$/)
    .max(200),
  /** The words of the official form. */
  label: z.string().min(1).max(500),
  /** The same question as people would ask it, where the official words are hard. */
  question: z.string().min(1).max(300).optional(),
  help: z.string().min(1).max(1_000).optional(),
  widget: Widget,
  options: z.array(FieldOption).min(1).max(300).optional(),
  /** A list of reference data offered while typing; other answers stay possible. */
  suggestions: z.enum(['ethnic-groups', 'countries', 'communes', 'provinces']).optional(),
  prefill: PrefillSource.optional(),
  showWhen: ShowWhen.optional(),
  /** For a field with a condition: it must be answered whenever it is shown. */
  requiredWhenShown: z.boolean().optional(),
  /** Days only: not after, or not before, the day of filing. */
  dateBound: z.enum(['not-after-today', 'not-before-today']).optional(),
  /** The official form also wants the answer in words, under this label; it is written for the citizen, never asked. */
  inWords: z.string().min(1).max(200).optional(),
  width: z.enum(['short', 'medium', 'long']).optional(),
  /** What follows the answer: `m²`, `đồng`. */
  unit: z.string().min(1).max(30).optional(),
  /** By what fees are counted that this number says, as a fee names it: `bản`. */
  countsFor: z.string().min(1).max(60).optional(),
  /** The purpose of the input for browsers, as HTML names it. */
  autocomplete: z
    .string()
    .regex(/^[a-z-]+$/)
    .optional(),
})
export type FieldHint = z.infer<typeof FieldHint>

const sectionKey = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60)

/** A group of questions asked together. With `list`, the group repeats: its fields are those of one row. */
export const FormSection = z.strictObject({
  key: sectionKey,
  title: z.string().min(1).max(300),
  help: z.string().min(1).max(1_000).optional(),
  showWhen: ShowWhen.optional(),
  list: z
    .strictObject({
      name: z.string().max(200),
      itemTitle: z.string().min(1).max(100),
      addLabel: z.string().min(1).max(100),
    })
    .optional(),
  fields: z.array(FieldHint).min(1).max(100),
})
export type FormSection = z.infer<typeof FormSection>

const flatName = (section: FormSection, field: FieldHint): string =>
  section.list === undefined ? field.name : `${section.list.name}[].${field.name}`

/** What is wrong with a field's hint when laid beside its leaf; null when they agree. */
const disagreement = (leaf: Leaf, section: FormSection, field: FieldHint): string | null => {
  const conditional = field.showWhen !== undefined || section.showWhen !== undefined
  if (field.showWhen !== undefined && leaf.required) return 'a field with a condition cannot be required by the schema'
  if (section.showWhen !== undefined && leaf.required && leaf.list === null)
    return 'a field of a section with a condition cannot be required by the schema'
  if (field.requiredWhenShown === true && !conditional) return 'requiredWhenShown needs a condition'
  const choice =
    leaf.schema.type === 'array' ? leaf.schema.items : leaf.schema.type === 'string' ? leaf.schema : undefined
  const offered = choice !== undefined && 'enum' in choice ? choice.enum : undefined
  const options = field.options?.map((option) => option.value)
  if (offered !== undefined && options?.join('\n') !== offered.join('\n'))
    return 'the options must be those of the schema'
  if (offered === undefined && options !== undefined) return 'options without a choice in the schema'
  return null
}

/** Every leaf has exactly one hint and every hint a leaf, so that no field of the official form can be lost on the page. */
const checkAgreement = (
  definition: { schema: RootSchema; sections: FormSection[] },
  report: (message: string) => void,
) => {
  const { leaves, lists } = leavesOf(definition.schema)
  const byName = new Map(leaves.map((leaf) => [leaf.name, leaf]))
  const seen = new Set<string>()
  for (const section of definition.sections) {
    if (section.list !== undefined && !lists.has(section.list.name))
      report(`${section.key}: no such list in the schema`)
    for (const field of section.fields) {
      const name = flatName(section, field)
      const leaf = byName.get(name)
      if (leaf === undefined) report(`${name}: not in the schema`)
      else {
        const fault = disagreement(leaf, section, field)
        if (fault !== null) report(`${name}: ${fault}`)
      }
      if (seen.has(name)) report(`${name}: asked twice`)
      for (const condition of [section.showWhen, field.showWhen])
        if (
          condition !== undefined &&
          !seen.has(condition.field) &&
          !seen.has(`${section.list?.name}[].${condition.field}`)
        )
          report(`${name}: its condition names ${condition.field}, which is not asked before it`)
      seen.add(name)
    }
  }
  for (const leaf of leaves) if (!seen.has(leaf.name)) report(`${leaf.name}: never asked`)
}

/** An e-form: a schema that any JSON Schema validator can check, and how it is asked. */
export const FormDefinition = z
  .strictObject({
    key: sectionKey,
    version: z.number().int().min(1),
    /** The name of the official form, word for word. */
    title: z.string().min(1).max(300),
    englishTitle: z.string().min(1).max(300),
    /** Which official form it follows; null for our own. */
    official: z.strictObject({ name: z.string().max(300), legalSource: LegalSource }).nullable(),
    /** To whom it is written ("Kính gửi"), when the form names someone other than the deciding agency. */
    addressee: z.string().max(300).optional(),
    introduction: z.string().max(1_000).optional(),
    /** What the person vouches for by handing it in. */
    declaration: z.string().max(1_000).optional(),
    schema: RootSchema,
    sections: z.array(FormSection).min(1).max(60),
  })
  .superRefine((definition, context) =>
    checkAgreement(definition, (message) => context.addIssue({ code: 'custom', message, path: ['sections'] })),
  )
export type FormDefinition = z.infer<typeof FormDefinition>
