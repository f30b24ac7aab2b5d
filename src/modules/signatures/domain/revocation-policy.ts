import { z } from 'zod'

/**
 * What happens when no issuer says whether a certificate still stands: `soft` signs and says so, `hard` refuses. TT-41-2017 Điều 8 wanted
 * the check (by list or by answer) until 15/11/2026, and TT-59-2026, which ended it, has not been read: the province decides. An office without a
 * line to the issuers must still be able to work.
 * @legal L-20-2023 22
 */
export const revocationPolicy = { key: 'signatures.revocation-policy', schema: z.enum(['soft', 'hard']) } as const
export type RevocationPolicy = z.infer<typeof revocationPolicy.schema>
