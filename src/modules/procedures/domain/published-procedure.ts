import { z } from 'zod'
import { ChannelTerms } from './channel.ts'
import { PublishedOutcome } from './outcome.ts'
import { PublishedPaperCase } from './paper.ts'

/** The national code of a procedure, without the suffix of a province: `1.001193`. */
export const ProcedureCode = z.string().regex(/^\d\.\d{6}$/)
export type ProcedureCode = z.infer<typeof ProcedureCode>

export const ProcedureLevel = z.enum(['ministry', 'province', 'commune', 'other'])
export type ProcedureLevel = z.infer<typeof ProcedureLevel>

export const LegalBasis = z.strictObject({ number: z.string().max(400), title: z.string().max(8_000) })
export type LegalBasis = z.infer<typeof LegalBasis>

const longest = 200_000
const longText = z.string().max(longest).default('')
const unreadText = z.string().max(longest).optional()

/** What the national database publishes of a procedure; an import replaces this part and nothing else. */
export const PublishedProcedure = z.strictObject({
  code: ProcedureCode,
  name: z.string().min(1).max(4_000),
  /** Decision that published it. */
  decision: z.string().max(200).nullable().default(null),
  ministry: z.string().max(100),
  field: z.string().max(500),
  /** "Loại thủ tục" in the words of the source. */
  kind: z.string().max(300).default(''),
  levels: z.array(ProcedureLevel),
  /** "Đối tượng thực hiện" in the words of the source. */
  subjects: z.array(z.string().max(300)).max(60),
  executingAgency: longText,
  competentAgency: longText,
  coordinatingAgency: longText,
  delegatedAgency: longText,
  receivingAddress: longText,
  steps: longText,
  channels: z.array(ChannelTerms).max(30),
  paperCases: z.array(PublishedPaperCase).max(200).default([]),
  conditions: longText,
  outcomes: z.array(PublishedOutcome).max(60),
  legalBasis: z.array(LegalBasis).max(300),
  keywords: longText,
  related: longText,
  offeredOnline: z.boolean(),
  sourceUrl: z.string().max(500).nullable().default(null),
  /** What the source holds in a table that could not be read, as text: nothing is thrown away. */
  unread: z.strictObject({ channels: unreadText, papers: unreadText, legalBasis: unreadText }).default({}),
})
export type PublishedProcedure = z.infer<typeof PublishedProcedure>
