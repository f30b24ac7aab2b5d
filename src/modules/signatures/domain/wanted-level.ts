import { z } from 'zod'

/**
 * The baseline level that a signature is given with. `B-T`: its time is proven, or it is not given at all; `B-T-when-possible`: proven
 * where an authority is set up; `B-B`: nobody is asked. B-LT and B-LTA are made of signed documents every night.
 * @legal TT-41-2017 9
 */
export const wantedLevel = {
  key: 'signatures.level',
  schema: z.enum(['B-T-when-possible', 'B-T', 'B-B']),
} as const
export type WantedLevel = z.infer<typeof wantedLevel.schema>
