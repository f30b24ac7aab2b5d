export const filesPath = '/can-bo/ho-so-cong-viec'
export const openFilePath = `${filesPath}/mo`
export const filePath = (id: string): string => `${filesPath}/${id}`
