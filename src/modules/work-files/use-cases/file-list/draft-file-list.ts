import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import type { FileListRefusal } from '../../domain/index.ts'
import { type LastYear, proposeList } from '../../domain/propose-list.ts'
import {
  entriesOfList,
  findListOfYear,
  freeFilesOf,
  headingsOfList,
  insertEntries,
  insertFileList,
  insertHeadings,
  peopleOfAgency,
} from '../../store/file-lists.ts'
import type { WorkFileDeps } from '../on-work-file.ts'
import { type FileListAnswer, keepsList, mostEntries, recordListDeed } from './on-file-list.ts'

export const DraftFileList = z.object({ agencyId: z.string(), year: z.number().int() })
export type DraftFileList = z.infer<typeof DraftFileList>

const lastYearOf = async (tx: Tx, agencyId: string, year: number, people: Pick<LastYear, 'units' | 'officers'>) => {
  const last = await findListOfYear(tx, agencyId, year)
  const [headings, entries, files] = await Promise.all([
    last === null ? [] : headingsOfList(tx, last.id),
    last === null ? [] : entriesOfList(tx, last.id),
    freeFilesOf(tx, agencyId, year, mostEntries),
  ])
  return { year, headings, entries, files, ...people } satisfies LastYear
}

/** Draws up the list of a year, proposed from the year before. Of this year or the next, once. @legal ND-30-2020 Điều 28 */
export const draftFileList = (
  { database, clock }: WorkFileDeps,
  actor: OfficerActor,
  { agencyId, year }: DraftFileList,
): FileListAnswer<string> =>
  inTransaction<string, FileListRefusal>(database, async (tx) => {
    if (!keepsList(actor, agencyId)) return refuse({ code: 'file-list.not-permitted' })
    const now = clock.now()
    const today = localDate(now)
    if (year < today.year || year > today.year + 1) return refuse({ code: 'file-list.year-not-allowed' })
    const id = newId()
    const by = actor.officerId
    if (!(await insertFileList(tx, { id, agency_id: agencyId, year, made_by: by, made_at: now })))
      return refuse({ code: 'file-list.exists' })
    const people = await peopleOfAgency(tx, agencyId, today)
    const last = await lastYearOf(tx, agencyId, year - 1, people)
    const { headings, entries } = proposeList(last, year, by, newId)
    if (entries.length > mostEntries) return refuse({ code: 'file-list.too-long' })
    await insertHeadings(tx, id, headings, 1)
    await insertEntries(tx, id, entries, { by, at: now, from: 1 })
    const counts = { headings: headings.length, entries: entries.length }
    await recordListDeed({ tx, now, list: { id } }, actor, 'file-list.drafted', { year, ...counts })
    return accept(id)
  })
