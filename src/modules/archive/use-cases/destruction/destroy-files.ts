import { accept } from '#kernel/result.ts'
import type { Clock, Temporal } from '#kernel/time.ts'
import { destroyAttachments } from '#modules/attachments/index.ts'
import { system } from '#modules/identity/domain/index.ts'
import { destroyWordings } from '#modules/official-documents/index.ts'
import { forgetJudged, forgetKeptForms } from '#modules/signatures/index.ts'
import { lockWorkFiles, recordFileDeed, updateWorkFile } from '#modules/work-files/index.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import type { SweptFileStore } from '#platform/files/file-store.ts'
import { destructionSubject } from '../../domain/index.ts'
import {
  contentsOfFile,
  documentsOfFile,
  filesToDestroy,
  findDestructionForUpdate,
  recordDestroyed,
  updateDestruction,
} from '../../store/destructions.ts'
import { recordArchiveDeed } from '../hand-over/on-hand-over.ts'

type Deps = { readonly database: Database; readonly clock: Clock; readonly files: SweptFileStore }

const destroyFile = async (
  { files }: Deps,
  { tx, now }: { readonly tx: Tx; readonly now: Temporal.Instant },
  destructionId: string,
  fileId: string,
): Promise<void> => {
  const [file] = await lockWorkFiles(tx, [fileId])
  if (file === undefined || file.state !== 'archived') throw new Error(`the file ${fileId} is not in the archive`)
  const papers = await contentsOfFile(tx, fileId)
  await forgetJudged(tx, papers)
  const wordings = await destroyWordings(tx, await documentsOfFile(tx, fileId))
  const gone = await destroyAttachments(tx, files, [...papers, ...(await forgetKeptForms(tx, papers))], now)
  await recordDestroyed(tx, { destructionId, fileId, at: now }, [...gone, ...wordings])
  await updateWorkFile(tx, fileId, { state: 'destroyed', destroyed_at: now, updated_at: now })
  const bytes = gone.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  await recordFileDeed({ tx, now, file }, system, 'work-file.destroyed', { contents: gone.length, bytes })
}

/**
 * Destroys what was ordered, a file in one transaction: bytes gone, line, list, minutes and digests kept. May be told again and again; cut off
 * in the middle it takes up what is left. @legal L-33-2024 Điều 16
 */
export const destroyFiles = async (deps: Deps, destructionId: string): Promise<void> => {
  const { database, clock } = deps
  const waiting = await database.transaction().execute(async (tx) => {
    const destruction = await findDestructionForUpdate(tx, destructionId)
    return destruction?.state === 'carrying-out' ? await filesToDestroy(tx, destructionId) : null
  })
  if (waiting === null) return
  for (const fileId of waiting)
    await database.transaction().execute((tx) => destroyFile(deps, { tx, now: clock.now() }, destructionId, fileId))
  await inTransaction(database, async (tx) => {
    const destruction = await findDestructionForUpdate(tx, destructionId)
    if (destruction?.state !== 'carrying-out') return accept(null)
    const now = clock.now()
    await updateDestruction(tx, destructionId, { state: 'carried-out', carried_out_at: now })
    const subject = { kind: destructionSubject, id: destructionId }
    await recordArchiveDeed({ tx, now }, subject, system, 'destruction.carried-out', { files: waiting.length })
    return accept(null)
  })
}
