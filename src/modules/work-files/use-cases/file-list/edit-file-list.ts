import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import {
  type FileListRefusal,
  isRetention,
  type ListEntry,
  type ListHeading,
  notationPattern,
} from '../../domain/index.ts'
import {
  entriesOfList,
  headingsOfList,
  insertEntries,
  insertHeadings,
  peopleOfAgency,
  removeEntry,
  removeHeading,
} from '../../store/file-lists.ts'
import { FilingRuleTyped, readRule } from '../filing-rule-typed.ts'
import type { WorkFileDeps } from '../on-work-file.ts'
import {
  type FileListAnswer,
  type FileListScene,
  keepsList,
  mostEntries,
  onFileList,
  recordListDeed,
} from './on-file-list.ts'

export const AddHeading = z.object({
  listId: z.string(),
  name: z.string().max(300),
  /** Letters of a large heading; nothing for a small one. */
  notation: z.string().max(20),
  parentId: z.string().nullable(),
  unitId: z.string().nullable(),
})
export type AddHeading = z.infer<typeof AddHeading>

const inDraft = (
  deps: WorkFileDeps,
  actor: OfficerActor,
  listId: string,
  deed: (scene: FileListScene) => FileListAnswer,
): FileListAnswer =>
  onFileList(deps, actor, listId, async (scene) =>
    scene.list.state === 'draft' ? deed(scene) : refuse({ code: 'file-list.not-draft' }),
  )

const readHeading = (
  { parentId, ...typed }: AddHeading,
  headings: readonly ListHeading[],
  units: readonly { readonly id: string }[],
): ListHeading | FileListRefusal => {
  const name = tidy(typed.name)
  const notation = parentId === null ? tidy(typed.notation).toLocaleUpperCase('vi') : ''
  if (name === '') return { code: 'file-list.heading-name-missing' }
  if (parentId === null && !notationPattern.test(notation)) return { code: 'file-list.letters-not-allowed' }
  if (parentId !== null && !headings.some((one) => one.id === parentId && one.parentId === null))
    return { code: 'file-list.heading-unknown' }
  const unitId = units.some(({ id }) => id === typed.unitId) ? typed.unitId : null
  return { id: newId(), parentId, name, notation, unitId }
}

/** Adds a heading at the end of its kind. */
export const addHeading = (deps: WorkFileDeps, actor: OfficerActor, command: AddHeading): FileListAnswer =>
  inDraft(deps, actor, command.listId, async (scene) => {
    const { tx, list, now } = scene
    if (!keepsList(actor, list.agencyId)) return refuse({ code: 'file-list.not-permitted' })
    const [headings, { units }] = await Promise.all([
      headingsOfList(tx, list.id),
      peopleOfAgency(tx, list.agencyId, localDate(now)),
    ])
    if (headings.length >= mostEntries) return refuse({ code: 'file-list.too-long' })
    const heading = readHeading(command, headings, units)
    if ('code' in heading) return refuse(heading)
    if (!(await insertHeadings(tx, list.id, [heading], headings.length + 1)))
      return refuse({ code: 'file-list.letters-taken' })
    await recordListDeed(scene, actor, 'file-list.heading-added', { heading: heading.id })
    return accept(null)
  })

export const RemoveFromList = z.object({ listId: z.string(), id: z.string() })
export type RemoveFromList = z.infer<typeof RemoveFromList>

/** Takes a heading away that holds no file, and no small heading that does. */
export const dropHeading = (deps: WorkFileDeps, actor: OfficerActor, command: RemoveFromList): FileListAnswer =>
  inDraft(deps, actor, command.listId, async (scene) => {
    const { tx, list } = scene
    if (!keepsList(actor, list.agencyId)) return refuse({ code: 'file-list.not-permitted' })
    const [headings, entries] = await Promise.all([headingsOfList(tx, list.id), entriesOfList(tx, list.id)])
    if (!headings.some(({ id }) => id === command.id)) return refuse({ code: 'file-list.heading-unknown' })
    const below = headings
      .filter(({ id, parentId }) => id === command.id || parentId === command.id)
      .map(({ id }) => id)
    if (entries.some(({ headingId }) => below.includes(headingId))) return refuse({ code: 'file-list.heading-in-use' })
    await removeHeading(tx, command.id)
    await recordListDeed(scene, actor, 'file-list.heading-dropped', { heading: command.id })
    return accept(null)
  })

