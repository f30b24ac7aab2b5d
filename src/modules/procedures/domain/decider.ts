import { z } from 'zod'
import { AgencyCode, UnitKey } from '#modules/agencies/domain/index.ts'

/**
 * Who decides, and which unit there prepares it. `commune`: the People's Committee of the commune that is competent for the case.
 * `department` and `province`: the named agency. `ministry-run`: an agency of a vertical line (police, land registration, tax) that works
 * in the ministry's own system; the province takes in and returns, the stages between are told by the ministry.
 */
export const Decider = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('commune'), unit: UnitKey }),
  z.strictObject({ kind: z.literal('department'), agency: AgencyCode, unit: UnitKey }),
  z.strictObject({ kind: z.literal('province'), agency: AgencyCode, unit: UnitKey }),
  z.strictObject({
    kind: z.literal('ministry-run'),
    agency: AgencyCode,
    unit: UnitKey,
    /** Name of the ministry's system where it is decided. */
    system: z.string().min(1).max(300),
  }),
])
export type Decider = z.infer<typeof Decider>
