import type { Readable } from 'node:stream'
import { accept, type Result } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { WorkFileRefusal } from '#modules/work-files/domain/index.ts'
import { onWorkFile, recordFileDeed, type WorkFileDeps } from '#modules/work-files/index.ts'
import { folderOf, objectIdOf } from '#platform/archive-package/package-content.ts'
import { packageStream } from '#platform/archive-package/write-package.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { PackRefusal } from '../domain/index.ts'
import { packageOfFile } from './package-of-file.ts'

export type PackDeps = WorkFileDeps & { readonly files: FileStore }

export type Packed = { readonly name: string; readonly content: Readable }

/**
 * The package with which a closed file goes to an archive in another system. Nothing is packed that lacks a page count, a description or
 * its bytes. @legal TT-05-2025-BNV Phụ lục III
 */
export const packWorkFile = (
  deps: PackDeps,
  actor: OfficerActor,
  fileId: string,
): Promise<Result<Packed, PackRefusal | WorkFileRefusal>> =>
  onWorkFile<Packed, PackRefusal>(deps, actor, fileId, async (scene) => {
    const { tx, now, file } = scene
    const content = await packageOfFile(tx, deps.files, { kind: 'SIP', file, madeAt: now })
    if (!content.ok) return content
    const { id, records } = content.value
    await recordFileDeed(scene, actor, 'work-file.packed', { package: id, records: records.length })
    const name = `${folderOf(objectIdOf(content.value))}.zip`
    return accept({ name, content: packageStream(content.value, deps.files) })
  })
