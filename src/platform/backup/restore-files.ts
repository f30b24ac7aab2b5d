import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { FileStore } from '../files/file-store.ts'
import { damaged } from './check-archive.ts'
import { filePathOf, type ProvinceArchive } from './manifest.ts'
import { linesOf, severalAtOnce } from './members.ts'

const filesAtOnce = 6

/** Puts the files of a province into its store; a file that is there already is the same one. */
export const restoreFiles = async (store: FileStore, archive: string, province: ProvinceArchive): Promise<void> => {
  const missing = new Set(province.files.damaged)
  const put = async (line: string): Promise<void> => {
    const [sha256 = ''] = line.split('\t')
    if (missing.has(sha256)) return
    const path = filePathOf(province.key, sha256)
    const stored = await store.put(createReadStream(join(archive, path)))
    if (stored.sha256 !== sha256) throw damaged(path)
  }
  await severalAtOnce(linesOf(createReadStream(join(archive, province.files.list.path))), filesAtOnce, put)
}
