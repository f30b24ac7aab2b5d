import { accept, type Result } from '#kernel/result.ts'
import type { HeldPost } from '#modules/identity/domain/index.ts'
import type { DraftHead, OutgoingRefusal } from '#modules/official-documents/domain/index.ts'
import { createDraft, findDocument, saveDraft } from '#modules/official-documents/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import { officerOf } from '../officer-of.ts'
import type { TypedDraft } from './draft-form.ts'
import { type DraftOrigin, originNames } from './draft-origin.ts'

/** The wording that a page was drawn from, and the id under which a new one is kept: carried unseen by every form of a draft. */
export const versionName = '_version'
export const freshName = 'ma-moi'

export type DraftToKeep = {
  readonly id: string
  readonly version: number
  readonly post: HeldPost
  readonly origin: DraftOrigin | null
  readonly head: DraftHead
  readonly typed: TypedDraft
  readonly isAutosave: boolean
}

/** Begins the draft, or keeps the next wording of it: a page that keeps by itself may have begun it already. */
export const keepDraft = async (
  request: PageRequest,
  { id, version, post, origin, head, typed, isAutosave }: DraftToKeep,
): Promise<Result<{ readonly version: number }, OutgoingRefusal>> => {
  const deps = request.deps.dossiers(request.province)
  const actor = officerOf(request)
  if ((await findDocument(deps.database, id)) !== null)
    return saveDraft(deps, actor, { documentId: id, baseVersion: version, head, content: typed.text, isAutosave })
  const links = origin === null ? [] : [{ kind: originNames[origin.name], toId: origin.document.id }]
  const created = await createDraft(deps, actor, { id, postId: post.postId, head, content: typed.text, links })
  return created.ok ? accept({ version: 1 }) : created
}
