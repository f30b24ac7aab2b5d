import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { keepMadeFile, listAttachments, storeMadeBytes } from '#modules/attachments/index.ts'
import { type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { Confirmation } from '#modules/signatures/index.ts'
import { recordFileDeed, updateWorkFile } from '#modules/work-files/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import {
  councilPage,
  type DestructionFacts,
  decisionPage,
  destructionFields,
  destructionListPage,
  destructionMinutesPage,
} from '../../domain/destruction-papers.ts'
import { councilTurn, destructionSubject } from '../../domain/index.ts'
import { findDestruction, listDestructionFiles } from '../../queries/destructions.ts'
import { linesForUpdate, partInCouncil, updateDestruction } from '../../store/destructions.ts'
import { type ArchiveAnswer, type ArchiveDeps, receives } from '../hand-over/on-hand-over.ts'
import type { ArchivePaper } from '../hand-over/sign-minutes.ts'
import { keepPaper, type OnScene, type PaperDeed, preparePaper, setMinutes, signPaper } from '../sign-paper.ts'
import { type DestructionScene, onDestruction, recordDestruction } from './on-destruction.ts'

export const destructionPapers = ['list', 'council', 'decision', 'minutes'] as const
/** The list, what the council came to, the decision of the head, the minutes of the deed. */
export type DestructionPaper = (typeof destructionPapers)[number]

const paperWords: Readonly<Record<DestructionPaper, string>> = {
  list: 'Danh mục hủy',
  council: 'Biên bản hội đồng xét hủy',
  decision: 'Quyết định hủy',
  minutes: 'Biên bản hủy',
}

const nameOf = (
  paper: DestructionPaper,
  { number, year }: { readonly number: number; readonly year: number },
): string => `${paperWords[paper]} ${number}-${year}`

/** What the papers say, by the rows as they stand; null to whoever may not see the list. */
const factsOf = async (reader: Reader, actor: OfficerActor, id: string): Promise<DestructionFacts | null> => {
  const view = await findDestruction(reader, actor, id)
  if (view === null) return null
  const files = await listDestructionFiles(reader, id)
  return { ...view, files: files.filter(({ removedAt }) => removedAt === null) }
}

const factsIn = async ({ tx, destruction }: DestructionScene, actor: OfficerActor): Promise<DestructionFacts> => {
  const facts = await factsOf(tx, actor, destruction.id)
  if (facts === null) throw new Error('a locked list is not seen by who locked it')
  return facts
}

const keep = async (
  { tx, now, destruction }: DestructionScene,
  paper: DestructionPaper,
  content: StoredContent,
): Promise<void> => {
  const owner = { kind: destructionSubject, id: destruction.id }
  const name = `${nameOf(paper, destruction)}.pdf`
  await keepMadeFile(tx, { owner, purpose: paper, name, mediaType: 'application/pdf', content, madeAt: now })
}

const madeOf = (paper: DestructionPaper, scene: DestructionScene) => ({
  title: nameOf(paper, scene.destruction),
  createdAt: scene.now,
})

/** Secretary and chair sign what the council came to, in this order; with the first signature the list is set and kept. */
const councilDeed = ({ files }: ArchiveDeps, actor: OfficerActor): PaperDeed<DestructionScene> => ({
  permit: async ({ tx, destruction }) => {
    const part = await partInCouncil(tx, destruction.id, actor.officerId)
    if (part !== 'secretary' && part !== 'chair') return refuse({ code: 'archive.not-permitted' })
    const isTurn = destruction.state === 'judged' && councilTurn(destruction) === part
    return isTurn ? accept(null) : refuse({ code: 'archive.state-forbids' })
  },
  prepare: async (scene) => {
    const { tx, destruction } = scene
    const name = nameOf('council', destruction)
    if (councilTurn(destruction) === 'chair') {
      const begun = await findDestructionPaper(tx, destruction.id, 'council')
      if (begun === null) throw new Error('signed minutes are not kept')
      return accept({ pdf: await files.read(begun.sha256), field: destructionFields.chair, name })
    }
    const set = await setMinutes(councilPage(await factsIn(scene, actor)), madeOf('council', scene))
    return set.ok ? accept({ pdf: set.value, field: destructionFields.secretary, name }) : set
  },
  keep: async (scene, signed) => {
    const { tx, now, destruction } = scene
    const part = councilTurn(destruction)
    if (part === 'secretary') {
      const list = destructionListPage(await factsIn(scene, actor))
      await keep(
        scene,
        'list',
        await storeMadeBytes(files, await compilePdf('archive-table', list, madeOf('list', scene))),
      )
    }
    await keep(scene, 'council', signed)
    const at = part === 'secretary' ? { secretary_signed_at: now } : { chair_signed_at: now }
    await updateDestruction(tx, destruction.id, at)
    await recordDestruction(scene, actor, 'council-signed', { part })
  },
})

