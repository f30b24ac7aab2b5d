import { z } from 'zod'

/** How a paper may be handed in: filled as an e-form, uploaded, brought to the counter, or read from a state database. */
export const PaperWay = z.enum(['e-form', 'upload', 'counter', 'database'])
export type PaperWay = z.infer<typeof PaperWay>

/** A paper as the national database lists it: its name, how many, and the official form it follows. */
export const PublishedPaper = z.strictObject({
  name: z.string().min(1).max(8_000),
  originals: z.number().int().min(0).max(1_000),
  copies: z.number().int().min(0).max(1_000),
  formName: z.string().max(500).nullable(),
})
export type PublishedPaper = z.infer<typeof PublishedPaper>

/** The papers of one case ("Trường hợp …"); an empty name is the general case. */
export const PublishedPaperCase = z.strictObject({
  name: z.string().max(8_000).default(''),
  papers: z.array(PublishedPaper).max(400),
  note: z.string().max(20_000).default(''),
})
export type PublishedPaperCase = z.infer<typeof PublishedPaperCase>

export const PaperCode = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(80)
export type PaperCode = z.infer<typeof PaperCode>

/** A paper that a filing asks for. `required` holds within its case; `when` says in plain words when an optional one is needed. */
export const Paper = z.strictObject({
  code: PaperCode,
  /** The official name, word for word. */
  name: z.string().min(1).max(8_000),
  required: z.boolean(),
  originals: z.number().int().min(0).max(1_000),
  copies: z.number().int().min(0).max(1_000),
  formName: z.string().max(500).nullable().default(null),
  acceptedAs: z.array(PaperWay).min(1),
  when: z.string().max(500).optional(),
  help: z.string().max(1_000).optional(),
})
export type Paper = z.infer<typeof Paper>

/** The papers of one case; the case with key `general` holds for everyone, of the others the citizen chooses one. */
export const PaperCase = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(60),
  name: z.string().max(500),
  papers: z.array(Paper).max(100),
})
export type PaperCase = z.infer<typeof PaperCase>

export const generalCase = 'general'
