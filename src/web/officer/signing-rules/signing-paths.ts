import { documentPath, outgoingPath } from '../outgoing/outgoing-paths.ts'

export const signersPath = (id: string): string => `${documentPath(id)}/nguoi-ky`
export const mandatesPath = `${outgoingPath}/quyen-ky`
