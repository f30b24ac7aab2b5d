import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { updateDocument } from '../../store/official-documents.ts'
import { updateOutgoingPaper } from '../../store/outgoing-papers.ts'
import { recallFromRecipients } from '../../store/recipients.ts'
import type { DocumentDeps } from '../scene.ts'
import { type OutgoingResult, onOutgoing, recordAct } from './outgoing-scene.ts'

export const RecallDocument = z.strictObject({ documentId: z.uuid(), reason: z.string().trim().max(1_000) })
export type RecallDocument = z.infer<typeof RecallDocument>

/**
 * The leader or the clerk takes an issued document back: it is frozen with its number and its file, and every recipient sees that it was recalled.
 * @legal ND-30-2020 Điều 18
 */
export const recallDocument = (deps: DocumentDeps, actor: Actor, command: RecallDocument): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, async (scene, officer) => {
    const { tx, now, document } = scene
    const post = postFor(officer, 'leader', document.agencyId) ?? postFor(officer, 'clerk', document.agencyId)
    if (post === undefined) return refuse({ code: 'document.not-permitted' })
    if (document.state !== 'issued') return refuse({ code: 'document.state-forbids', state: document.state })
    if (command.reason === '') return refuse({ code: 'document.reason-missing' })
    await updateOutgoingPaper(tx, document.id, { ended_reason: command.reason, ended_at: now })
    await recallFromRecipients(tx, document.id, now)
    await updateDocument(tx, document, { state: 'recalled', updated_at: now })
    await recordAct(scene, officer, post, 'document.recalled')
    return accept(null)
  })
