import { outgoingPath } from '../outgoing/outgoing-paths.ts'

export const bookPath = `${outgoingPath}/so`
export const paperPath = `${outgoingPath}/van-ban-giay`
/** Of any document of the registry, issued or received. */
export const copyPath = (id: string): string => `/can-bo/van-ban/${id}/sao`
export const copyFilePath = (id: string, copyId: string): string => `${copyPath(id)}/${copyId}`