export const AddEntry = z.object({
  listId: z.string(),
  headingId: z.string(),
  title: z.string().max(1000),
  kind: z.enum(['general', 'construction']),
  retentionYears: z.number().int().nullable(),
  useMode: z.enum(['open', 'conditional']),
  keeperId: z.string(),
  note: z.string().max(2000),
  rule: FilingRuleTyped,
})
export type AddEntry = z.infer<typeof AddEntry>

/** Units fill the headings that are theirs, and those of nobody; who keeps the list fills all. */
export const mayFill = (actor: OfficerActor, agencyId: string, unitId: string | null): boolean =>
  keepsList(actor, agencyId) ||
  actor.posts.some((post) => post.agencyId === agencyId && (unitId === null || post.unitId === unitId))

const readEntry = (typed: AddEntry, officers: ReadonlySet<string>): ListEntry | FileListRefusal => {
  const title = tidy(typed.title)
  if (title === '') return { code: 'file-list.title-missing' }
  if (!isRetention(typed.retentionYears)) return { code: 'file-list.retention-not-allowed' }
  if (!officers.has(typed.keeperId)) return { code: 'file-list.keeper-unknown' }
  const rule = readRule(typed.rule)
  if (rule === null) return { code: 'file-list.types-unknown' }
  const { headingId, kind, retentionYears, useMode, keeperId } = typed
  return { id: newId(), headingId, title, kind, retentionYears, useMode, keeperId, note: typed.note.trim(), rule }
}

/** A file that somebody means to open. @legal ND-30-2020 Phụ lục V mục I */
export const addEntry = (deps: WorkFileDeps, actor: OfficerActor, command: AddEntry): FileListAnswer =>
  inDraft(deps, actor, command.listId, async (scene) => {
    const { tx, list, now } = scene
    const [headings, entries, { officers }] = await Promise.all([
      headingsOfList(tx, list.id),
      entriesOfList(tx, list.id),
      peopleOfAgency(tx, list.agencyId, localDate(now)),
    ])
    const heading = headings.find(({ id }) => id === command.headingId)
    if (heading === undefined) return refuse({ code: 'file-list.heading-unknown' })
    if (!mayFill(actor, list.agencyId, heading.unitId)) return refuse({ code: 'file-list.not-permitted' })
    if (entries.length >= mostEntries) return refuse({ code: 'file-list.too-long' })
    const entry = readEntry(command, officers)
    if ('code' in entry) return refuse(entry)
    await insertEntries(tx, list.id, [entry], { by: actor.officerId, at: now, from: entries.length + 1 })
    await recordListDeed(scene, actor, 'file-list.entry-added', { entry: entry.id })
    return accept(null)
  })

/** Takes an entry out of a draft. */
export const dropEntry = (deps: WorkFileDeps, actor: OfficerActor, command: RemoveFromList): FileListAnswer =>
  inDraft(deps, actor, command.listId, async (scene) => {
    const { tx, list } = scene
    const [headings, entries] = await Promise.all([headingsOfList(tx, list.id), entriesOfList(tx, list.id)])
    const entry = entries.find(({ id }) => id === command.id)
    if (entry === undefined) return refuse({ code: 'file-list.entry-unknown' })
    const heading = headings.find(({ id }) => id === entry.headingId)
    if (!mayFill(actor, list.agencyId, heading?.unitId ?? null)) return refuse({ code: 'file-list.not-permitted' })
    await removeEntry(tx, entry.id)
    await recordListDeed(scene, actor, 'file-list.entry-dropped', { entry: entry.id })
    return accept(null)
  })
