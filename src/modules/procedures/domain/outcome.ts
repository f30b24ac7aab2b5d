import { z } from 'zod'

/** A result as the national database names it, `KQ.G15.000031`. */
export const PublishedOutcome = z.strictObject({
  code: z
    .string()
    .regex(/^KQ\.[A-Z0-9.]{1,40}$/)
    .nullable(),
  name: z.string().min(1).max(4_000),
})
export type PublishedOutcome = z.infer<typeof PublishedOutcome>

/** A result that the province issues: which form it has and in which register it takes its number. */
export const Outcome = z.strictObject({
  code: z
    .string()
    .regex(/^KQ\.[A-Z0-9.]{1,40}$/)
    .nullable(),
  name: z.string().min(1).max(4_000),
  /** Key of the legal form (`outcome-letter`). */
  template: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  /** Key of the register that numbers it (`outcomes.json`). */
  register: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
})
export type Outcome = z.infer<typeof Outcome>
