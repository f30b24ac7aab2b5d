import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { findAgency } from '#modules/agencies/index.ts'
import type { Actor, HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import { cancelWork } from '#modules/processes/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { FormKey } from '#platform/database/do-once.ts'
import { faultOfChanges } from '../../domain/document-change.ts'
import { findDocumentType, notationOfDocument } from '../../domain/document-type.ts'
import { DraftHead } from '../../domain/drafting/draft-head.ts'
import type { DraftSource } from '../../domain/drafting/draft-source.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { listChanged, saveLinks } from '../../store/document-links.ts'
import { findDraftVersion, saveDraftVersion } from '../../store/drafts.ts'
import { findDocument, insertDocument, updateDocument } from '../../store/official-documents.ts'
import { addDocumentParticipants } from '../../store/participants.ts'
import { openDocumentWork, takeDocumentWork } from '../document-work.ts'
import { type DocumentDeps, recordFirstDocumentDeed } from '../scene.ts'
import { endWork, type OutgoingResult, onOutgoing, recordAct } from './outgoing-scene.ts'

/** About 150 pages. */
const longestText = 400_000

const linkKinds = ['answers', 'replaces', 'corrects', 'recalls', 'concerns'] as const

export const CreateDraft = z.strictObject({
  /** Made by whoever asks, so that a second press makes no second draft. */
  id: z.uuid(),
  postId: z.uuid(),
  head: DraftHead,
  content: z.string(),
  links: z.array(z.strictObject({ kind: z.enum(linkKinds), toId: z.uuid() })).max(20),
})
export type CreateDraft = z.infer<typeof CreateDraft>

const drafting = ['handler', 'unit-head', 'leader', 'clerk', 'one-stop-officer'] as const

const mayDraft = (post: HeldPost): boolean => drafting.some((role) => role === post.role)

/** The post, when its holder may draft from it. */
export const mayDraftFrom = (actor: OfficerActor, postId: string): HeldPost | undefined =>
  actor.posts.find((held) => held.postId === postId && mayDraft(held))

type Author = { readonly now: Temporal.Instant; readonly authorName: string; readonly notation: string }

const insertDraft = (
  tx: Tx,
  actor: OfficerActor,
  post: HeldPost,
  { id, head }: CreateDraft,
  { now, authorName, notation }: Author,
): Promise<void> =>
  insertDocument(tx, {
    id,
    agency_id: post.agencyId,
    direction: 'outgoing',
    state: 'draft',
    type_code: head.typeCode,
    subject: head.subject,
    code_notation: notation,
    author_agency_id: post.agencyId,
    author_name: authorName,
    urgency: head.urgency,
    channel: 'written-here',
    drafting_unit_id: post.unitId,
    drafted_by: actor.officerId,
    created_at: now,
    updated_at: now,
  })

/** Keeps the file from which the text was read, in the transaction that keeps the text. */
export type KeepSource = (tx: Tx) => Promise<DraftSource | null>
const noSource: KeepSource = async () => null

/** Begins an outgoing document, in the hand of who began it. @legal ND-30-2020 Điều 10 */
export const createDraft = async (
  deps: DocumentDeps,
  actor: Actor,
  command: CreateDraft,
  keepSource: KeepSource = noSource,
): OutgoingResult<{ readonly documentId: string }> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  const post = mayDraftFrom(actor, command.postId)
  if (post === undefined) return refuse({ code: 'document.not-permitted' })
  if (command.content.length > longestText) return refuse({ code: 'draft.too-long' })
  return inTransaction<{ readonly documentId: string }, OutgoingRefusal>(deps.database, async (tx) => {
    const now = deps.clock.now()
    const { id, head, content } = command
    const known = await findDocument(tx, id)
    if (known !== null)
      return known.draftedBy === actor.officerId
        ? accept({ documentId: id })
        : refuse({ code: 'document.not-permitted' })
    const [agency, type] = [await findAgency(tx, post.agencyId), findDocumentType(head.typeCode)]
    if (agency === null || type === undefined) return refuse({ code: 'document.type-unknown' })
    await insertDraft(tx, actor, post, command, {
      now,
      authorName: agency.name,
      notation: notationOfDocument(type, agency.notation, head.unitNotation),
    })
    await saveDraftVersion(tx, {
      documentId: id,
      version: 1,
      head,
      content,
      savedBy: actor.officerId,
      savedAt: now,
      isAutosave: false,
      source: await keepSource(tx),
    })
    if (!(await saveLinks(tx, actor, id, command.links, now))) return refuse({ code: 'document.not-found' })
    const fault = faultOfChanges(await listChanged(tx, id))
    if (fault !== null) return refuse(fault)
    const place = { documentId: id, agencyId: post.agencyId, unitId: post.unitId, officerId: actor.officerId }
    await addDocumentParticipants(tx, [{ ...place, capacity: 'drafting', from: now }])
    await openDocumentWork(tx, {
      ...place,
      stepKey: 'draft',
      deed: 'draft',
      role: post.role,
      at: now,
      dueAt: null,
      givenBy: null,
    })
    await recordFirstDocumentDeed({ tx, now, document: { id } }, actor, post, {
      type: 'document.drafted',
      detail: { type: head.typeCode },
    })
    return accept({ documentId: id })
  })
}

