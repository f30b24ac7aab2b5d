import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import type { DocumentRefusal } from '../../domain/index.ts'
import { dropFromSight, keepInSight } from '../../store/document-follows.ts'
import { type DocumentDeps, onDocument } from '../scene.ts'

export const FollowDocument = z.strictObject({ documentId: z.uuid(), follows: z.boolean() })
export type FollowDocument = z.infer<typeof FollowDocument>

/** Keeps a document in sight, or no longer. It is the officer's own note: nothing of the document changes, and nobody is told. */
export const followDocument = (
  deps: DocumentDeps,
  actor: Actor,
  { documentId, follows }: FollowDocument,
): Promise<Result<null, DocumentRefusal>> =>
  actor.kind !== 'officer'
    ? Promise.resolve(refuse({ code: 'document.not-permitted' }))
    : onDocument<null, DocumentRefusal>(deps, actor, documentId, async ({ tx, now }) => {
        if (follows) await keepInSight(tx, actor.officerId, documentId, now)
        else await dropFromSight(tx, actor.officerId, documentId)
        return accept(null)
      })
