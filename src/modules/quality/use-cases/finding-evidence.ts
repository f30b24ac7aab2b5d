import type { Readable } from 'node:stream'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Attachment, AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import { type AddAttachmentDeps, addAttachments } from '#modules/attachments/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { QualityRefusal } from '../domain/index.ts'
import { findEvidenceStanding } from '../queries/audits.ts'
import { findFindingForUpdate } from '../store/audits.ts'

export const findingSubject = 'quality-finding'

export type AddFindingEvidence = {
  readonly findingId: string
  readonly files: readonly { readonly name: string; readonly content: Readable }[]
}

/**
 * Files that show what was found, or that it was mended: of who answers for a finding and of who follows it up, until it is closed.
 * Answers each file in its place; one that is refused does not keep the others out.
 */
export const addFindingEvidence = async (
  deps: AddAttachmentDeps,
  actor: Actor,
  { findingId, files }: AddFindingEvidence,
): Promise<Result<readonly Result<Attachment, AttachmentRefusal>[], QualityRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'quality.not-permitted' })
  if (files.length === 0) return refuse({ code: 'quality.answer-missing' })
  const now = deps.clock.now()
  const may = async (reader: Reader): Promise<Result<null, QualityRefusal>> => {
    const standing = await findEvidenceStanding(reader, actor, findingId, now)
    if (standing === null) return refuse({ code: 'quality.not-found' })
    if (!standing.takesPart) return refuse({ code: 'quality.not-permitted' })
    return standing.isOpen ? accept(null) : refuse({ code: 'quality.answered-already' })
  }
  return addAttachments<QualityRefusal>(
    deps,
    {
      owner: { kind: findingSubject, id: findingId },
      addedBy: actor.accountId,
      files: files.map((file) => ({ ...file, purpose: 'evidence' })),
    },
    {
      ask: may,
      hold: async (tx) => {
        await findFindingForUpdate(tx, actor, findingId)
        return may(tx)
      },
    },
  )
}
