import { z } from 'zod'

/** What a post does beside its role: arranges the calendar of an agency, keeps its quality system. */
export const duties = ['weekly-plan', 'quality'] as const
export const Duty = z.enum(duties)
export type Duty = z.infer<typeof Duty>

export const GiveDuty = z.strictObject({ postId: z.uuid(), duty: Duty, agencyId: z.uuid() })
export type GiveDuty = z.infer<typeof GiveDuty>

export const EndDuty = z.strictObject({ dutyId: z.uuid() })
export type EndDuty = z.infer<typeof EndDuty>
