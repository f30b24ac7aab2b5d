import { z } from 'zod'
import { ProcessDefinition } from '#modules/processes/domain/index.ts'
import { Channel } from './channel.ts'
import { Decider } from './decider.ts'
import { Fee } from './fee.ts'
import { LegalSource } from './legal-source.ts'
import { Outcome } from './outcome.ts'
import { PaperCase } from './paper.ts'
import { ProcedureCode, PublishedProcedure } from './published-procedure.ts'
import { ServiceLevel } from './service-level.ts'
import { TimeLimit } from './time-limit.ts'

/** A time limit decided by the province, with its certainty; it stands above the published one. No channel: all channels. */
export const LocalLimit = z.strictObject({
  channel: Channel.optional(),
  limit: TimeLimit,
  text: z.string().min(1).max(500),
  legalSource: LegalSource,
})
export type LocalLimit = z.infer<typeof LocalLimit>

/** Fees as the People's Council of the province set them; they stand above the published ones. No channel: all channels. */
export const LocalFees = z.strictObject({
  channel: Channel.optional(),
  fees: z.array(Fee).max(60),
  legalSource: LegalSource,
})
export type LocalFees = z.infer<typeof LocalFees>

/** The procedure in our own plain words. */
export const Explanation = z.strictObject({
  what: z.string().min(1).max(2_000),
  who: z.string().min(1).max(2_000),
  prepare: z.string().min(1).max(2_000),
  english: z.strictObject({ name: z.string().min(1).max(300), summary: z.string().min(1).max(1_000) }),
})
export type Explanation = z.infer<typeof Explanation>

/** What the province adds to a published procedure; an import never touches it. */
export const ProvinceAddition = z.strictObject({
  decidedBy: Decider,
  /** Where a dossier may be handed in besides the deciding agency. */
  receivedAt: z.enum(['deciding-agency', 'any-desk']).default('any-desk'),
  channels: z.array(Channel).min(1),
  serviceLevel: ServiceLevel,
  limits: z.array(LocalLimit).default([]),
  fees: z.array(LocalFees).default([]),
  papers: z.array(PaperCase).min(1),
  outcomes: z.array(Outcome).min(1),
  /** Key of the e-form. */
  form: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  process: ProcessDefinition,
  everydayWords: z.array(z.string().min(1).max(100)).max(60).default([]),
  explanation: Explanation,
  /** Codes of procedures people often need with it. */
  related: z.array(ProcedureCode).default([]),
  /** Whether the demo home page shows it among the common ones. */
  common: z.boolean().default(false),
  /** Where the facts of the published part come from and how sure they are. */
  sources: z.array(LegalSource).min(1),
})
export type ProvinceAddition = z.infer<typeof ProvinceAddition>

/** A procedure as this province offers it: the published part, and the province's own. */
export const Procedure = z.strictObject({ published: PublishedProcedure, local: ProvinceAddition })
export type Procedure = z.infer<typeof Procedure>
