import { join } from 'node:path'

/** Where a file store on disk keeps this content. */
export const storedPath = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256)
