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
