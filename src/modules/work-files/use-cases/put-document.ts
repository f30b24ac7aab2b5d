import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { readCode } from '#modules/official-documents/domain/index.ts'
import type { WorkFileRefusal } from '../domain/index.ts'
import {
  type DocumentToKeep,
  documentsToKeep,
  findDocumentsByCode,
  findDocumentToKeep,
  linkedDocuments,
} from '../store/documents-to-keep.ts'
import { dismissDocuments, findItem, insertItems, orderItems, removeItem } from '../store/work-file-items.ts'
import { onWorkFile, recordFileDeed, type WorkFileDeps, type WorkFileScene } from './on-work-file.ts'

export const PutDocument = z.object({
  fileId: z.string(),
  /** `15/QĐ-UBND`, as it stands on the document. */
  code: z.string().max(100),
})
export type PutDocument = z.infer<typeof PutDocument>

const itemOf = (
  { now, file }: WorkFileScene,
  officerId: string,
  one: DocumentToKeep,
  rule: 'chosen' | 'linked' | 'proposed',
) => ({
  id: newId(),
  file_id: file.id,
  // Behind all others until the file is put in order.
  position: 1_000_000,
  document_id: one.id,
  rule,
  type_code: one.typeCode,
  subject: one.subject,
  number_text: one.codeNumber === null ? '' : String(one.codeNumber),
  notation_text: one.codeNotation,
  document_date: one.documentDate ?? localDate(one.createdAt),
  author_name: one.authorName,
  pages: one.pages,
  added_by: officerId,
  added_at: now,
})

/** Puts it in, and with it those that it answers, replaces or concerns. */
const put = async (
  scene: WorkFileScene,
  actor: OfficerActor,
  found: DocumentToKeep,
): Promise<Result<{ readonly documents: number }, WorkFileRefusal>> => {
  const { tx, now, file } = scene
  if (found.secrecy > 0) return refuse({ code: 'work-file.document-secret' })
  if (found.isInside) return refuse({ code: 'work-file.document-inside-already' })
  const linked = await linkedDocuments(tx, actor, now, file.id, found.id)
  await insertItems(tx, [
    itemOf(scene, actor.officerId, found, 'chosen'),
    ...linked.map((one) => itemOf(scene, actor.officerId, one, 'linked')),
  ])
  await orderItems(tx, file.id)
  await recordFileDeed(scene, actor, 'work-file.document-put', {
    documents: [found.id, ...linked.map(({ id }) => id)],
  })
  return accept({ documents: 1 + linked.length })
}

/**
 * Puts a document into a file by what stands on it. The document stays where it is and may lie in other files too. When several are
 * called so, nobody guesses which one is meant. @legal ND-30-2020 Điều 29 khoản 3
 */
export const putDocument = (
  deps: WorkFileDeps,
  actor: OfficerActor,
  command: PutDocument,
): Promise<Result<{ readonly documents: number }, WorkFileRefusal>> =>
  onWorkFile(deps, actor, command.fileId, async (scene) => {
    const { tx, now, file } = scene
    if (file.state !== 'open') return refuse({ code: 'work-file.not-open' })
    const { number, notation } = readCode(command.code)
    const [found, ...others] =
      number === null ? [] : await findDocumentsByCode(tx, actor, now, file.id, { number, notation })
    if (found === undefined) return refuse({ code: 'work-file.document-unknown' })
    return others.length > 0 ? refuse({ code: 'work-file.document-several' }) : put(scene, actor, found)
  })

export const PutChosen = z.object({ fileId: z.string(), documentId: z.string() })
export type PutChosen = z.infer<typeof PutChosen>

/** Puts in the document that the officer has before him, whether it has a number or not. @legal ND-30-2020 Điều 29 khoản 3 */
export const putChosen = (
  deps: WorkFileDeps,
  actor: OfficerActor,
  { fileId, documentId }: PutChosen,
): Promise<Result<{ readonly documents: number }, WorkFileRefusal>> =>
  onWorkFile(deps, actor, fileId, async (scene) => {
    const { tx, now, file } = scene
    if (file.state !== 'open') return refuse({ code: 'work-file.not-open' })
    const found = await findDocumentToKeep(tx, actor, now, file.id, documentId)
    return found === null ? refuse({ code: 'work-file.document-unknown' }) : put(scene, actor, found)
  })

export const PutProposed = z.object({ fileId: z.string(), documentIds: z.array(z.string()).min(1).max(300) })
export type PutProposed = z.infer<typeof PutProposed>

/** Puts documents in that were proposed; what lies inside already or may not be seen is left out. @legal ND-30-2020 Điều 29 khoản 3 */
export const putProposed = (
  deps: WorkFileDeps,
  actor: OfficerActor,
  command: PutProposed,
): Promise<Result<{ readonly documents: number }, WorkFileRefusal>> =>
  onWorkFile(deps, actor, command.fileId, async (scene) => {
    const { tx, now, file } = scene
    if (file.state !== 'open') return refuse({ code: 'work-file.not-open' })
    const found = await documentsToKeep(tx, actor, now, file.id, command.documentIds)
    if (found.length === 0) return refuse({ code: 'work-file.document-unknown' })
    await insertItems(
      tx,
      found.map((one) => itemOf(scene, actor.officerId, one, 'proposed')),
    )
    await orderItems(tx, file.id)
    await recordFileDeed(scene, actor, 'work-file.document-put', { documents: found.map(({ id }) => id) })
    return accept({ documents: found.length })
  })

export const DismissProposed = z.object({ fileId: z.string(), documentIds: z.array(z.string()).min(1).max(300) })
export type DismissProposed = z.infer<typeof DismissProposed>

/** Documents that do not belong into the file, whatever its rule says: not proposed for it again. */
export const dismissProposed = (
  deps: WorkFileDeps,
  actor: OfficerActor,
  command: DismissProposed,
): Promise<Result<null, WorkFileRefusal>> =>
  onWorkFile(deps, actor, command.fileId, async (scene) => {
    const { tx, now, file } = scene
    if (file.state !== 'open') return refuse({ code: 'work-file.not-open' })
    const found = await documentsToKeep(tx, actor, now, file.id, command.documentIds)
    await dismissDocuments(
      tx,
      { fileId: file.id, officerId: actor.officerId, at: now },
      found.map(({ id }) => id),
    )
    await recordFileDeed(scene, actor, 'work-file.proposal-dismissed', { documents: found.map(({ id }) => id) })
    return accept(null)
  })

export const TakeOut = z.object({ fileId: z.string(), itemId: z.string() })
export type TakeOut = z.infer<typeof TakeOut>

/** Takes a double or a draft out of an open file; the document itself stays. @legal ND-30-2020 Điều 29 khoản 4 điểm b */
export const takeOut = (
  deps: WorkFileDeps,
  actor: OfficerActor,
  command: TakeOut,
): Promise<Result<null, WorkFileRefusal>> =>
  onWorkFile(deps, actor, command.fileId, async (scene) => {
    const { tx, now, file } = scene
    if (file.state !== 'open') return refuse({ code: 'work-file.not-open' })
    const item = await findItem(tx, file.id, command.itemId)
    if (item === undefined) return refuse({ code: 'work-file.document-unknown' })
    await removeItem(tx, item.id, now)
    await orderItems(tx, file.id)
    await recordFileDeed(scene, actor, 'work-file.document-taken-out', {
      document: item.document_id ?? item.attachment_id,
    })
    return accept(null)
  })
