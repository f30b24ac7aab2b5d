import type { Readable } from 'node:stream'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { Attachment, AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import { type AddAttachmentDeps, addAttachments } from '#modules/attachments/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import type { QualityRefusal } from '../domain/index.ts'
import { findAuditForUpdate, findFindingForUpdate } from '../store/audits.ts'
import { keepsQuality } from './quality-deed.ts'

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
  return addAttachments<QualityRefusal>(
    deps,
    {
      owner: { kind: findingSubject, id: findingId },
      addedBy: actor.accountId,
      files: files.map((file) => ({ ...file, purpose: 'evidence' })),
    },
    async (tx) => {
      const known = await findFindingForUpdate(tx, actor, findingId)
      const audit = known === null ? null : await findAuditForUpdate(tx, actor, known.auditId)
      if (known === null || audit === null) return refuse({ code: 'quality.not-found' })
      if (known.state === 'closed') return refuse({ code: 'quality.answered-already' })
      const scene = { tx, now, today: localDate(now), actor }
      const may = known.answers || audit.leads || (await keepsQuality(scene, audit.agencyId))
      return may ? accept(null) : refuse({ code: 'quality.not-permitted' })
    },
  )
}
