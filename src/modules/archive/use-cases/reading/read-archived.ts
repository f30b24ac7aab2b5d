import type { Readable } from 'node:stream'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { lockWorkFiles, recordFileDeed } from '#modules/work-files/index.ts'
import { folderOf, objectIdOf } from '#platform/archive-package/package-content.ts'
import { packageStream } from '#platform/archive-package/write-package.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { type ArchiveRefusal, mayDecideReading, readingPurposes } from '../../domain/index.ts'
import { mayFindArchived } from '../../queries/archived-files.ts'
import {
  countDownload,
  decideReadingRow,
  findReadingForUpdate,
  hasOpenReading,
  insertReading,
  isFindable,
} from '../../store/readings.ts'
import type { ArchiveAnswer, ArchiveDeps } from '../hand-over/on-hand-over.ts'
import { packageOfFile } from '../package-of-file.ts'

type Deps = Pick<ArchiveDeps, 'database' | 'clock' | 'files'>

export const AskReading = z.object({
  fileId: z.string(),
  purpose: z.enum(readingPurposes),
  reason: z.string().max(1000),
  days: z.number().int(),
})
export type AskReading = z.infer<typeof AskReading>

/** Asks the archive for a copy of a file that the officer can find there. @legal L-33-2024 Điều 23 */
export const askReading = (
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  actor: OfficerActor,
  { fileId, purpose, reason: typed, days }: AskReading,
): ArchiveAnswer<string> =>
  inTransaction<string, ArchiveRefusal>(database, async (tx) => {
    const [file] = await lockWorkFiles(tx, [fileId])
    if (file === undefined || !(await isFindable(tx, fileId, mayFindArchived(actor))))
      return refuse({ code: 'archive.not-found' })
    const reason = typed.trim()
    if (reason === '') return refuse({ code: 'archive.reason-missing' })
    if (days < 1 || days > 90) return refuse({ code: 'archive.days-not-allowed' })
    if (await hasOpenReading(tx, fileId, actor.officerId)) return refuse({ code: 'archive.asked-already' })
    const now = clock.now()
    const id = newId()
    const title = (actor.posts.find((post) => post.agencyId === file.agencyId) ?? actor.posts[0])?.title ?? ''
    const asked = { purpose, reason, days, asked_at: now }
    await insertReading(tx, { id, file_id: fileId, officer_id: actor.officerId, officer_title: title, ...asked })
    await recordFileDeed({ tx, now, file }, actor, 'work-file.reading-asked', { request: id, purpose })
    return accept(id)
  })

export const DecideReading = z.object({ requestId: z.string(), isGranted: z.boolean(), note: z.string().max(1000) })
export type DecideReading = z.infer<typeof DecideReading>

/** Lets a file be read for as long as was asked, or declines with a reason. */
export const decideReading = (
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  actor: OfficerActor,
  { requestId, isGranted, note: typed }: DecideReading,
): ArchiveAnswer =>
  inTransaction<null, ArchiveRefusal>(database, async (tx) => {
    const request = await findReadingForUpdate(tx, requestId)
    const [file] = request === null ? [] : await lockWorkFiles(tx, [request.fileId])
    if (request === null || file === undefined) return refuse({ code: 'archive.not-found' })
    const asked = { agencyId: file.agencyId, useMode: file.useMode, officerId: request.officerId }
    if (!mayDecideReading(actor, asked)) return refuse({ code: 'archive.not-found' })
    if (request.state !== 'asked') return refuse({ code: 'archive.state-forbids' })
    const note = typed.trim()
    if (!isGranted && note === '') return refuse({ code: 'archive.reason-missing' })
    const now = clock.now()
    const until = isGranted ? localDate(now).add({ days: request.days }) : null
    const state = isGranted ? 'granted' : 'declined'
    await decideReadingRow(tx, requestId, { state, decided_by: actor.officerId, decided_at: now, note, until })
    await recordFileDeed({ tx, now, file }, actor, `work-file.reading-${state}`, { request: requestId })
    return accept(null)
  })

/** The reader is done before his days are over. */
export const endReading = (
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  actor: OfficerActor,
  requestId: string,
): ArchiveAnswer =>
  inTransaction<null, ArchiveRefusal>(database, async (tx) => {
    const request = await findReadingForUpdate(tx, requestId)
    if (request === null || request.officerId !== actor.officerId) return refuse({ code: 'archive.not-found' })
    if (request.state !== 'asked' && request.state !== 'granted') return refuse({ code: 'archive.state-forbids' })
    const now = clock.now()
    await decideReadingRow(tx, requestId, { state: 'ended' })
    const file = { id: request.fileId }
    await recordFileDeed({ tx, now, file }, actor, 'work-file.reading-ended', { request: requestId })
    return accept(null)
  })

/** The copy for a reader, with why it was handed out; every time stands in the log of the file. @legal TT-05-2025-BNV Phụ lục V */
export const handOutCopy = (
  { database, clock, files }: Deps,
  actor: OfficerActor,
  requestId: string,
): ArchiveAnswer<{ readonly name: string; readonly content: Readable }> =>
  inTransaction<{ readonly name: string; readonly content: Readable }, ArchiveRefusal>(database, async (tx) => {
    const request = await findReadingForUpdate(tx, requestId)
    if (request === null || request.officerId !== actor.officerId) return refuse({ code: 'archive.not-found' })
    const now = clock.now()
    const isOver = request.until === null || Temporal.PlainDate.compare(request.until, localDate(now)) < 0
    if (request.state !== 'granted' || isOver) return refuse({ code: 'archive.reading-ended' })
    const [file] = await lockWorkFiles(tx, [request.fileId])
    if (file === undefined || file.state !== 'archived') return refuse({ code: 'archive.reading-ended' })
    const { purpose, reason, askedAt } = request
    const told = { requestID: requestId, requestDate: localDate(askedAt).toString(), purpose, purposeContent: reason }
    const content = await packageOfFile(tx, files, { kind: 'DIP', file, madeAt: now, request: told })
    if (!content.ok) return content
    await countDownload(tx, requestId)
    await recordFileDeed({ tx, now, file }, actor, 'work-file.copy-handed-out', { request: requestId })
    const name = `${folderOf(objectIdOf(content.value))}.zip`
    return accept({ name, content: packageStream(content.value, files) })
  })
