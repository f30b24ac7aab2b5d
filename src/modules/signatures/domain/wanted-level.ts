import { z } from 'zod'

/**
 * The baseline level that a signature is given with. `B-T`: its time is proven, or it is not given at all; `B-T-when-possible`: proven
 * where an authority is set up; `B-B`: nobody is asked. B-LT and B-LTA are made of signed documents every night.
 * @legal L-20-2023 22, ND-30-2020 phụ lục I
 */
export const wantedLevel = {
  key: 'signatures.level',
  schema: z.enum(['B-T-when-possible', 'B-T', 'B-B']),
} as const
export type WantedLevel = z.infer<typeof wantedLevel.schema>
