import { z } from 'zod'

/** How sure we are of a fact: read in the source, drawn from it by reasoning, or written from memory and to be checked. */
export const Certainty = z.enum(['seen', 'derived', 'memory'])
export type Certainty = z.infer<typeof Certainty>

/** Where a rule comes from: `key` is a row of `docs/legal-sources.tsv`. */
export const LegalSource = z.strictObject({
  key: z.string().regex(/^[A-Z0-9][A-Za-z0-9._-]{1,63}$/),
  article: z.string().max(200).optional(),
  certainty: Certainty,
  note: z.string().max(500).optional(),
})
export type LegalSource = z.infer<typeof LegalSource>
