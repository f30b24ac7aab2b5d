import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { type ArchiveRefusal, isWholeCouncil, whyNotDestroyed } from '../../domain/index.ts'
import { officersOfAgency } from '../../queries/destructions.ts'
import {
  changeDestruction,
  entriesOf,
  expiredFiles,
  insertDestruction,
  judgeLines,
  linesForUpdate,
  replaceCouncil,
  updateDestruction,
  updateEntry,
} from '../../store/destructions.ts'
import { type ArchiveAnswer, receives } from '../hand-over/on-hand-over.ts'
import { type DestructionDeps, onDestruction, recordDestruction } from './on-destruction.ts'

const mostFiles = 1_000

/** Lists what the archive need not keep any longer; once a year is enough, whenever is allowed. @legal L-33-2024 Điều 16 */
export const listExpired = (
  { database, clock }: DestructionDeps,
  actor: OfficerActor,
  agencyId: string,
): ArchiveAnswer<string> =>
  inTransaction<string, ArchiveRefusal>(database, async (tx): Promise<Result<string, ArchiveRefusal>> => {
    if (!receives(actor, agencyId)) return refuse({ code: 'archive.not-permitted' })
    const now = clock.now()
    const today = localDate(now)
    const fileIds = await expiredFiles(tx, agencyId, today, mostFiles)
    if (fileIds.length === 0) return refuse({ code: 'archive.nothing-expired' })
    const id = newId()
    const number = await nextNumber(tx, 'destruction', `${agencyId}/${today.year}`)
    const made = { made_by: actor.officerId, made_at: now }
    await insertDestruction(tx, { id, agency_id: agencyId, year: today.year, number, ...made }, fileIds)
    await recordDestruction({ tx, now, destruction: { id } }, actor, 'listed', { files: fileIds.length })
    return accept(id)
  })

export const JudgeFiles = z.object({
  destructionId: z.string(),
  chairId: z.string(),
  secretaryId: z.string(),
  memberIds: z.array(z.string()).max(20),
  metOn: z.iso.date(),
  conclusion: z.string().max(4000),
  /** Files that the council keeps, for how many years from this one, and why. */
  keepFileIds: z.array(z.string()).max(1_000),
  keepYears: z.number().int(),
  keepReason: z.string().max(1000),
})
export type JudgeFiles = z.infer<typeof JudgeFiles>

/** Writes down what the council came to: who sat, when, what it keeps. May be written again until the head decides. */
export const judgeFiles = (deps: DestructionDeps, actor: OfficerActor, command: JudgeFiles): ArchiveAnswer =>
  onDestruction(deps, actor, command.destructionId, async (scene) => {
    const { tx, now, destruction } = scene
    if (!receives(actor, destruction.agencyId)) return refuse({ code: 'archive.not-permitted' })
    if (destruction.state !== 'drafted' && destruction.state !== 'judged')
      return refuse({ code: 'archive.state-forbids' })
    const today = localDate(now)
    const people = await officersOfAgency(tx, destruction.agencyId, today)
    const titleOf = (id: string) => people.find((one) => one.id === id)?.title
    const members = [
      { officerId: command.chairId, part: 'chair' as const },
      { officerId: command.secretaryId, part: 'secretary' as const },
      ...command.memberIds.map((officerId) => ({ officerId, part: 'member' as const })),
    ]
    const metOn = Temporal.PlainDate.from(command.metOn)
    const isKnown = members.every(({ officerId }) => titleOf(officerId) !== undefined)
    const isToCome = Temporal.PlainDate.compare(metOn, today) > 0
    if (!isWholeCouncil(members) || !isKnown || isToCome) return refuse({ code: 'archive.council-incomplete' })
    const keptBefore = (await entriesOf(tx, destruction.id)).filter(({ keepYears }) => keepYears !== null)
    const reason = command.keepReason.trim()
    if (command.keepFileIds.some((id) => !keptBefore.some(({ fileId }) => fileId === id))) {
      const refusal = whyNotKept(command.keepYears, reason)
      if (refusal !== null) return refuse(refusal)
    }
    await replaceCouncil(
      tx,
      destruction.id,
      members.map((one) => ({ ...one, title: titleOf(one.officerId) ?? '' })),
    )
    await judgeLines(tx, destruction.id, { fileIds: command.keepFileIds, years: command.keepYears, reason })
    const judged = { met_on: metOn, conclusion: command.conclusion.trim(), judged_at: now }
    await changeDestruction(tx, destruction.id, { state: 'judged', ...judged })
    await recordDestruction(scene, actor, 'judged', { members: members.length, kept: command.keepFileIds.length })
    return accept(null)
  })