type Decision = { readonly decisionCode: string; readonly decisionDate: string }

const typedDecision = (decision: Decision | undefined, { destruction }: DestructionScene) => ({
  code: decision === undefined ? destruction.decisionCode : tidy(decision.decisionCode),
  date: decision === undefined ? destruction.decisionDate : Temporal.PlainDate.from(decision.decisionDate),
})

/** The head decides as the council advised; what it keeps has a new end from now on. @legal L-33-2024 Điều 16 */
const decisionDeed = (actor: OfficerActor, typed: Decision | undefined): PaperDeed<DestructionScene> => ({
  permit: async (scene) => {
    const { now, destruction } = scene
    if (postFor(actor, 'leader', destruction.agencyId) === undefined) return refuse({ code: 'archive.not-permitted' })
    if (destruction.state !== 'judged') return refuse({ code: 'archive.state-forbids' })
    if (councilTurn(destruction) !== null) return refuse({ code: 'archive.council-unsigned' })
    const { code, date } = typedDecision(typed, scene)
    const isWhole = code !== '' && date !== null && Temporal.PlainDate.compare(date, localDate(now)) <= 0
    return isWhole ? accept(null) : refuse({ code: 'archive.decision-missing' })
  },
  prepare: async (scene) => {
    const { tx, destruction } = scene
    const { code, date } = typedDecision(typed, scene)
    await updateDestruction(tx, destruction.id, { decision_code: code, decision_date: date })
    const title = postFor(actor, 'leader', destruction.agencyId)?.title ?? ''
    const page = decisionPage(await factsIn(scene, actor), { name: actor.fullName, title })
    const set = await setMinutes(page, madeOf('decision', scene))
    const name = nameOf('decision', destruction)
    return set.ok ? accept({ pdf: set.value, field: destructionFields.head, name }) : set
  },
  keep: async (scene, signed) => {
    const { tx, now, destruction } = scene
    const { code } = typedDecision(typed, scene)
    await keep(scene, 'decision', signed)
    await updateDestruction(tx, destruction.id, { state: 'decided', decided_by: actor.officerId, decided_at: now })
    const today = localDate(now)
    for (const { fileId, verdict, keepYears } of await linesForUpdate(tx, destruction.id, today)) {
      if (verdict !== 'keep' || keepYears === null) continue
      const until = Temporal.PlainDate.from({ year: today.year + keepYears, month: 12, day: 31 })
      await updateWorkFile(tx, fileId, { kept_until: until, updated_at: now })
      const detail = { until: until.toString(), destruction: destruction.number }
      await recordFileDeed({ tx, now, file: { id: fileId } }, actor, 'work-file.retention-extended', detail)
    }
    await recordDestruction(scene, actor, 'decided', { decision: code })
  },
})

