import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { lockWorkFiles, moveWorkFile, recordFileDeed } from '#modules/work-files/index.ts'
import { conclusionOf } from '../../domain/index.ts'
import { decideLines, linesOf, updateHandOver } from '../../store/hand-overs.ts'
import { checkBytes, packageOfFile } from '../package-of-file.ts'
import {
  type ArchiveAnswer,
  type ArchiveDeps,
  type HandOverScene,
  onHandOver,
  receives,
  recordHandOver,
} from './on-hand-over.ts'

export const DecideFile = z.object({
  handOverId: z.string(),
  fileId: z.string(),
  isAccepted: z.boolean(),
  reason: z.string().max(2000),
})
export type DecideFile = z.infer<typeof DecideFile>

const endWhenAllGoBack = async (scene: HandOverScene, actor: OfficerActor): Promise<void> => {
  const { tx, handOver } = scene
  if (conclusionOf(await linesOf(tx, handOver.id)) !== 'all-returned') return
  await updateHandOver(tx, handOver.id, { state: 'returned' })
  await recordHandOver(scene, actor, 'hand-over.returned', {})
}

/**
 * The archivist takes a file, after every byte and every description was checked, or gives it back with a reason. A file that is given
 * back is closed again, and its keeper puts it right. @legal ND-30-2020 Điều 30 khoản 3 điểm b
 */
export const decideFile = (deps: ArchiveDeps, actor: OfficerActor, command: DecideFile): ArchiveAnswer =>
  onHandOver(deps, actor, command.handOverId, async (scene) => {
    const { tx, now, handOver } = scene
    if (!receives(actor, handOver.agencyId)) return refuse({ code: 'archive.not-permitted' })
    if (handOver.giverId === actor.officerId) return refuse({ code: 'archive.same-person' })
    const line = (await linesOf(tx, handOver.id)).find(({ fileId }) => fileId === command.fileId)
    if (line === undefined) return refuse({ code: 'archive.not-found' })
    if (handOver.state !== 'offered' || line.state !== 'waiting') return refuse({ code: 'archive.state-forbids' })
    const [file] = await lockWorkFiles(tx, [command.fileId])
    if (file === undefined) return refuse({ code: 'archive.not-found' })
    const reason = command.reason.trim()
    if (!command.isAccepted && reason === '') return refuse({ code: 'archive.reason-missing' })
    if (command.isAccepted) {
      const content = await packageOfFile(tx, deps.files, { kind: 'AIP', file, madeAt: now })
      if (!content.ok) return content
      const whole = await checkBytes(deps.files, content.value)
      if (!whole.ok) return whole
    } else await moveWorkFile(tx, file.id, 'closed', now)
    const state = command.isAccepted ? 'accepted' : 'returned'
    const decided = { state, reason: command.isAccepted ? '' : reason, by: actor.officerId, at: now } as const
    await decideLines(tx, handOver.id, file.id, decided)
    await recordFileDeed({ tx, now, file }, actor, `work-file.${state}`, command.isAccepted ? {} : { reason })
    await recordHandOver(scene, actor, `hand-over.file-${state}`, { file: file.id })
    await endWhenAllGoBack(scene, actor)
    return accept(null)
  })