/** Orders what was decided. All or nothing: one file that may not be destroyed today holds up the list. */
export const carryOutDestruction = (deps: DestructionDeps, actor: OfficerActor, destructionId: string): ArchiveAnswer =>
  onDestruction(deps, actor, destructionId, async (scene) => {
    const { tx, now, destruction } = scene
    if (!receives(actor, destruction.agencyId)) return refuse({ code: 'archive.not-permitted' })
    const today = localDate(now)
    const lines = (await linesForUpdate(tx, destruction.id, today)).filter(({ verdict }) => verdict === 'destroy')
    for (const line of lines) {
      const why = whyNotDestroyed(line, today)
      if (why !== null) return refuse({ code: 'archive.not-destroyable', title: line.title, why })
    }
    if (destruction.state !== 'decided') return refuse({ code: 'archive.state-forbids' })
    const ordered = { carried_out_by: actor.officerId, ordered_at: now }
    await updateDestruction(tx, destruction.id, { state: 'carrying-out', ...ordered })
    await recordDestruction(scene, actor, 'ordered', { files: lines.length })
    return accept(null)
  })

/** Why an entry may not be kept for so long, or for this reason. */
const whyNotKept = (years: number, reason: string): ArchiveRefusal | null => {
  if (years < 1 || years > 200) return { code: 'archive.years-not-allowed' }
  return reason === '' ? { code: 'archive.reason-missing' } : null
}

export const ChangeEntry = z.object({
  destructionId: z.string(),
  fileId: z.string(),
  /** Off the list; kept for some years from this one on; to be destroyed after all. */
  change: z.enum(['remove', 'keep', 'destroy']),
  years: z.number().int(),
  reason: z.string().max(1000),
})
export type ChangeEntry = z.infer<typeof ChangeEntry>

const entryValues = ({ change, years, reason }: ChangeEntry, actor: OfficerActor, now: Temporal.Instant) => {
  if (change === 'remove')
    return { verdict: 'destroy', keep_years: null, reason, removed_at: now, removed_by: actor.officerId }
  return change === 'keep'
    ? { verdict: 'keep', keep_years: years, reason }
    : { verdict: 'destroy', keep_years: null, reason: '' }
}

/** Changes one entry before the head decides, with a reason; what the council signed falls. */
export const changeEntry = (deps: DestructionDeps, actor: OfficerActor, command: ChangeEntry): ArchiveAnswer =>
  onDestruction(deps, actor, command.destructionId, async (scene) => {
    const { tx, now, destruction } = scene
    if (!receives(actor, destruction.agencyId)) return refuse({ code: 'archive.not-permitted' })
    if (destruction.state !== 'drafted' && destruction.state !== 'judged')
      return refuse({ code: 'archive.state-forbids' })
    const entries = await entriesOf(tx, destruction.id)
    if (!entries.some(({ fileId }) => fileId === command.fileId)) return refuse({ code: 'archive.not-found' })
    const { change, years } = command
    const reason = command.reason.trim()
    if (change === 'remove' && entries.length === 1) return refuse({ code: 'archive.last-entry' })
    if (change === 'remove' && reason === '') return refuse({ code: 'archive.reason-missing' })
    const refusal = change === 'keep' ? whyNotKept(years, reason) : null
    if (refusal !== null) return refuse(refusal)
    await updateEntry(tx, destruction.id, command.fileId, entryValues({ ...command, reason }, actor, now))
    await changeDestruction(tx, destruction.id, {})
    await recordDestruction(scene, actor, 'entry-changed', { file: command.fileId, change, reason })
    return accept(null)
  })

/** Gives a list up that the head has not decided on; its files are as they were. */
export const dropDestruction = (deps: DestructionDeps, actor: OfficerActor, destructionId: string): ArchiveAnswer =>
  onDestruction(deps, actor, destructionId, async (scene) => {
    const { tx, destruction } = scene
    if (destruction.state !== 'drafted' && destruction.state !== 'judged')
      return refuse({ code: 'archive.state-forbids' })
    await updateDestruction(tx, destruction.id, { state: 'dropped' })
    await recordDestruction(scene, actor, 'dropped', {})
    return accept(null)
  })
