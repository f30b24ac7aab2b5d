import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import { arrangeEntries } from '../../domain/index.ts'
import { entriesOfList, headingsOfList, numberEntries, updateFileList } from '../../store/file-lists.ts'
import type { WorkFileDeps } from '../on-work-file.ts'
import { numberKey, numberScope } from '../open-work-file.ts'
import {
  type FileListAnswer,
  type FileListScene,
  issuesList,
  keepsList,
  onFileList,
  recordListDeed,
} from './on-file-list.ts'

export const OnFileList = z.object({ listId: z.string() })
export type OnFileList = z.infer<typeof OnFileList>

/** Lays a draft before the head. */
export const submitFileList = (deps: WorkFileDeps, actor: OfficerActor, { listId }: OnFileList): FileListAnswer =>
  onFileList(deps, actor, listId, async (scene) => {
    const { tx, now, list } = scene
    if (!keepsList(actor, list.agencyId)) return refuse({ code: 'file-list.not-permitted' })
    if (list.state !== 'draft') return refuse({ code: 'file-list.not-draft' })
    if ((await entriesOfList(tx, list.id)).length === 0) return refuse({ code: 'file-list.empty' })
    await updateFileList(tx, list.id, { state: 'submitted', submitted_at: now, submitted_by: actor.officerId })
    await recordListDeed(scene, actor, 'file-list.submitted', {})
    return accept(null)
  })

/** Gives a list back to be changed: the head, or whoever laid it before him. */
export const sendBackFileList = (deps: WorkFileDeps, actor: OfficerActor, { listId }: OnFileList): FileListAnswer =>
  onFileList(deps, actor, listId, async (scene) => {
    const { tx, list } = scene
    if (!keepsList(actor, list.agencyId)) return refuse({ code: 'file-list.not-permitted' })
    if (list.state !== 'submitted') return refuse({ code: 'file-list.not-submitted' })
    await updateFileList(tx, list.id, { state: 'draft', submitted_at: null, submitted_by: null })
    await recordListDeed(scene, actor, 'file-list.sent-back', {})
    return accept(null)
  })

export const IssueFileList = z.object({
  listId: z.string(),
  /** `15/QĐ-UBND` */
  decisionCode: z.string().max(80),
  decisionDate: z.iso.date(),
})
export type IssueFileList = z.infer<typeof IssueFileList>

/** Numbers run within a large heading, after those of files that were opened before the list. @legal ND-30-2020 Phụ lục V mục I khoản 2 */
const giveNumbers = async ({ tx, list }: FileListScene): Promise<number> => {
  const [headings, entries] = await Promise.all([headingsOfList(tx, list.id), entriesOfList(tx, list.id)])
  const numbers: { id: string; number: number }[] = []
  for (const group of arrangeEntries(headings, entries))
    for (const { id } of group.entries) {
      const key = numberKey(list.agencyId, list.year, group.large.notation)
      numbers.push({ id, number: await nextNumber(tx, numberScope, key) })
    }
  await numberEntries(tx, numbers)
  return numbers.length
}

/** The head approves and issues the list by a decision; its files have their numbers from now on. @legal ND-30-2020 Điều 28 */
export const issueFileList = (deps: WorkFileDeps, actor: OfficerActor, command: IssueFileList): FileListAnswer =>
  onFileList(deps, actor, command.listId, async (scene) => {
    const { tx, now, list } = scene
    if (!issuesList(actor, list.agencyId)) return refuse({ code: 'file-list.not-permitted' })
    if (list.state !== 'submitted') return refuse({ code: 'file-list.not-submitted' })
    const decisionCode = tidy(command.decisionCode)
    const decided = Temporal.PlainDate.from(command.decisionDate)
    const isToCome = Temporal.PlainDate.compare(decided, localDate(now)) > 0
    if (decisionCode === '' || isToCome) return refuse({ code: 'file-list.decision-missing' })
    const entries = await giveNumbers(scene)
    await updateFileList(tx, list.id, {
      state: 'issued',
      decision_code: decisionCode,
      decision_date: decided,
      issued_at: now,
      issued_by: actor.officerId,
    })
    await recordListDeed(scene, actor, 'file-list.issued', { entries, decision: decisionCode })
    return accept(null)
  })
