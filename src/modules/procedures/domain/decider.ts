import { z } from 'zod'

/** `H44`, `H44.12`: the code of an agency, in groups of letters and digits. @legal QD-20-2020 mã định danh điện tử */
export const AgencyCode = z.string().regex(/^[A-Z]\d{2}(?:\.\d{1,3}){0,3}$/)
export type AgencyCode = z.infer<typeof AgencyCode>

/**
 * Who decides. `commune`: the People's Committee of the commune that is competent for the case. `department` and `province`: the named
 * agencies. `ministry-run`: an agency of a vertical line (police, land registration, tax), decided in the ministry's own system; the
 * province takes in and returns, the stages between are told by the ministry.
 */
export const Decider = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('commune') }),
  z.strictObject({ kind: z.literal('department'), agencies: z.array(AgencyCode).min(1) }),
  z.strictObject({ kind: z.literal('province'), agencies: z.array(AgencyCode).min(1) }),
  z.strictObject({
    kind: z.literal('ministry-run'),
    agencies: z.array(AgencyCode).min(1),
    ministry: z.string().max(200),
  }),
])
export type Decider = z.infer<typeof Decider>
