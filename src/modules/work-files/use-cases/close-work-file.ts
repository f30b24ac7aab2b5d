import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { findSetting } from '#platform/settings/settings.ts'
import { handOverBy, handOverRules, type WorkFileRefusal } from '../domain/index.ts'
import { countItems, newestDay, orderItems } from '../store/work-file-items.ts'
import { updateWorkFile } from '../store/work-files.ts'
import { onWorkFile, recordFileDeed, type WorkFileDeps } from './on-work-file.ts'

export const CloseWorkFile = z.object({ fileId: z.string(), endedOn: z.iso.date() })
export type CloseWorkFile = z.infer<typeof CloseWorkFile>

type Answer = Promise<Result<null, WorkFileRefusal>>

/** The work is done: order and number of pages are fixed, and the last day for the hand-over. @legal ND-30-2020 Điều 29 khoản 4 */
export const closeWorkFile = (deps: WorkFileDeps, actor: OfficerActor, command: CloseWorkFile): Answer =>
  onWorkFile(deps, actor, command.fileId, async (scene) => {
    const { tx, now, file } = scene
    if (file.state !== 'open') return refuse({ code: 'work-file.not-open' })
    const endedOn = Temporal.PlainDate.from(command.endedOn)
    const isLate = Temporal.PlainDate.compare(endedOn, localDate(now)) > 0
    if (isLate || endedOn.year < 1945) return refuse({ code: 'work-file.day-not-allowed' })
    await orderItems(tx, file.id)
    const { items, pages } = await countItems(tx, file.id)
    if (items === 0) return refuse({ code: 'work-file.empty' })
    const newest = await newestDay(tx, file.id)
    // Years of keeping and the day of the hand-over run from the end: what is newer than it would be kept too short.
    if (newest !== null && Temporal.PlainDate.compare(endedOn, newest) < 0)
      return refuse({ code: 'work-file.day-before-document', newest: newest.toString() })
    const rules = (await findSetting(tx, handOverRules, endedOn, { agencyId: file.agencyId }))?.value
    const due = handOverBy(rules ?? handOverRules.whenUndecided, file, endedOn)
    await updateWorkFile(tx, file.id, {
      state: 'closed',
      ended_on: endedOn,
      closed_at: now,
      hand_over_by: due,
      updated_at: now,
    })
    await recordFileDeed(scene, actor, 'work-file.closed', { items, pages, endedOn: command.endedOn })
    return accept(null)
  })

export const ReopenWorkFile = z.object({ fileId: z.string(), reason: z.string().max(2000) })
export type ReopenWorkFile = z.infer<typeof ReopenWorkFile>

/** Opens a closed file again, before it goes to the archive; why stands in its log for ever. */
export const reopenWorkFile = (deps: WorkFileDeps, actor: OfficerActor, command: ReopenWorkFile): Answer =>
  onWorkFile(deps, actor, command.fileId, async (scene) => {
    const { tx, now, file } = scene
    const reason = command.reason.trim()
    if (file.state !== 'closed') return refuse({ code: 'work-file.not-closed' })
    if (reason === '') return refuse({ code: 'work-file.reason-missing' })
    await updateWorkFile(tx, file.id, { state: 'open', closed_at: null, hand_over_by: null, updated_at: now })
    await recordFileDeed(scene, actor, 'work-file.reopened', { reason })
    return accept(null)
  })
