import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { keepMadeFile, keepTakenFile } from '#modules/attachments/index.ts'
import type { Actor, OfficerActor } from '#modules/identity/domain/index.ts'
import { DraftHead } from '../../domain/drafting/draft-head.ts'
import { type DocxDraft, draftOfDocx } from '../../domain/drafting/draft-of-docx.ts'
import { documentSubject } from '../../domain/index.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { findDraftVersion } from '../../store/drafts.ts'
import { takeDocumentWork } from '../document-work.ts'
import type { DocumentDeps } from '../scene.ts'
import { createDraft, type KeepSource, mayDraftFrom, saveDraft } from './draft-document.ts'
import { type OutgoingResult, onOutgoing } from './outgoing-scene.ts'
import { type ReadDraftFileDeps, readDraftFile } from './read-draft-file.ts'
import { resolveRecipients } from './resolve-recipients.ts'

export const ImportDraft = z.strictObject({
  documentId: z.uuid(),
  /** The post from which a new document is begun; null when the file brings a new wording of one that is there. */
  postId: z.uuid().nullable(),
  /** The wording that the page was drawn from. */
  baseVersion: z.int().min(1),
  fileName: z.string().min(1).max(200),
  file: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type ImportDraft = z.infer<typeof ImportDraft>

export type ImportDeps = DocumentDeps & ReadDraftFileDeps

const emptyHead: DraftHead = {
  typeCode: 'CV',
  subject: '',
  addressees: [],
  recipients: [],
  unitNotation: '',
  decider: '',
  signerPostId: null,
  authority: 'own',
  urgency: 0,
  circulation: '',
  drafterMark: '',
  copies: null,
  contact: [],
  secretary: '',
}

const nameOnly = (fileName: string): string => fileName.replace(/\.[A-Za-z]{2,5}$/, '')
const cut = (names: readonly string[], most: number): readonly string[] =>
  names.slice(0, most).map((name) => name.slice(0, 300))

/** What the file says of itself over what was typed before; what does not fit its field is cut to it. */
const headOf = async (deps: ImportDeps, base: DraftHead, { head }: DocxDraft, fileName: string): Promise<DraftHead> => {
  const { recipients, ...found } = head
  const addressees = cut(found.addressees ?? base.addressees, 30)
  const others = cut(recipients ?? base.recipients.map((each) => each.name), 2_000 - addressees.length)
  const subject = (found.subject ?? base.subject) || nameOnly(fileName)
  return DraftHead.parse({
    ...base,
    ...found,
    subject: subject.slice(0, 500),
    decider: (found.decider ?? base.decider).slice(0, 300),
    addressees,
    recipients: await resolveRecipients(deps.database, addressees, others),
  })
}

/** Whether this officer may bring a file at all, asked before a byte of it is read. */
const baseOf = async (
  deps: ImportDeps,
  actor: OfficerActor,
  { documentId, postId }: ImportDraft,
): Promise<Result<DraftHead, OutgoingRefusal>> => {
  if (postId !== null)
    return mayDraftFrom(actor, postId) === undefined ? refuse({ code: 'document.not-permitted' }) : accept(emptyHead)
  return onOutgoing(deps, actor, documentId, async (scene) => {
    const hand = takeDocumentWork(scene, actor, 'draft')
    if (!hand.ok) return hand
    const latest = await findDraftVersion(scene.tx, documentId)
    return accept(latest?.head ?? emptyHead)
  })
}

export type ImportedDraft = { readonly version: number }

/** Takes the text of a file of an office program as a draft, or as its next wording; the file is kept beside it. @legal ND-30-2020 Điều 10 */
export const importDraft = async (
  deps: ImportDeps,
  actor: Actor,
  command: ImportDraft,
): OutgoingResult<ImportedDraft> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  const base = await baseOf(deps, actor, command)
  if (!base.ok) return base
  const read = await readDraftFile(deps, command)
  if (!read.ok) return read
  const { text, taken, layout } = read.value
  const draft = draftOfDocx(text.blocks)
  if (draft.content === '') return refuse({ code: 'draft.empty' })
  const head = await headOf(deps, base.value, draft, taken.name)
  const { documentId, postId, baseVersion } = command
  const keep: KeepSource = async (tx) => {
    const owner = { kind: documentSubject, id: documentId }
    const file = { owner, purpose: 'draft-source', taken, addedBy: actor.accountId, addedAt: deps.clock.now() }
    const { id } = await keepTakenFile(tx, file)
    const source = { fileName: taken.name.slice(0, 200), attachmentId: id, losses: text.losses }
    if (layout === null) return source
    const name = nameOnly(taken.name)
    const made = { owner, purpose: 'draft-layout', name, mediaType: 'application/pdf', content: layout } as const
    const { id: layoutId } = await keepMadeFile(tx, { ...made, madeAt: deps.clock.now() })
    return { ...source, layoutId }
  }
  const { content } = draft
  if (postId === null)
    return saveDraft(deps, actor, { documentId, baseVersion, head, content, isAutosave: false }, keep)
  const created = await createDraft(deps, actor, { id: documentId, postId, head, content, links: [] }, keep)
  return created.ok ? accept({ version: 1 }) : created
}
