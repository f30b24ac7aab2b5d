import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import { keepMadeFile, listAttachments, storeMadeBytes } from '#modules/attachments/index.ts'
import { type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { Confirmation } from '#modules/signatures/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { conclusionOf, handOverSubject } from '../../domain/index.ts'
import { type HandOverFacts, handOverListPage, handOverMinutesPage, minutesFields } from '../../domain/minutes.ts'
import { handOverFacts } from '../../queries/hand-over-facts.ts'
import { linesOf, updateHandOver } from '../../store/hand-overs.ts'
import { keepPaper, type OnScene, type PaperDeed, preparePaper, setMinutes, signPaper } from '../sign-paper.ts'
import { type ArchiveAnswer, type ArchiveDeps, type HandOverScene, onHandOver, recordHandOver } from './on-hand-over.ts'

export const SignHandOver = z.object({
  handOverId: z.string(),
  /** In what state the papers are, as the minutes say it; of the archivist, who signs first. */
  condition: z.string().max(500).optional(),
  confirmation: Confirmation.optional(),
})
export type SignHandOver = z.infer<typeof SignHandOver>

const titleOf = ({ number, year }: { readonly number: number; readonly year: number }): string => `${number}-${year}`

const keep = async (
  { tx, now, handOver }: HandOverScene,
  purpose: 'list' | 'minutes',
  content: StoredContent,
): Promise<void> => {
  const words = purpose === 'list' ? 'Mục lục nộp lưu' : 'Biên bản giao nhận'
  const owner = { kind: handOverSubject, id: handOver.id }
  const name = `${words} ${titleOf(handOver)}.pdf`
  await keepMadeFile(tx, { owner, purpose, name, mediaType: 'application/pdf', content, madeAt: now })
}

const factsFor = (
  actor: OfficerActor,
  { tx, now, handOver }: HandOverScene,
  condition: string,
): Promise<HandOverFacts> => {
  const title = postFor(actor, 'archivist', handOver.agencyId)?.title ?? ''
  return handOverFacts(tx, handOver.id, { receiver: { name: actor.fullName, title }, condition, at: now })
}

const madeOf = (facts: HandOverFacts, createdAt: HandOverScene['now']) => ({
  title: `${facts.title}, ${facts.number}/${facts.year}`,
  createdAt,
})

/** The archivist has decided on every file: list and minutes are made, and he signs first. @legal ND-30-2020 Điều 30 khoản 3 */
const receiving = (
  { files }: ArchiveDeps,
  actor: OfficerActor,
  typed: string | undefined,
): PaperDeed<HandOverScene> => {
  const conditionOf = ({ handOver }: HandOverScene) =>
    typed?.trim() || handOver.condition || 'đầy đủ, đọc được, mã băm khớp'
  return {
    permit: async ({ tx, handOver }) => {
      if (postFor(actor, 'archivist', handOver.agencyId) === undefined) return refuse({ code: 'archive.not-permitted' })
      if (handOver.giverId === actor.officerId) return refuse({ code: 'archive.same-person' })
      if (handOver.state !== 'offered') return refuse({ code: 'archive.state-forbids' })
      const lines = await linesOf(tx, handOver.id)
      const waiting = lines.filter(({ state }) => state === 'waiting').length
      if (waiting > 0) return refuse({ code: 'archive.lines-waiting', count: waiting })
      return conclusionOf(lines) === 'minutes' ? accept(null) : refuse({ code: 'archive.state-forbids' })
    },
    prepare: async (scene) => {
      const { tx, now, handOver } = scene
      const condition = conditionOf(scene)
      await updateHandOver(tx, handOver.id, { condition })
      const facts = await factsFor(actor, scene, condition)
      const set = await setMinutes(handOverMinutesPage(facts), madeOf(facts, now))
      const name = `Biên bản giao nhận ${titleOf(handOver)}`
      return set.ok ? accept({ pdf: set.value, field: minutesFields.receiver, name }) : set
    },
    keep: async (scene, signed) => {
      const { tx, now, handOver } = scene
      const facts = await factsFor(actor, scene, conditionOf(scene))
      const list = await compilePdf('archive-table', handOverListPage(facts), madeOf(facts, now))
      await keep(scene, 'list', await storeMadeBytes(files, list))
      await keep(scene, 'minutes', signed)
      const received = { receiver_id: actor.officerId, receiver_title: facts.receiver.title, received_at: now }
      await updateHandOver(tx, handOver.id, { state: 'received', ...received })
      await recordHandOver(scene, actor, 'hand-over.received', { files: facts.files.length })
    },
  }
}

/** Who gave the files signs the same minutes after the archivist; from now on the files belong to the archive. */
const giving = ({ files }: ArchiveDeps, actor: OfficerActor): PaperDeed<HandOverScene> => ({
  permit: async ({ handOver }) => {
    if (handOver.giverId !== actor.officerId) return refuse({ code: 'archive.not-permitted' })
    return handOver.state === 'received' ? accept(null) : refuse({ code: 'archive.state-forbids' })
  },
  prepare: async ({ tx, handOver }) => {
    const minutes = await findHandOverPaper(tx, handOver.id, 'minutes')
    if (minutes === null) throw new Error('a received hand-over has no minutes')
    return accept({ pdf: await files.read(minutes.sha256), field: minutesFields.giver, name: minutes.name })
  },
  keep: async (scene, signed) => {
    const { tx, now, handOver } = scene
    await keep(scene, 'minutes', signed)
    await updateHandOver(tx, handOver.id, { state: 'signed', signed_at: now })
    await recordHandOver(scene, actor, 'hand-over.signed', {})
  },
})

/** Whose turn it is follows from the hand-over: the archivist's first, then that of who gave the files. */
const turnOf = (deps: ArchiveDeps, actor: OfficerActor, condition: string | undefined): PaperDeed<HandOverScene> => {
  const [first, second] = [receiving(deps, actor, condition), giving(deps, actor)]
  const of = ({ handOver }: HandOverScene) => {
    const gives = handOver.giverId === actor.officerId && postFor(actor, 'archivist', handOver.agencyId) === undefined
    return handOver.state === 'offered' && !gives ? first : second
  }
  return {
    permit: (scene) => of(scene).permit(scene),
    prepare: (scene) => of(scene).prepare(scene),
    keep: (scene, signed) => of(scene).keep(scene, signed),
  }
}

const onIt =
  (deps: ArchiveDeps, actor: OfficerActor, handOverId: string): OnScene<HandOverScene> =>
  (work) =>
    onHandOver(deps, actor, handOverId, work)

/** Signs the minutes, each side when it is its turn. */
export const signHandOver = (deps: ArchiveDeps, actor: OfficerActor, command: SignHandOver): ArchiveAnswer => {
  const { handOverId, condition, confirmation } = command
  return signPaper(deps, actor, confirmation, onIt(deps, actor, handOverId), turnOf(deps, actor, condition))
}

/** The minutes for a signer whose key is on his own machine; `keepSignedMinutes` takes them back. */
export const prepareMinutes = (deps: ArchiveDeps, actor: OfficerActor, { handOverId, condition }: SignHandOver) =>
  preparePaper(onIt(deps, actor, handOverId), turnOf(deps, actor, condition))

export const keepSignedMinutes = (deps: ArchiveDeps, actor: OfficerActor, handOverId: string, signed: StoredContent) =>
  keepPaper(onIt(deps, actor, handOverId), turnOf(deps, actor, undefined), signed)

export type ArchivePaper = { readonly sha256: string; readonly name: string }

/** List or minutes as they stand now; ask for the hand-over first, which says whether one may see it. */
export const findHandOverPaper = async (
  reader: Reader,
  handOverId: string,
  purpose: 'list' | 'minutes',
): Promise<ArchivePaper | null> => {
  const papers = await listAttachments(reader, { kind: handOverSubject, id: handOverId })
  return papers.findLast((one) => one.purpose === purpose) ?? null
}
