import { z } from 'zod'

/** `H44`, `H44.12`: the code of an agency, in groups of letters and digits. @legal QD-20-2020 mã định danh điện tử */
export const AgencyCode = z.string().regex(/^[A-Z]\d{2}(?:\.\d{1,3}){0,3}$/)
export type AgencyCode = z.infer<typeof AgencyCode>

/** The key of a unit within its agency: `culture-society`. Units of the same duty have the same key in every commune. */
export const UnitKey = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60)
export type UnitKey = z.infer<typeof UnitKey>

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
