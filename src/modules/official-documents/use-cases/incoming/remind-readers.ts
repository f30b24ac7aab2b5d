import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { addWorkingDays } from '#modules/calendar/domain/index.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { setItemsDue } from '#modules/processes/index.ts'
import type { DocumentRefusal } from '../../domain/index.ts'
import { waitsForReader } from '../../domain/reading.ts'
import { listDocumentWork } from '../../queries/incoming-document.ts'
import { type DocumentDeps, onDocument, recordDocumentDeed } from '../scene.ts'

/** Nobody sends a document to more people than this. */
const mostReaders = 5_000

export const RemindReaders = z.strictObject({ documentId: z.uuid() })
export type RemindReaders = z.infer<typeof RemindReaders>

type Reminded = { readonly documentId: string; readonly reminded: number }

/**
 * Brings a document to mind to those who were to know of it and have not opened it: from then on their reading has a day, so that it stands
 * among what is due on their morning page. A leader of the agency reminds all, anybody else those whom he told himself.
 * @legal ND-30-2020 Điều 24; Phụ lục VI, phần I, mục III
 */
export const remindReaders = (
  deps: DocumentDeps,
  actor: Actor,
  { documentId }: RemindReaders,
): Promise<Result<Reminded, DocumentRefusal>> => {
  if (actor.kind !== 'officer') return Promise.resolve(refuse({ code: 'document.not-permitted' }))
  return onDocument<Reminded, DocumentRefusal>(deps, actor, documentId, async (scene) => {
    const { tx, now, document, workingTime } = scene
    const leading = postFor(actor, 'leader', document.agencyId)
    const post = leading ?? actor.posts.find((one) => one.agencyId === document.agencyId)
    const lines = await listDocumentWork(tx, actor, document.id, mostReaders)
    const mine = leading === undefined ? lines.filter(({ givenBy }) => givenBy === actor.officerId) : lines
    if (post === undefined || (leading === undefined && mine.length === 0))
      return refuse({ code: 'document.not-permitted' })
    const waiting = mine.filter((line) => waitsForReader(line, now))
    if (waiting.length === 0) return refuse({ code: 'document.nobody-to-remind' })
    const dueAt = addWorkingDays(workingTime.calendar, now, 1)
    await setItemsDue(
      tx,
      waiting.map(({ id }) => id),
      dueAt,
    )
    await recordDocumentDeed(scene, actor, post, {
      type: 'document.readers-reminded',
      detail: { count: waiting.length, until: dueAt.toString() },
    })
    return accept({ documentId: document.id, reminded: waiting.length })
  })
}
