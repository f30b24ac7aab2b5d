import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { keepMadeFile, listAttachments, storeMadeBytes } from '#modules/attachments/index.ts'
import { type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { Confirmation, type HeldKey, signDocument, withKey } from '#modules/signatures/index.ts'
import { compileForm, compilePdf } from '#platform/pdf/compile-pdf.ts'
import { prepareForm } from '#platform/signing/prepare-form.ts'
import { type ArchiveRefusal, conclusionOf, handOverSubject } from '../../domain/index.ts'
import { handOverListPage, handOverMinutesPage, minutesFields } from '../../domain/minutes.ts'
import { handOverFacts } from '../../queries/hand-over-facts.ts'
import { linesOf, updateHandOver } from '../../store/hand-overs.ts'
import { type ArchiveAnswer, type ArchiveDeps, type HandOverScene, onHandOver, recordHandOver } from './on-hand-over.ts'

export const ReceiveHandOver = z.object({
  handOverId: z.string(),
  /** In what state the papers are, as the minutes say it. */
  condition: z.string().max(500),
  confirmation: Confirmation.optional(),
})
export type ReceiveHandOver = z.infer<typeof ReceiveHandOver>

const isOfArchive = (refusal: { readonly code: string }): refusal is ArchiveRefusal =>
  refusal.code.startsWith('archive.')

/** Takes the officer's key in hand for one signature; what the key says no to is told as such. */
const signedBy = async <Value>(
  deps: ArchiveDeps,
  actor: OfficerActor,
  confirmation: Confirmation | undefined,
  deed: (held: HeldKey) => ArchiveAnswer<Value>,
): Promise<Result<Value, ArchiveRefusal>> => {
  const holder = { kind: 'officer', id: actor.officerId } as const
  const done = await withKey(deps, holder, confirmation ?? {}, deed)
  if (done.ok) return done
  const { refusal } = done
  return isOfArchive(refusal) ? refuse(refusal) : refuse({ code: 'archive.signature-refused', why: refusal })
}

const sign = async (
  deps: ArchiveDeps,
  held: HeldKey,
  pdf: Uint8Array,
  field: string,
  name: string,
): Promise<Result<Uint8Array, ArchiveRefusal>> => {
  const signed = await signDocument(deps, held, { pdf, field, appearance: { kind: 'handwriting', name } })
  return signed.ok ? accept(signed.value.pdf) : refuse({ code: 'archive.signature-refused', why: signed.refusal })
}

const keep = async (
  { files }: ArchiveDeps,
  { tx, now, handOver }: HandOverScene,
  purpose: 'list' | 'minutes',
  pdf: Uint8Array,
): Promise<void> => {
  const content = await storeMadeBytes(files, pdf)
  const words = purpose === 'list' ? 'Mục lục nộp lưu' : 'Biên bản giao nhận'
  await keepMadeFile(tx, {
    owner: { kind: handOverSubject, id: handOver.id },
    purpose,
    name: `${words} ${handOver.number}-${handOver.year}.pdf`,
    mediaType: 'application/pdf',
    content,
    madeAt: now,
  })
}

/** The archivist has decided on every file: list and minutes are made, and he signs first. @legal ND-30-2020 Điều 30 khoản 3 */
export const receiveHandOver = (deps: ArchiveDeps, actor: OfficerActor, command: ReceiveHandOver): ArchiveAnswer =>
  signedBy(deps, actor, command.confirmation, (held) =>
    onHandOver(deps, actor, command.handOverId, async (scene) => {
      const { tx, now, handOver } = scene
      const post = postFor(actor, 'archivist', handOver.agencyId)
      if (post === undefined) return refuse({ code: 'archive.not-permitted' })
      if (handOver.giverId === actor.officerId) return refuse({ code: 'archive.same-person' })
      if (handOver.state !== 'offered') return refuse({ code: 'archive.state-forbids' })
      const lines = await linesOf(tx, handOver.id)
      const waiting = lines.filter(({ state }) => state === 'waiting').length
      if (waiting > 0) return refuse({ code: 'archive.lines-waiting', count: waiting })
      if (conclusionOf(lines) !== 'minutes') return refuse({ code: 'archive.state-forbids' })
      const condition = command.condition.trim() || 'đầy đủ, đọc được, mã băm khớp'
      const receiver = { name: actor.fullName, title: post.title }
      const facts = await handOverFacts(tx, handOver.id, { receiver, condition, at: now })
      const made = { title: `${facts.title}, ${handOver.number}/${handOver.year}`, createdAt: now }
      const list = await compilePdf('archive-table', handOverListPage(facts), made)
      const minutes = await compileForm('archive-minutes', handOverMinutesPage(facts), made)
      const prepared = prepareForm(minutes.pdf, minutes.fields)
      if (!prepared.ok) return refuse({ code: 'archive.signature-refused', why: prepared.refusal })
      const signed = await sign(deps, held, prepared.value, minutesFields.receiver, actor.fullName)
      if (!signed.ok) return signed
      await keep(deps, scene, 'list', list)
      await keep(deps, scene, 'minutes', signed.value)
      const received = { receiver_id: actor.officerId, receiver_title: post.title, received_at: now, condition }
      await updateHandOver(tx, handOver.id, { state: 'received', ...received })
      await recordHandOver(scene, actor, 'hand-over.received', { files: facts.files.length })
      return accept(null)
    }),
  )

export const SignHandOver = z.object({ handOverId: z.string(), confirmation: Confirmation.optional() })
export type SignHandOver = z.infer<typeof SignHandOver>

/** Who gave the files signs the same minutes after the archivist; from now on the files belong to the archive. */
export const signHandOver = (deps: ArchiveDeps, actor: OfficerActor, command: SignHandOver): ArchiveAnswer =>
  signedBy(deps, actor, command.confirmation, (held) =>
    onHandOver(deps, actor, command.handOverId, async (scene) => {
      const { tx, now, handOver } = scene
      if (handOver.giverId !== actor.officerId) return refuse({ code: 'archive.not-permitted' })
      if (handOver.state !== 'received') return refuse({ code: 'archive.state-forbids' })
      const papers = await listAttachments(tx, { kind: handOverSubject, id: handOver.id })
      const minutes = papers.findLast(({ purpose }) => purpose === 'minutes')
      if (minutes === undefined) throw new Error('a received hand-over has no minutes')
      const signed = await sign(deps, held, await deps.files.read(minutes.sha256), minutesFields.giver, actor.fullName)
      if (!signed.ok) return signed
      await keep(deps, scene, 'minutes', signed.value)
      await updateHandOver(tx, handOver.id, { state: 'signed', signed_at: now })
      await recordHandOver(scene, actor, 'hand-over.signed', {})
      return accept(null)
    }),
  )

export type HandOverPaper = { readonly sha256: string; readonly name: string }

/** List or minutes as they stand now; ask for the hand-over first, which says whether one may see it. */
export const findHandOverPaper = async (
  deps: Pick<ArchiveDeps, 'database'>,
  handOverId: string,
  purpose: 'list' | 'minutes',
): Promise<HandOverPaper | null> => {
  const papers = await listAttachments(deps.database, { kind: handOverSubject, id: handOverId })
  return papers.findLast((one) => one.purpose === purpose) ?? null
}
