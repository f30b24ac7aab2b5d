import { z } from 'zod'

/** `phi` pays for a service, `le-phi` for an act of the state; `unknown` when the source does not say which. */
export const FeeKind = z.enum(['phi', 'le-phi', 'unknown'])
export type FeeKind = z.infer<typeof FeeKind>

/** One fee in whole đồng. `amount` null: set elsewhere (usually by the People's Council), `note` says so in the words of the source. */
export const Fee = z.strictObject({
  kind: FeeKind,
  name: z.string().min(1).max(300),
  amount: z.number().int().min(0).max(100_000_000_000).nullable(),
  /** What one amount is counted by ("bản", "trang"); absent: by the dossier. */
  per: z.string().max(60).optional(),
  note: z.string().max(8_000).default(''),
})
export type Fee = z.infer<typeof Fee>
