import { type Role, roles } from '#modules/identity/domain/index.ts'

export const outgoingPath = '/can-bo/van-ban-di'
export const importPath = `${outgoingPath}/tu-tep`
export const documentPath = (id: string): string => `${outgoingPath}/${id}`
export const sourcePath = (id: string, fileId: string): string => `${documentPath(id)}/tep-goc/${fileId}`
/** Files that go with a document: added, taken away. */
export const companionPath = (id: string): string => `${documentPath(id)}/kem-theo`
export const companionRemovalPath = (id: string): string => `${documentPath(id)}/bo-kem-theo`
export const comparePath = (id: string): string => `${documentPath(id)}/so-sanh`

/** The fields of a list's address. */
export const listFields = { scope: 'muc', state: 'tinh-trang', words: 'q', after: 'sau' } as const
export const exportPath = `${outgoingPath}/xuat.csv`
export const outgoingSearchHref = (words: string): string =>
  `${outgoingPath}?${new URLSearchParams({ [listFields.words]: words })}`

/** Whoever may draft, agree, check, sign or number. */
export const outgoingRoles: readonly Role[] = roles.filter(
  (role) => role !== 'administrator' && role !== 'supervisor' && role !== 'auditor',
)
