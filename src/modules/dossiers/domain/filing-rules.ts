import { z } from 'zod'

/** Whether citizens may file on the province's own portal; elsewhere they file on the national one. @legal ND-118-2025 Điều 16 */
export const ownPortalFilingKey = { key: 'portal.own-filing', schema: z.boolean() } as const
