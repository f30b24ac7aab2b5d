import { createHash } from 'node:crypto'
import type { Database } from '#platform/database/connection.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { FileFault } from '../domain/faults.ts'
import { type StoredFile, storedFiles } from '../queries/stored-files.ts'

export type FilesVerdict = { readonly files: number; readonly bytes: number; readonly faults: readonly FileFault[] }

const faultsKept = 100

const faultOf = async (store: FileStore, file: StoredFile): Promise<FileFault | null> => {
  const digest = createHash('sha256')
  let sizeBytes = 0
  try {
    for await (const chunk of store.stream(file.sha256)) {
      const bytes = chunk as Uint8Array
      digest.update(bytes)
      sizeBytes += bytes.length
    }
  } catch {
    return { sha256: file.sha256, fault: 'missing' }
  }
  const isWhole = sizeBytes === file.sizeBytes && digest.digest('hex') === file.sha256
  return isWhole ? null : { sha256: file.sha256, fault: 'content-differs' }
}

/** Reads every stored file and compares its content with the name it goes by. */
export const checkFiles = async (database: Database, store: FileStore): Promise<FilesVerdict> => {
  const faults: FileFault[] = []
  let files = 0
  let bytes = 0
  for await (const file of storedFiles(database)) {
    files += 1
    bytes += file.sizeBytes
    const fault = await faultOf(store, file)
    if (fault !== null && faults.length < faultsKept) faults.push(fault)
  }
  return { files, bytes, faults }
}
