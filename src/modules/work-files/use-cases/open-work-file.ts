import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { doOnce, FormKey } from '#platform/database/do-once.ts'
import { isRetention, notationPattern, type WorkFileRefusal } from '../domain/index.ts'
import { findEntryToOpen } from '../store/file-lists.ts'
import { insertWorkFile } from '../store/work-files.ts'
import { keepsList } from './file-list/on-file-list.ts'
import { recordFileDeed, type WorkFileDeps } from './on-work-file.ts'

export const OpenWorkFile = z.object({
  postId: z.string(),
  title: z.string().max(1000),
  notation: z.string().max(20),
  kind: z.enum(['general', 'construction']),
  /** Null: for ever. */
  retentionYears: z.number().int().nullable(),
  useMode: z.enum(['open', 'conditional']),
  keyword: z.string().max(100),
  note: z.string().max(2000),
  key: FormKey,
})
export type OpenWorkFile = z.infer<typeof OpenWorkFile>

/** Numbers of files run within a year and the letters of a heading. @legal ND-30-2020 Phụ lục V mục I */
export const numberScope = 'work-file'
export const numberKey = (agencyId: string, year: number, notation: string): string => `${agencyId}/${year}/${notation}`

const open = async (
  tx: Tx,
  now: Temporal.Instant,
  actor: OfficerActor,
  command: OpenWorkFile,
): Promise<Result<string, WorkFileRefusal>> => {
  const post = actor.posts.find(({ postId }) => postId === command.postId)
  if (post === undefined) return refuse({ code: 'work-file.not-permitted' })
  const title = tidy(command.title)
  const notation = tidy(command.notation).toLocaleUpperCase('vi')
  const { retentionYears } = command
  if (title === '') return refuse({ code: 'work-file.title-missing' })
  if (!notationPattern.test(notation)) return refuse({ code: 'work-file.notation-not-allowed' })
  if (!isRetention(retentionYears)) return refuse({ code: 'work-file.retention-not-allowed' })
  const { year } = localDate(now)
  const id = newId()
  const number = await nextNumber(tx, numberScope, numberKey(post.agencyId, year, notation))
  await insertWorkFile(tx, {
    id,
    agency_id: post.agencyId,
    unit_id: post.unitId,
    keeper_id: actor.officerId,
    year,
    number,
    notation,
    title,
    kind: command.kind,
    retention_years: retentionYears,
    use_mode: command.useMode,
    keyword: tidy(command.keyword),
    note: command.note.trim(),
    opened_at: now,
    updated_at: now,
  })
  await recordFileDeed({ tx, now, file: { id } }, actor, 'work-file.opened', { number, notation, year })
  return accept(id)
}

/** Opens a file anew, under a heading that the officer names, from one of his posts. @legal ND-30-2020 Điều 29 khoản 2 */
export const openWorkFile = (
  { database, clock }: WorkFileDeps,
  actor: OfficerActor,
  command: OpenWorkFile,
): Promise<Result<string, WorkFileRefusal>> =>
  inTransaction<string, WorkFileRefusal>(database, (tx) =>
    doOnce(tx, actor.officerId, { act: 'work-file.open', answer: z.uuid(), command }, () =>
      open(tx, clock.now(), actor, command),
    ),
  )

export const OpenPlannedFile = z.object({ entryId: z.string() })
export type OpenPlannedFile = z.infer<typeof OpenPlannedFile>

/** Opens a file as the list of the year has it: its keeper, or who keeps the list for him. Once. @legal ND-30-2020 Điều 29 khoản 2 */
export const openPlannedFile = (
  { database, clock }: WorkFileDeps,
  actor: OfficerActor,
  { entryId }: OpenPlannedFile,
): Promise<Result<string, WorkFileRefusal>> =>
  inTransaction(database, async (tx): Promise<Result<string, WorkFileRefusal>> => {
    const now = clock.now()
    const entry = await findEntryToOpen(tx, entryId, localDate(now))
    const isTheirs = entry?.keeperId === actor.officerId || keepsList(actor, entry?.agencyId ?? '')
    if (entry === null || !isTheirs) return refuse({ code: 'work-file.entry-not-open' })
    const id = newId()
    const { number, notation, year } = entry
    await insertWorkFile(tx, {
      id,
      agency_id: entry.agencyId,
      unit_id: entry.unitId,
      keeper_id: entry.keeperId,
      entry_id: entry.id,
      year,
      number,
      notation,
      title: entry.title,
      kind: entry.kind,
      retention_years: entry.retentionYears,
      use_mode: entry.useMode,
      note: entry.note,
      rule_types: [...entry.rule.types],
      rule_author: entry.rule.author,
      rule_words: entry.rule.words,
      opened_at: now,
      updated_at: now,
    })
    await recordFileDeed({ tx, now, file: { id } }, actor, 'work-file.opened', {
      number,
      notation,
      year,
      entry: entry.id,
    })
    return accept(id)
  })
