import { instantOf } from '#kernel/time.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { Log } from '#platform/log/log.ts'
import { archiveSignatures } from '#platform/signing/long-term/archive-signatures.ts'
import { loadTrust } from '../queries/load-trust.ts'
import { isStillNamed, listEnding, listUnarchived, saveArchive, type ToArchive } from '../store/signature-archives.ts'
import { revocationSource } from './ask-issuers.ts'
import type { SigningMeans } from './sign-document.ts'

export type ArchivingDeps = SigningMeans & { readonly files: FileStore; readonly log: Log }

/** One night's work: each document costs a question to the authority for time-stamps. */
const mostInOneRun = 500
/** More are looked at, so that some that cannot be archived yet do not stand in the way of all others. */
const mostLookedAt = 2_000
/** Time enough for many nights without a line. */
const renewedDaysBefore = 90

export type ArchivingReport = { readonly archived: number; readonly renewed: number; readonly refused: number }

/**
 * Gives issued documents the form in which they can be checked when nobody answers any more (B-LTA), and stamps those again whose last
 * time-stamp will end. The issued file itself stays as it is; the kept form lies beside it. Run again it does only what is still open.
 */
export const archiveDocuments = async (deps: ArchivingDeps, purposes: readonly string[]): Promise<ArchivingReport> => {
  const report = { archived: 0, renewed: 0, refused: 0 }
  if (deps.timeStampAuthority === undefined) return report
  const before = deps.clock.now().add({ hours: 24 * renewedDaysBefore })
  for (const ending of await listEnding(deps.database, before, mostInOneRun)) {
    if (await archiveOne(deps, ending)) report.renewed += 1
    else report.refused += 1
  }
  for (const issued of await listUnarchived(deps.database, purposes, mostLookedAt)) {
    if (report.archived + report.renewed >= mostInOneRun) break
    if (await archiveOne(deps, issued)) report.archived += 1
    else report.refused += 1
  }
  return report
}

const archiveOne = async (deps: ArchivingDeps, document: ToArchive): Promise<boolean> => {
  const { original, from, attachmentId, name } = document
  const { database, clock, files, log, timeStampAuthority } = deps
  const now = clock.now()
  const archived = await archiveSignatures(await files.read(from), {
    trust: await loadTrust(database, now),
    source: revocationSource(deps),
    ...(timeStampAuthority === undefined ? {} : { authority: timeStampAuthority }),
  })
  if (!archived.ok) {
    log.warn({ sha256: original, refusal: archived.refusal.code }, 'a signed document could not be archived')
    return false
  }
  const content = await storeMadeBytes(files, archived.value.pdf)
  return database.transaction().execute(async (tx) => {
    // Destroyed while it was stamped: what was made names nobody and is swept.
    if (!(await isStillNamed(tx, original))) return false
    await keepMadeFile(tx, {
      owner: { kind: 'signature-archive', id: attachmentId },
      purpose: 'signature-archive',
      name,
      mediaType: 'application/pdf',
      content,
      madeAt: now,
    })
    await saveArchive(tx, {
      original,
      archived: content.sha256,
      level: archived.value.level,
      stampedAt: now,
      holdsUntil: instantOf(new Date(archived.value.endsAt)),
    })
    return true
  })
}
