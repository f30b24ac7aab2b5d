import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import type { DocumentDeps } from '../scene.ts'
import { endDocument } from './end-document.ts'
import { type OutgoingResult, onOutgoing, recordAct } from './outgoing-scene.ts'

export const RecallDocument = z.strictObject({ documentId: z.uuid(), reason: z.string().trim().max(1_000) })
export type RecallDocument = z.infer<typeof RecallDocument>

/** The leader or the clerk takes an issued document back at once, and says why. @legal ND-30-2020 Điều 18 */
export const recallDocument = (deps: DocumentDeps, actor: Actor, command: RecallDocument): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, async (scene, officer) => {
    const { document } = scene
    const post = postFor(officer, 'leader', document.agencyId) ?? postFor(officer, 'clerk', document.agencyId)
    if (post === undefined) return refuse({ code: 'document.not-permitted' })
    if (document.state !== 'issued') return refuse({ code: 'document.state-forbids', state: document.state })
    if (command.reason === '') return refuse({ code: 'document.reason-missing' })
    await endDocument(scene, officer, document, { state: 'recalled', reason: command.reason })
    await recordAct(scene, officer, post, 'document.recalled')
    return accept(null)
  })
