export const filesPath = '/can-bo/ho-so-cong-viec'
export const openFilePath = `${filesPath}/mo`
export const proposalsPath = `${filesPath}/de-xuat`
export const listsPath = `${filesPath}/danh-muc`
export const listPath = (id: string): string => `${listsPath}/${id}`
export const filePath = (id: string): string => `${filesPath}/${id}`
