import { z } from 'zod'

/** What goes wrong at will, as it does at the real platform. */
export const Failures = z.object({
  notice: z.enum(['normal', 'lost', 'double', 'wrong-amount', 'wrong-hash']).default('normal'),
  service: z.enum(['normal', 'slow', 'down']).default('normal'),
})
export type Failures = z.infer<typeof Failures>

export const noFailures: Failures = { notice: 'normal', service: 'normal' }
