import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { recordFileDeed, updateWorkFile } from '#modules/work-files/index.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { type ArchiveRefusal, destructionSubject, isWholeCouncil, whyNotDestroyed } from '../../domain/index.ts'
import { officersOfAgency } from '../../queries/destructions.ts'
import {
  type Destruction,
  expiredFiles,
  findDestructionForUpdate,
  insertDestruction,
  judgeLines,
  linesForUpdate,
  replaceCouncil,
  updateDestruction,
} from '../../store/destructions.ts'
import { type ArchiveAnswer, type ArchiveDeps, receives, recordArchiveDeed } from '../hand-over/on-hand-over.ts'

type Deps = Pick<ArchiveDeps, 'database' | 'clock'>
type Scene = { readonly tx: Tx; readonly now: Temporal.Instant; readonly destruction: Destruction }

const mostFiles = 1_000

const record = (
  { tx, now, destruction: { id } }: Scene,
  actor: OfficerActor,
  type: string,
  detail: Record<string, unknown>,
) => recordArchiveDeed({ tx, now }, { kind: destructionSubject, id }, actor, `destruction.${type}`, detail)

/** Locks a list of an agency in which the officer is archivist or leader; to others there is none. */
const onDestruction = (
  { database, clock }: Deps,
  actor: OfficerActor,
  id: string,
  deed: (scene: Scene) => ArchiveAnswer,
): ArchiveAnswer =>
  inTransaction<null, ArchiveRefusal>(database, async (tx) => {
    const destruction = await findDestructionForUpdate(tx, id)
    const leads = postFor(actor, 'leader', destruction?.agencyId ?? '') !== undefined
    if (destruction === null || !(leads || receives(actor, destruction.agencyId)))
      return refuse({ code: 'archive.not-found' })
    return deed({ tx, now: clock.now(), destruction })
  })

/** Lists what the archive need not keep any longer; once a year is enough, whenever is allowed. @legal L-33-2024 Điều 16 */
export const listExpired = ({ database, clock }: Deps, actor: OfficerActor, agencyId: string): ArchiveAnswer<string> =>
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
    const destruction = { id, agencyId, state: 'drafted', number, year: today.year } as const
    await record({ tx, now, destruction }, actor, 'listed', { files: fileIds.length })
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
export const judgeFiles = (deps: Deps, actor: OfficerActor, command: JudgeFiles): ArchiveAnswer =>
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
    const keeps = command.keepFileIds.length > 0
    const reason = command.keepReason.trim()
    if (keeps && (command.keepYears < 1 || command.keepYears > 200))
      return refuse({ code: 'archive.years-not-allowed' })
    if (keeps && reason === '') return refuse({ code: 'archive.reason-missing' })
    await replaceCouncil(
      tx,
      destruction.id,
      members.map((one) => ({ ...one, title: titleOf(one.officerId) ?? '' })),
    )
    await judgeLines(tx, destruction.id, { fileIds: command.keepFileIds, years: command.keepYears, reason })
    const judged = { met_on: metOn, conclusion: command.conclusion.trim(), judged_at: now }
    await updateDestruction(tx, destruction.id, { state: 'judged', ...judged })
    await record(scene, actor, 'judged', { members: members.length, kept: command.keepFileIds.length })
    return accept(null)
  })

export const DecideDestruction = z.object({
  destructionId: z.string(),
  decisionCode: z.string().max(80),
  decisionDate: z.iso.date(),
})
export type DecideDestruction = z.infer<typeof DecideDestruction>

/** The head decides as the council advised; what it keeps has a new end from now on. @legal L-33-2024 Điều 16 */
export const decideDestruction = (deps: Deps, actor: OfficerActor, command: DecideDestruction): ArchiveAnswer =>
  onDestruction(deps, actor, command.destructionId, async (scene) => {
    const { tx, now, destruction } = scene
    if (postFor(actor, 'leader', destruction.agencyId) === undefined) return refuse({ code: 'archive.not-permitted' })
    if (destruction.state !== 'judged') return refuse({ code: 'archive.state-forbids' })
    const today = localDate(now)
    const decisionCode = tidy(command.decisionCode)
    const decided = Temporal.PlainDate.from(command.decisionDate)
    if (decisionCode === '' || Temporal.PlainDate.compare(decided, today) > 0)
      return refuse({ code: 'archive.decision-missing' })
    const by = { decided_by: actor.officerId, decided_at: now }
    await updateDestruction(tx, destruction.id, {
      state: 'decided',
      decision_code: decisionCode,
      decision_date: decided,
      ...by,
    })
    for (const { fileId, verdict, keepYears } of await linesForUpdate(tx, destruction.id, today)) {
      if (verdict !== 'keep' || keepYears === null) continue
      const until = Temporal.PlainDate.from({ year: today.year + keepYears, month: 12, day: 31 })
      await updateWorkFile(tx, fileId, { kept_until: until, updated_at: now })
      const detail = { until: until.toString(), destruction: destruction.number }
      await recordFileDeed({ tx, now, file: { id: fileId } }, actor, 'work-file.retention-extended', detail)
    }
    await record(scene, actor, 'decided', { decision: decisionCode })
    return accept(null)
  })

/** Orders what was decided. All or nothing: one file that may not be destroyed today holds up the list. */
export const carryOutDestruction = (deps: Deps, actor: OfficerActor, destructionId: string): ArchiveAnswer =>
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
    await record(scene, actor, 'ordered', { files: lines.length })
    return accept(null)
  })

/** Gives a list up that the head has not decided on; its files are as they were. */
export const dropDestruction = (deps: Deps, actor: OfficerActor, destructionId: string): ArchiveAnswer =>
  onDestruction(deps, actor, destructionId, async (scene) => {
    const { tx, destruction } = scene
    if (destruction.state !== 'drafted' && destruction.state !== 'judged')
      return refuse({ code: 'archive.state-forbids' })
    await updateDestruction(tx, destruction.id, { state: 'dropped' })
    await record(scene, actor, 'dropped', {})
    return accept(null)
  })
