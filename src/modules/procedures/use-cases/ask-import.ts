import type { Readable } from 'node:stream'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Clock } from '#kernel/time.ts'
import { type Actor, hasRole } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { endDeadImports, insertImportRun } from '../store/import-runs.ts'

export const importProceduresTask = 'import-procedures'

/** A list of the national database has some 3 MB packed; ten times as many procedures still fit. */
export const importFileBytes = 50 * 1024 * 1024

export type AskImportDeps = { readonly database: Database; readonly clock: Clock; readonly files: FileStore }

/** A file with a list of procedures, of which nothing is believed yet. */
export type AskImport = { readonly fileName: string; readonly sizeBytes: number; readonly content: () => Readable }

export type AskImportRefusal =
  | { readonly code: 'import.not-permitted' }
  | { readonly code: 'import.empty' }
  | { readonly code: 'import.file-too-large' }
  | { readonly code: 'import.running-already' }

/** Keeps the file and has a job import it. Refused while another import waits or runs. */
export const askImport = async (
  deps: AskImportDeps,
  actor: Actor,
  command: AskImport,
): Promise<Result<{ readonly id: string }, AskImportRefusal>> => {
  if (!hasRole(actor, 'administrator')) return refuse({ code: 'import.not-permitted' })
  if (command.sizeBytes === 0) return refuse({ code: 'import.empty' })
  if (command.sizeBytes > importFileBytes) return refuse({ code: 'import.file-too-large' })
  const content = await deps.files.put(command.content())
  return inTransaction(deps.database, async (tx): Promise<Result<{ readonly id: string }, AskImportRefusal>> => {
    const now = deps.clock.now()
    await endDeadImports(tx, now)
    const id = await insertImportRun(tx, { fileName: command.fileName, content, askedBy: actor.officerId, at: now })
    if (id === null) return refuse({ code: 'import.running-already' })
    const subject = { subjectKind: 'procedure-import', subjectId: id, type: 'procedures.import-asked' }
    const post = actor.posts.find((one) => one.role === 'administrator')
    const detail = { fileName: command.fileName, sha256: content.sha256 }
    await appendAction(tx, {
      ...subject,
      actor: { kind: 'officer', id: actor.officerId, ...(post === undefined ? {} : { postId: post.postId }) },
      occurredAt: now,
      recordedAt: now,
      detail,
    })
    await publishEvent(tx, { ...subject, data: detail, occurredAt: now })
    await enqueue(tx, importProceduresTask, { importId: id }, { maxAttempts: 3 })
    return accept({ id })
  })
}
