import { outgoingPath } from '../outgoing/outgoing-paths.ts'

/** Every book of a registry, of what comes and of what goes out. */
export const bookPath = '/can-bo/so-van-ban'
/** Kept copies that somebody has. */
export const keptCopiesPath = `${bookPath}/ban-luu`
export const paperPath = `${outgoingPath}/van-ban-giay`
/** Of any document of the registry, issued or received. */
export const copyPath = (id: string): string => `/can-bo/van-ban/${id}/sao`
export const copyFilePath = (id: string, copyId: string): string => `${copyPath(id)}/${copyId}`
/** Where a registry writes to outside this system. */
export const addressBookPath = `${outgoingPath}/so-dia-chi`
export const addressFields = {
  id: 'ma',
  agency: 'co-quan',
  name: 'ten',
  email: 'thu-dien-tu',
  address: 'dia-chi',
} as const
export const addressAfter = 'sau'
/** The line that is to be mended. */
export const addressEdited = 'sua'
/** The document from which an address is added, to go back to. */
export const addressFor = 'van-ban'
