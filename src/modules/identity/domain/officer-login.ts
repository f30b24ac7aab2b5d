import { z } from 'zod'

/** The name by which an officer signs in: `tinh.chutich`. */
export const OfficerLogin = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,60}$/)
export type OfficerLogin = z.infer<typeof OfficerLogin>