/** The archivist signs what was done, when everything is gone. */
const minutesDeed = (actor: OfficerActor): PaperDeed<DestructionScene> => ({
  permit: async ({ destruction }) => {
    const isCarrier = destruction.carriedOutBy === actor.officerId && receives(actor, destruction.agencyId)
    if (!isCarrier) return refuse({ code: 'archive.not-permitted' })
    const isOpen = destruction.state === 'carried-out' && destruction.minutesSignedAt === null
    return isOpen ? accept(null) : refuse({ code: 'archive.state-forbids' })
  },
  prepare: async (scene) => {
    const set = await setMinutes(destructionMinutesPage(await factsIn(scene, actor)), madeOf('minutes', scene))
    const name = nameOf('minutes', scene.destruction)
    return set.ok ? accept({ pdf: set.value, field: destructionFields.carrier, name }) : set
  },
  keep: async (scene, signed) => {
    await keep(scene, 'minutes', signed)
    await updateDestruction(scene.tx, scene.destruction.id, { minutes_signed_at: scene.now })
    await recordDestruction(scene, actor, 'minutes-signed', {})
  },
})

export const SignDestruction = z.object({
  destructionId: z.string(),
  paper: z.enum(['council', 'decision', 'minutes']),
  /** Of the head: number and day of the decision. */
  decision: z.object({ decisionCode: z.string().max(80), decisionDate: z.iso.date() }).optional(),
  confirmation: Confirmation.optional(),
})
export type SignDestruction = z.infer<typeof SignDestruction>

const deedOf = (deps: ArchiveDeps, actor: OfficerActor, command: SignDestruction): PaperDeed<DestructionScene> => {
  if (command.paper === 'council') return councilDeed(deps, actor)
  return command.paper === 'decision' ? decisionDeed(actor, command.decision) : minutesDeed(actor)
}

const onIt =
  (deps: ArchiveDeps, actor: OfficerActor, id: string): OnScene<DestructionScene> =>
  (work) =>
    onDestruction(deps, actor, id, work)

/** Signs one of the papers of a list: the council what it came to, the head his decision, the archivist what was done. */
export const signDestruction = (deps: ArchiveDeps, actor: OfficerActor, command: SignDestruction): ArchiveAnswer =>
  signPaper(deps, actor, command.confirmation, onIt(deps, actor, command.destructionId), deedOf(deps, actor, command))

/** The paper for a signer whose key is on his own machine; `keepSignedDestruction` takes it back. */
export const prepareDestruction = (deps: ArchiveDeps, actor: OfficerActor, command: SignDestruction) =>
  preparePaper(onIt(deps, actor, command.destructionId), deedOf(deps, actor, command))

/** Takes back what was signed elsewhere, only for the list as it was when the paper left. */
export const keepSignedDestruction = (
  deps: ArchiveDeps,
  actor: OfficerActor,
  command: SignDestruction & { readonly version: number },
  signed: StoredContent,
): ArchiveAnswer => {
  const deed = deedOf(deps, actor, command)
  const permit: typeof deed.permit = async (scene) =>
    scene.destruction.version === command.version ? deed.permit(scene) : refuse({ code: 'archive.state-forbids' })
  return keepPaper(onIt(deps, actor, command.destructionId), { ...deed, permit }, signed)
}

/** A paper as it was last kept; ask for the list first, which says whether one may see it. */
export const findDestructionPaper = async (
  reader: Reader,
  id: string,
  paper: DestructionPaper,
): Promise<ArchivePaper | null> => {
  const papers = await listAttachments(reader, { kind: destructionSubject, id })
  return papers.findLast(({ purpose }) => purpose === paper) ?? null
}

/** A paper as it would be set now, without a signature; null when there is nothing to say yet. */
export const draftDestructionPaper = async (
  { database, clock }: Pick<ArchiveDeps, 'database' | 'clock'>,
  actor: OfficerActor,
  id: string,
  paper: 'list' | 'council' | 'minutes',
): Promise<Uint8Array | null> => {
  const facts = await factsOf(database, actor, id)
  if (facts === null) return null
  const made = { title: nameOf(paper, facts), createdAt: clock.now() }
  if (paper === 'list') return compilePdf('archive-table', destructionListPage(facts), made)
  if (paper === 'council') return facts.metOn === null ? null : compilePdf('archive-minutes', councilPage(facts), made)
  return facts.carriedOutAt === null ? null : compilePdf('archive-minutes', destructionMinutesPage(facts), made)
}
