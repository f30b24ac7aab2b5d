import { z } from 'zod'
import { Channel, ProcedureLevel } from '#modules/procedures/domain/index.ts'
import { Limit, rowsUpTo } from './shared.ts'

const Cost = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unpublished') }),
  z.object({ kind: z.literal('free') }),
  z.object({ kind: z.literal('set-elsewhere') }),
  z.object({ kind: z.literal('by-case') }),
  z.object({ kind: z.literal('amount'), least: z.number(), most: z.number(), isOpen: z.boolean() }),
])

const DecidedBy = z.object({ kind: z.enum(['commune', 'agency', 'published']), name: z.string() })

export const ProcedureQuery = z.object({
  q: z.string().max(500).default(''),
  level: ProcedureLevel.optional(),
  field: z.string().max(300).optional(),
  after: z.string().max(10_000).optional(),
  limit: rowsUpTo(100, 20),
})

export const ProcedureCard = z.object({
  code: z.string(),
  name: z.string(),
  englishName: z.string().nullable(),
  field: z.string(),
  levels: z.array(ProcedureLevel),
  summary: z.string().nullable(),
  isOffered: z.boolean(),
  filesOnline: z.boolean(),
  isMinistryRun: z.boolean(),
  decidedBy: DecidedBy,
  limit: Limit.nullable(),
  limitText: z.string(),
  cost: Cost,
})

export const FoundProcedures = z.object({
  procedures: z.array(ProcedureCard),
  total: z.number(),
  next: z.string().nullable(),
  isLoose: z.boolean(),
})

export const ProcedureParams = z.strictObject({ code: z.string().regex(/^[0-9A-Za-z.]{1,64}$/) })

const Fee = z.object({ name: z.string(), amount: z.number().nullable(), note: z.string() })

const Way = z.object({
  channel: Channel,
  limit: Limit.nullable(),
  limitText: z.string(),
  fees: z.array(Fee),
  cost: Cost,
  note: z.string(),
})

const PaperOfCase = z.object({
  code: z.string(),
  name: z.string(),
  required: z.boolean(),
  originals: z.number(),
  copies: z.number(),
  acceptedAs: z.array(z.string()),
  when: z.string().optional(),
  help: z.string().optional(),
})

const PaperCase = z.object({ key: z.string(), name: z.string(), papers: z.array(PaperOfCase) })

export const PublishedProcedureReply = z.object({
  code: z.string(),
  name: z.string(),
  field: z.string(),
  ministry: z.string(),
  levels: z.array(ProcedureLevel),
  subjects: z.array(z.string()),
  isOffered: z.boolean(),
  isOpen: z.boolean(),
  filesOnline: z.boolean(),
  decidedBy: DecidedBy,
  ways: z.array(Way),
  paperCases: z.array(PaperCase),
  steps: z.string(),
  conditions: z.string(),
  outcomes: z.array(z.object({ name: z.string(), code: z.string().nullable() })),
  legalBasis: z.array(z.object({ title: z.string(), number: z.string() })),
})

export const FieldsReply = z.object({
  fields: z.array(z.object({ field: z.string(), procedures: z.number(), offered: z.number() })),
})

const Desk = z.object({ id: z.uuid(), name: z.string(), address: z.string(), phone: z.string() })

export const FilingTermsReply = z.object({
  code: z.string(),
  isOpen: z.boolean(),
  /** The e-form with its questions, or null where the procedure has none. */
  form: z.looseObject({}).nullable(),
  paperCases: z.array(PaperCase),
  desks: z.array(Desk),
  /** Where the applicant chooses the commune that decides. */
  communes: z.array(z.object({ decidingAgencyId: z.uuid(), name: z.string(), deskId: z.uuid() })),
})
