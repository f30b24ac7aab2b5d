import { z } from 'zod'

/**
 * How sure we are of a fact: read in the source, read about it elsewhere, written from memory and to be checked, drawn by reasoning, or
 * decided by the province itself.
 */
export const Certainty = z.enum(['seen', 'second-hand', 'memory', 'derived', 'decided'])
export type Certainty = z.infer<typeof Certainty>

/** Where a rule comes from: `key` is a row of `docs/legal-sources.tsv`. */
export const LegalSource = z.strictObject({
  key: z.string().regex(/^[A-Z0-9][A-Za-z0-9._-]{1,63}$/),
  article: z.string().max(200).optional(),
  certainty: Certainty,
  note: z.string().max(500).optional(),
})
export type LegalSource = z.infer<typeof LegalSource>
