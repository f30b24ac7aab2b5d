import { type Role, roles } from '#modules/identity/domain/index.ts'

export const outgoingPath = '/can-bo/van-ban-di'
export const importPath = `${outgoingPath}/tu-tep`
export const documentPath = (id: string): string => `${outgoingPath}/${id}`
export const sourcePath = (id: string, fileId: string): string => `${documentPath(id)}/tep-goc/${fileId}`
/** Files that go with a document: added, taken away. */
export const companionPath = (id: string): string => `${documentPath(id)}/kem-theo`
export const companionRemovalPath = (id: string): string => `${documentPath(id)}/bo-kem-theo`
export const comparePath = (id: string): string => `${documentPath(id)}/so-sanh`

/** Whoever may draft, agree, check, sign or number. */
export const outgoingRoles: readonly Role[] = roles.filter(
  (role) => role !== 'administrator' && role !== 'supervisor' && role !== 'auditor',
)
