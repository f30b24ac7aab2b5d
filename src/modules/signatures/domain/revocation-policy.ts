import { z } from 'zod'

/**
 * What happens when no issuer says whether a certificate still stands: `soft` signs and says so, `hard` refuses. The law wants the check
 * (by list or by answer); an office without a line to the issuers must still be able to work.
 * @legal TT-41-2017 8
 */
export const revocationPolicy = { key: 'signatures.revocation-policy', schema: z.enum(['soft', 'hard']) } as const
export type RevocationPolicy = z.infer<typeof revocationPolicy.schema>
