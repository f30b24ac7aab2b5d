import type { Readable } from 'node:stream'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Attachment, AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import { addAttachment, askedTwice, removeAttachment } from '#modules/attachments/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { inTransaction, type Reader } from '#platform/database/connection.ts'
import type { DossierRefusal } from '../../domain/refusals.ts'
import { holdOwnRequest } from '../../store/supplements.ts'
import type { AttachDeps } from '../attach-to-filing.ts'

export type AttachToSupplement = {
  readonly dossierId: string
  /** Which request it answers. */
  readonly seq: number
  readonly name: string
  readonly content: Readable | Uint8Array
}

const ownerOf = (dossierId: string) => ({ kind: 'supplement', id: dossierId })

const holdRequest = async (
  reader: Reader,
  actor: Actor,
  dossierId: string,
  seq: number,
): Promise<Result<null, DossierRefusal>> =>
  actor.kind === 'citizen' && (await holdOwnRequest(reader, actor.accountId, dossierId, seq))
    ? accept(null)
    : refuse({ code: 'dossier.not-found' })

/**
 * Takes a file in as answer to an open request. Asked before a byte is read and again with the row: a request that was answered or closed
 * meanwhile gets nothing more. Of somebody else's dossier nobody learns that it is there.
 */
export const attachToSupplement = async (
  deps: AttachDeps,
  actor: Actor,
  { dossierId, seq, name, content }: AttachToSupplement,
): Promise<Result<Attachment, AttachmentRefusal | DossierRefusal>> =>
  actor.kind === 'citizen'
    ? addAttachment(
        deps,
        { owner: ownerOf(dossierId), purpose: `supplement-${seq}`, name, content, addedBy: actor.accountId },
        askedTwice((reader) => holdRequest(reader, actor, dossierId, seq)),
      )
    : refuse({ code: 'dossier.not-found' })

/** Takes a file back that was not sent yet. One that is gone already is taken back. */
export const detachFromSupplement = (
  deps: Pick<AttachDeps, 'database' | 'clock'>,
  actor: Actor,
  { dossierId, seq, fileId }: { readonly dossierId: string; readonly seq: number; readonly fileId: string },
): Promise<Result<null, DossierRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<null, DossierRefusal>> => {
    const held = await holdRequest(tx, actor, dossierId, seq)
    if (held.ok) await removeAttachment(tx, ownerOf(dossierId), fileId, deps.clock.now())
    return held
  })
