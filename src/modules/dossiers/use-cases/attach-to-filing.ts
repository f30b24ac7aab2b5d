import type { Readable } from 'node:stream'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Attachment, AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import { addAttachment, addAttachments, type MayAttach } from '#modules/attachments/index.ts'
import { type Actor, hasRole } from '#modules/identity/domain/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { VirusScanner } from '#platform/file-types/virus-scanner.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { holdOwnDraft, holdPreparation } from '../store/preparations.ts'
import type { DossierDeps } from './scene.ts'

/** A file for a paper, by the code of the paper. */
export type PaperFile = { readonly paper: string; readonly name: string; readonly content: Readable | Uint8Array }

export type AttachToFiling = PaperFile & { readonly filingId: string }

export type AttachDeps = Pick<DossierDeps, 'database' | 'clock'> & {
  readonly files: FileStore
  readonly scanner?: VirusScanner
}

/**
 * Whether this filing is the caller's to prepare: a citizen's own draft; at the counter and from another system whatever they began, or begin
 * with this file.
 */
const mayPrepare = async (tx: Tx, deps: AttachDeps, actor: Actor, filingId: string): Promise<boolean> => {
  const now = deps.clock.now()
  if (actor.kind === 'citizen') return holdOwnDraft(tx, actor.accountId, filingId)
  if (actor.kind === 'machine')
    return (
      actor.grants.some((grant) => grant.startsWith('file:')) &&
      holdPreparation(tx, { filingId, preparer: actor.clientId, channel: 'other-office', now })
    )
  if (actor.kind !== 'officer' || !hasRole(actor, 'one-stop-officer')) return false
  return holdPreparation(tx, { filingId, preparer: actor.accountId, channel: 'counter', now })
}

const preparing = (deps: AttachDeps, actor: Actor, filingId: string): MayAttach<DossierRefusal> => {
  return async (tx) =>
    (await mayPrepare(tx, deps, actor, filingId)) ? accept(null) : refuse({ code: 'dossier.not-found' })
}

const addedBy = (actor: Actor): string | null =>
  actor.kind === 'citizen' || actor.kind === 'officer' ? actor.accountId : null

/**
 * Takes files in for a filing that is not filed yet, each answered in its place. Asked before a byte is read and again with the rows: a filing
 * that was handed in or dropped meanwhile gets nothing more. Of somebody else's filing nobody learns that it is there.
 */
export const attachFilesToFiling = (
  deps: AttachDeps,
  actor: Actor,
  { filingId, files }: { readonly filingId: string; readonly files: readonly PaperFile[] },
): Promise<Result<readonly Result<Attachment, AttachmentRefusal>[], DossierRefusal>> =>
  addAttachments(
    deps,
    {
      owner: { kind: 'filing', id: filingId },
      addedBy: addedBy(actor),
      files: files.map(({ paper, ...file }) => ({ ...file, purpose: paper })),
    },
    preparing(deps, actor, filingId),
  )

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
