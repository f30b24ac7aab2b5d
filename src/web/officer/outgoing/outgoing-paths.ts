import { type Role, roles } from '#modules/identity/domain/index.ts'

export const outgoingPath = '/can-bo/van-ban-di'
export const documentPath = (id: string): string => `${outgoingPath}/${id}`

/** Whoever may draft, agree, check, sign or number. */
export const outgoingRoles: readonly Role[] = roles.filter(
  (role) => role !== 'administrator' && role !== 'supervisor' && role !== 'auditor',
)
