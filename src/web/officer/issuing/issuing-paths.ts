import { outgoingPath } from '../outgoing/outgoing-paths.ts'

/** Every book of a registry, of what comes and of what goes out. */
export const bookPath = '/can-bo/so-van-ban'
export const paperPath = `${outgoingPath}/van-ban-giay`
/** Of any document of the registry, issued or received. */
export const copyPath = (id: string): string => `/can-bo/van-ban/${id}/sao`
export const copyFilePath = (id: string, copyId: string): string => `${copyPath(id)}/${copyId}`
