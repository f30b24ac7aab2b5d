import { z } from 'zod'
import { LegalSource } from './legal-source.ts'

/** Why a service is not wholly online. @legal ND-224-2026 Điều 14 */
export const PartialReason = z.enum(['presence-required', 'field-verification', 'technical-fault', 'other-technical'])
export type PartialReason = z.infer<typeof PartialReason>

/**
 * How far a procedure goes online: whole by default; partly only with a published reason and its law; `none` where it is only done at
 * the counter. @legal ND-224-2026 Điều 14
 */
export const ServiceLevel = z.discriminatedUnion('level', [
  z.strictObject({ level: z.literal('full') }),
  z.strictObject({
    level: z.literal('partial'),
    reason: PartialReason,
    explanation: z.string().min(1).max(1_000),
    legalSource: LegalSource,
    /** False: the citizen prepares and books online but hands in at the counter. */
    fileOnline: z.boolean(),
  }),
])
export type ServiceLevel = z.infer<typeof ServiceLevel>
