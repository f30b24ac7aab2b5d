import type { Readable } from 'node:stream'
import { accept, refuse } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { recordFileDeed } from '#modules/work-files/index.ts'
import { folderOf } from '#platform/archive-package/package-content.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { ArchiveRefusal } from '../../domain/index.ts'
import { wasRecalledSince } from '../../queries/file-contents.ts'
import { findPackage } from '../../store/hand-overs.ts'
import { type ArchiveAnswer, type ArchiveDeps, receives } from '../hand-over/on-hand-over.ts'

/**
 * The package itself, byte for byte as it is kept: for the archivist, to verify it or to bring it to a historical archive. Not when it holds what a sender
 * has taken back since; copies for readers are made without it.
 */
export const handOutPackage = (
  { database, clock, files }: Pick<ArchiveDeps, 'database' | 'clock' | 'files'>,
  actor: OfficerActor,
  packageId: string,
): ArchiveAnswer<{ readonly name: string; readonly content: Readable }> =>
  inTransaction<{ readonly name: string; readonly content: Readable }, ArchiveRefusal>(database, async (tx) => {
    const found = await findPackage(tx, packageId)
    if (found === null || !receives(actor, found.agencyId)) return refuse({ code: 'archive.not-found' })
    if (await wasRecalledSince(tx, packageId)) return refuse({ code: 'archive.recalled-inside' })
    const scene = { tx, now: clock.now(), file: { id: found.fileId } }
    await recordFileDeed(scene, actor, 'work-file.package-taken-out', { package: packageId, sha256: found.sha256 })
    return accept({ name: `${folderOf(found.objectId)}.zip`, content: files.stream(found.sha256) })
  })
