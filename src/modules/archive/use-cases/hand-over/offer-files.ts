import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { WorkFile } from '#modules/work-files/domain/index.ts'
import { lockWorkFiles, mayKeep, moveWorkFile, recordFileDeed } from '#modules/work-files/index.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { ArchiveRefusal } from '../../domain/index.ts'
import { decideLines, insertHandOver, linesOf, updateHandOver } from '../../store/hand-overs.ts'
import { type ArchiveAnswer, type ArchiveDeps, onHandOver, recordHandOver } from './on-hand-over.ts'

export const OfferFiles = z.object({ fileIds: z.array(z.string()).max(1_000), title: z.string().max(300) })
export type OfferFiles = z.infer<typeof OfferFiles>

const mostFiles = 500

const isDue = (file: WorkFile, actor: OfficerActor, agencyId: string): boolean =>
  file.state === 'closed' && file.handOverBy !== null && file.agencyId === agencyId && mayKeep(actor, file)

/**
 * Hands closed files to the archive of their agency, together, with a number of their own. From now on nobody changes them.
 * @legal ND-30-2020 Điều 30 khoản 3, Điều 31 khoản 3
 */
export const offerFiles = (
  { database, clock }: Pick<ArchiveDeps, 'database' | 'clock'>,
  actor: OfficerActor,
  command: OfferFiles,
): ArchiveAnswer<string> =>
  inTransaction<string, ArchiveRefusal>(database, async (tx) => {
    const wanted = [...new Set(command.fileIds)]
    if (wanted.length === 0) return refuse({ code: 'archive.nothing-chosen' })
    if (wanted.length > mostFiles) return refuse({ code: 'archive.too-many' })
    const files = await lockWorkFiles(tx, wanted)
    const [first] = files
    if (first === undefined || files.length < wanted.length) return refuse({ code: 'archive.not-found' })
    const foreign = files.find((file) => !mayKeep(actor, file))
    if (foreign !== undefined) return refuse({ code: 'archive.not-found' })
    const early = files.find((file) => !isDue(file, actor, first.agencyId))
    if (early !== undefined) return refuse({ code: 'archive.file-not-due', title: early.title })
    const post = actor.posts.find(({ agencyId }) => agencyId === first.agencyId)
    if (post === undefined) return refuse({ code: 'archive.not-permitted' })
    const now = clock.now()
    const { year } = localDate(now)
    const id = newId()
    const number = await nextNumber(tx, 'hand-over', `${first.agencyId}/${year}`)
    const title = tidy(command.title) || (files.length === 1 ? first.title.slice(0, 300) : `Hồ sơ năm ${first.year}`)
    const handOver = { id, agency_id: first.agencyId, unit_id: post.unitId, year, number, title }
    const giver = { giver_id: actor.officerId, giver_title: post.title, offered_at: now }
    await insertHandOver(
      tx,
      { ...handOver, ...giver },
      files.map((file) => file.id),
    )
    for (const file of files) {
      await moveWorkFile(tx, file.id, 'offered', now)
      await recordFileDeed({ tx, now, file }, actor, 'work-file.offered', { handOver: number, year })
    }
    const detail = { number, year, files: files.length }
    await recordHandOver({ tx, now, handOver: { id } }, actor, 'hand-over.offered', detail)
    return accept(id)
  })

export const OnHandOver = z.object({ handOverId: z.string() })
export type OnHandOver = z.infer<typeof OnHandOver>

/** Takes files back that the archive has not decided on yet. */
export const withdrawHandOver = (
  deps: Pick<ArchiveDeps, 'database' | 'clock'>,
  actor: OfficerActor,
  { handOverId }: OnHandOver,
): ArchiveAnswer =>
  onHandOver(deps, actor, handOverId, async (scene) => {
    const { tx, now, handOver } = scene
    if (handOver.giverId !== actor.officerId) return refuse({ code: 'archive.not-permitted' })
    const lines = await linesOf(tx, handOver.id)
    if (handOver.state !== 'offered' || lines.some(({ state }) => state === 'accepted'))
      return refuse({ code: 'archive.state-forbids' })
    const waiting = lines.filter(({ state }) => state === 'waiting').map(({ fileId }) => fileId)
    await decideLines(tx, handOver.id, null, { state: 'withdrawn', reason: '', by: actor.officerId, at: now })
    for (const file of await lockWorkFiles(tx, waiting)) {
      await moveWorkFile(tx, file.id, 'closed', now)
      await recordFileDeed({ tx, now, file }, actor, 'work-file.offer-withdrawn', {})
    }
    await updateHandOver(tx, handOver.id, { state: 'withdrawn' })
    await recordHandOver(scene, actor, 'hand-over.withdrawn', { files: waiting.length })
    return accept(null)
  })
