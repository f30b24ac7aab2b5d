import { z } from 'zod'
import { Owner, ReturnMethod, Submitter } from './dossier.ts'

export const filingSteps = ['who', 'form', 'papers', 'check'] as const
export type FilingStep = (typeof filingSteps)[number]

/** How long a draft is kept that nobody touches. */
export const draftKeptDays = 90

/**
 * A filing on its way, as far as it got: everything may still be missing or wrong. What was typed is kept as it was typed, and checked
 * when it is handed in.
 */
export const FilingDraft = z.strictObject({
  procedureCode: z.string().max(64),
  forWhom: z.enum(['self', 'other', 'organisation']).default('self'),
  receivingAgencyId: z.string().max(64).default(''),
  owner: Owner.prefault({ name: '' }),
  submitter: Submitter.nullable().default(null),
  caseKey: z.string().max(60).default('general'),
  /** Flat names and what was typed, as the form was posted. */
  answers: z
    .record(z.string().max(200), z.union([z.string().max(20_000), z.array(z.string().max(20_000)).max(100)]))
    .default({}),
  returnMethod: ReturnMethod.default('electronic'),
  returnAddress: z.string().max(500).default(''),
})
export type FilingDraft = z.infer<typeof FilingDraft>
