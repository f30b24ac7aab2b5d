import { type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { type FileList, type FileListRefusal, fileListSubject } from '../../domain/index.ts'
import { findFileListForUpdate } from '../../store/file-lists.ts'
import type { WorkFileDeps } from '../on-work-file.ts'

export type FileListScene = { readonly tx: Tx; readonly now: Temporal.Instant; readonly list: FileList }

export type FileListAnswer<Value = null> = Promise<Result<Value, FileListRefusal>>

/** A list longer than this is several agencies. */
export const mostEntries = 2_000

/** Who draws the list up: the clerk, the archivist, or a leader of the agency. @legal ND-30-2020 Điều 31 khoản 2 */
export const keepsList = (actor: OfficerActor, agencyId: string): boolean =>
  (['clerk', 'archivist', 'leader'] as const).some((role) => postFor(actor, role, agencyId) !== undefined)

export const issuesList = (actor: OfficerActor, agencyId: string): boolean =>
  postFor(actor, 'leader', agencyId) !== undefined

/** Everybody who has a post in the agency reads its list and says what he will open. @legal ND-30-2020 Điều 28 */
export const belongsTo = (actor: OfficerActor, agencyId: string): boolean =>
  actor.posts.some((post) => post.agencyId === agencyId)

/** Locks a list of the officer's agency and runs a deed on it; to others there is none. */
export const onFileList = <Value>(
  { database, clock }: WorkFileDeps,
  actor: OfficerActor,
  listId: string,
  deed: (scene: FileListScene) => FileListAnswer<Value>,
): FileListAnswer<Value> =>
  inTransaction<Value, FileListRefusal>(database, async (tx) => {
    const list = await findFileListForUpdate(tx, listId)
    if (list === null || !belongsTo(actor, list.agencyId)) return refuse({ code: 'file-list.not-found' })
    return deed({ tx, now: clock.now(), list })
  })

export const recordListDeed = async (
  { tx, now, list }: { readonly tx: Tx; readonly now: Temporal.Instant; readonly list: Pick<FileList, 'id'> },
  actor: OfficerActor,
  type: `file-list.${string}`,
  detail: Record<string, unknown>,
): Promise<void> => {
  const shared = { subjectKind: fileListSubject, subjectId: list.id, type, occurredAt: now }
  await appendAction(tx, { ...shared, actor: { kind: 'officer', id: actor.officerId }, recordedAt: now, detail })
  await publishEvent(tx, { ...shared, data: detail })
}
