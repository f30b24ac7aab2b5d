import type { Readable } from 'node:stream'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Attachment, AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import {
  type AddAttachments,
  addAttachment,
  addAttachments,
  askedTwice,
  type MayAttach,
} from '#modules/attachments/index.ts'
import { type Actor, hasRole } from '#modules/identity/domain/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { VirusScanner } from '#platform/file-types/virus-scanner.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { moveDraftOn } from '../store/drafts.ts'
import { holdOwnDraft, holdPreparation, isOpenTo, isOwnDraft, type Preparer } from '../store/preparations.ts'
import type { DossierDeps } from './scene.ts'

/** A file for a paper, by the code of the paper. */
export type PaperFile = { readonly paper: string; readonly name: string; readonly content: Readable | Uint8Array }

export type AttachToFiling = PaperFile & { readonly filingId: string }

export type AttachDeps = Pick<DossierDeps, 'database' | 'clock'> & {
  readonly files: FileStore
  readonly scanner?: VirusScanner
}

/** Under whom a filing without an account is prepared, and how it comes; null for whoever may prepare none. */
const preparerOf = (actor: Actor): Preparer | null => {
  if (actor.kind === 'machine')
    return actor.grants.some((grant) => grant.startsWith('file:'))
      ? { preparer: actor.clientId, channel: 'other-office' }
      : null
  return actor.kind === 'officer' && hasRole(actor, 'one-stop-officer')
    ? { preparer: actor.accountId, channel: 'counter' }
    : null
}

/**
 * Whether a filing is the caller's to prepare: a citizen's own draft; at the counter and from another system whatever they began, or begin
 * with this file.
 */
const preparing = (deps: AttachDeps, actor: Actor, filingId: string): MayAttach<DossierRefusal> => {
  const answer = (isTheirs: boolean): Result<null, DossierRefusal> =>
    isTheirs ? accept(null) : refuse({ code: 'dossier.not-found' })
  if (actor.kind === 'citizen') {
    const { accountId } = actor
    return {
      ask: async (reader) => answer(await isOwnDraft(reader, accountId, filingId)),
      hold: async (tx) => answer(await holdOwnDraft(tx, accountId, filingId)),
    }
  }
  const by = preparerOf(actor)
  if (by === null) return askedTwice(async () => answer(false))
  return {
    ask: async (reader) => answer(await isOpenTo(reader, by.preparer, filingId)),
    hold: async (tx) => answer(await holdPreparation(tx, { ...by, filingId, now: deps.clock.now() })),
  }
}

const addedBy = (actor: Actor): string | null =>
  actor.kind === 'citizen' || actor.kind === 'officer' ? actor.accountId : null

const filesOf = (actor: Actor, filingId: string, files: readonly PaperFile[]): AddAttachments => ({
  owner: { kind: 'filing', id: filingId },
  addedBy: addedBy(actor),
  files: files.map(({ paper, ...file }) => ({ ...file, purpose: paper })),
})

/** A draft that goes on to be checked when nothing is missing any more. */
export type MovingOn = {
  readonly version: number
  readonly page: string | null
  /** The papers that must be there. */
  readonly needed: readonly string[]
}

/**
 * Takes files in for a filing that is not filed yet, each answered in its place. Asked before a byte is read and again with the rows: a filing
 * that was handed in or dropped meanwhile gets nothing more. Of somebody else's filing nobody learns that it is there.
 */
export const attachFilesToFiling = (
  deps: AttachDeps,
  actor: Actor,
  { filingId, files }: { readonly filingId: string; readonly files: readonly PaperFile[] },
): Promise<Result<readonly Result<Attachment, AttachmentRefusal>[], DossierRefusal>> =>
  addAttachments(deps, filesOf(actor, filingId, files), preparing(deps, actor, filingId))

/**
 * The same for a citizen's draft that goes on to the last step when, with these files, no paper is missing; says whether it did.
 */
export const attachAndMoveOn = async (
  deps: AttachDeps,
  actor: Actor,
  { filingId, files, ...moving }: MovingOn & { readonly filingId: string; readonly files: readonly PaperFile[] },
): Promise<
  Result<{ readonly files: readonly Result<Attachment, AttachmentRefusal>[]; readonly isOn: boolean }, DossierRefusal>
> => {
  let isOn = false
  const complete = async (tx: Tx): Promise<void> => {
    isOn = await moveDraftOn(tx, { ...moving, filingId, at: deps.clock.now() })
  }
  const may = { ...preparing(deps, actor, filingId), complete }
  const added = await addAttachments(deps, filesOf(actor, filingId, files), may)
  return added.ok ? accept({ files: added.value, isOn }) : added
}

/** The same for one file. */
export const attachToFiling = (
  deps: AttachDeps,
  actor: Actor,
  { filingId, paper, name, content }: AttachToFiling,
): Promise<Result<Attachment, AttachmentRefusal | DossierRefusal>> =>
  addAttachment(
    deps,
    { owner: { kind: 'filing', id: filingId }, purpose: paper, name, content, addedBy: addedBy(actor) },
    preparing(deps, actor, filingId),
  )
