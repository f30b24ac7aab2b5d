export const filesPath = '/can-bo/ho-so-cong-viec'
export const openFilePath = `${filesPath}/mo`
export const proposalsPath = `${filesPath}/de-xuat`
export const duePath = `${filesPath}/nop-luu`
export const archivePath = '/can-bo/luu-tru'
export const handOversPath = `${archivePath}/giao-nhan`
export const handOverPath = (id: string): string => `${handOversPath}/${id}`
export const readingsPath = `${archivePath}/yeu-cau`
export const listsPath = `${filesPath}/danh-muc`
export const listPath = (id: string): string => `${listsPath}/${id}`
export const filePath = (id: string): string => `${filesPath}/${id}`
export const destructionsPath = `${archivePath}/tieu-huy`
export const destructionPath = (id: string): string => `${destructionsPath}/${id}`
/** Where a document is put into a file by whoever has it before him. */
export const putPath = (documentId: string): string => `${filesPath}/dua-vao/${documentId}`
export const codeName = 'so-ky-hieu'
/** Several documents bear one number and notation. */
export const choosePath = (id: string, code: string): string =>
  `${filePath(id)}/chon-van-ban?${new URLSearchParams({ [codeName]: code })}`
