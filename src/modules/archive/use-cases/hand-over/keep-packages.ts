import { accept, type Result } from '#kernel/result.ts'
import { keepMadeFile } from '#modules/attachments/index.ts'
import { system } from '#modules/identity/domain/index.ts'
import { lockWorkFiles, recordFileDeed, updateWorkFile } from '#modules/work-files/index.ts'
import { folderOf, objectIdOf } from '#platform/archive-package/package-content.ts'
import { packageStream } from '#platform/archive-package/write-package.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { PackRefusal } from '../../domain/index.ts'
import { keptUntil } from '../../domain/index.ts'
import { filesWithoutPackage, findHandOverForUpdate, insertPackage, updateHandOver } from '../../store/hand-overs.ts'
import { packageOfFile } from '../package-of-file.ts'
import { type ArchiveDeps, recordHandOver } from './on-hand-over.ts'

export const archivedPackageSubject = 'archived-package'

type Deps = Pick<ArchiveDeps, 'database' | 'clock' | 'files'>

/**
 * The package that the archive keeps of one file. It is written to the store before its row: cut off in between, it is made again, and
 * what was written is swept.
 */
const keepPackage = async (deps: Deps, handOverId: string, fileId: string): Promise<Result<null, PackRefusal>> => {
  const { database, clock, files } = deps
  const madeAt = clock.now()
  const made = await inTransaction<Awaited<ReturnType<typeof write>>, PackRefusal>(database, async (tx) => {
    const [file] = await lockWorkFiles(tx, [fileId])
    if (file === undefined) throw new Error('a file that was handed over is not there')
    const content = await packageOfFile(tx, files, { kind: 'AIP', file, madeAt })
    return content.ok ? accept(await write(deps, content.value)) : content
  })
  if (!made.ok) return made
  const { content, stored } = made.value
  return inTransaction<null, PackRefusal>(database, async (tx) => {
    const [file] = await lockWorkFiles(tx, [fileId])
    if (file === undefined || file.state !== 'offered' || file.endedOn === null) return accept(null)
    const objectId = objectIdOf(content)
    const kept = await keepMadeFile(tx, {
      owner: { kind: archivedPackageSubject, id: content.id },
      purpose: 'aip',
      name: `${folderOf(objectId)}.zip`,
      mediaType: 'application/zip',
      content: stored,
      madeAt,
    })
    await insertPackage(tx, {
      id: content.id,
      file_id: fileId,
      agency_id: file.agencyId,
      hand_over_id: handOverId,
      object_id: objectId,
      attachment_id: kept.id,
      sha256: stored.sha256,
      size_bytes: stored.sizeBytes,
      records: content.records.length,
      made_at: madeAt,
    })
    await updateWorkFile(tx, fileId, {
      state: 'archived',
      archived_at: madeAt,
      archive_code: content.description.arcFileCode?.[0] ?? objectId,
      kept_until: keptUntil(file.endedOn, file.retentionYears),
      updated_at: madeAt,
    })
    const detail = { package: content.id, sha256: stored.sha256, records: content.records.length }
    await recordFileDeed({ tx, now: madeAt, file }, system, 'work-file.archived', detail)
    return accept(null)
  })
}

const write = async ({ files }: Deps, content: Parameters<typeof packageStream>[0]) => ({
  content,
  stored: await files.put(packageStream(content, files)),
})

/**
 * Makes the packages of a hand-over that both sides have signed, one after the other; may be told again and again. Throws when one cannot be
 * made, so that it is tried again: what is stored has changed since it was accepted. @legal TT-05-2025-BNV Phụ lục I
 */
export const keepPackages = async (deps: Deps, handOverId: string): Promise<void> => {
  const { database, clock } = deps
  const waiting = await database.transaction().execute((tx) => filesWithoutPackage(tx, handOverId))
  for (const fileId of waiting) {
    const kept = await keepPackage(deps, handOverId, fileId)
    if (!kept.ok) throw new Error(`the package of ${fileId} was not made: ${kept.refusal.code}`)
  }
  await inTransaction(database, async (tx) => {
    const handOver = await findHandOverForUpdate(tx, handOverId)
    if (handOver === null || handOver.state !== 'signed') return accept(null)
    const now = clock.now()
    await updateHandOver(tx, handOverId, { state: 'done', done_at: now })
    await recordHandOver({ tx, now, handOver }, system, 'hand-over.done', { packages: waiting.length })
    return accept(null)
  })
}