export const SaveDraft = z.strictObject({
  documentId: z.uuid(),
  /** The wording that the page was drawn from. */
  baseVersion: z.int().min(1),
  head: DraftHead,
  content: z.string(),
  isAutosave: z.boolean(),
})
export type SaveDraft = z.infer<typeof SaveDraft>

/** Keeps a new wording. One drawn from an older wording than the latest is refused: nobody writes over a colleague unseen. */
export const saveDraft = (
  deps: DocumentDeps,
  actor: Actor,
  command: SaveDraft,
  keepSource: KeepSource = noSource,
): OutgoingResult<{ readonly version: number }> =>
  onOutgoing(deps, actor, command.documentId, async (scene, officer) => {
    const { tx, now, document } = scene
    const hand = takeDocumentWork(scene, officer, 'draft')
    if (!hand.ok) return hand
    if (command.content.length > longestText) return refuse({ code: 'draft.too-long' })
    const latest = await findDraftVersion(tx, document.id)
    const { head, content } = command
    if (latest !== null && latest.version !== command.baseVersion)
      return refuse({ code: 'draft.changed', version: latest.version, by: latest.savedByName, at: latest.savedAt })
    const isSame = latest?.content === content && JSON.stringify(latest.head) === JSON.stringify(head)
    if (latest !== null && isSame && (command.isAutosave || !latest.isAutosave))
      return accept({ version: latest.version })
    const isOver = latest?.isAutosave === true && latest.savedBy === officer.officerId
    const version = (latest?.version ?? 0) + (isOver ? 0 : 1)
    const { isAutosave } = command
    await saveDraftVersion(tx, {
      documentId: document.id,
      version,
      head,
      content,
      savedBy: officer.officerId,
      savedAt: now,
      isAutosave,
      source: await keepSource(tx),
    })
    const type = findDocumentType(head.typeCode)
    const agency = await findAgency(tx, document.agencyId)
    await updateDocument(tx, document, {
      type_code: head.typeCode,
      subject: head.subject,
      code_notation: type === undefined ? '' : notationOfDocument(type, agency?.notation ?? '', head.unitNotation),
      urgency: head.urgency,
      updated_at: now,
    })
    if (!isAutosave) await recordAct(scene, officer, hand.value.post, 'document.draft-saved', { version })
    return accept({ version })
  })

export const CancelDraft = z.strictObject({ documentId: z.uuid(), key: FormKey })
export type CancelDraft = z.infer<typeof CancelDraft>

/** Gives up a draft; its wordings stay. */
export const cancelDraft = (deps: DocumentDeps, actor: Actor, command: CancelDraft): OutgoingResult<null> =>
  onOutgoing(
    deps,
    actor,
    command.documentId,
    async (scene, officer) => {
      const hand = takeDocumentWork(scene, officer, 'draft')
      if (!hand.ok) return hand
      await endWork(scene, hand.value, officer)
      await cancelWork(scene.tx, scene.document.id, scene.now, '')
      await updateDocument(scene.tx, scene.document, { state: 'cancelled', updated_at: scene.now })
      await recordAct(scene, officer, hand.value.post, 'document.cancelled')
      return accept(null)
    },
    { act: 'document.cancel', answer: z.null(), command },
  )
