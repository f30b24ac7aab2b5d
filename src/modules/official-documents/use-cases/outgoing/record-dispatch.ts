import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import { type Actor, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { FormKey } from '#platform/database/do-once.ts'
import { rememberPostalAddress } from '../../store/mailing/outside-receivers.ts'
import { updateReceiver } from '../../store/recipients.ts'
import type { DocumentDeps, DocumentScene } from '../scene.ts'
import { type OutgoingResult, onOutgoing, recordAct } from './outgoing-scene.ts'

export const RecordDispatch = z.strictObject({
  documentId: z.uuid(),
  recipientId: z.uuid(),
  way: z.enum(['post', 'hand', 'e-mail']),
  address: z.string().trim().max(500),
  tracking: z.string().trim().max(100),
  /** Of what goes by post. */
  envelopes: z.int().min(1).max(999).default(1),
  note: z.string().trim().max(300).default(''),
  outcome: z.enum(['sent', 'arrived', 'refused']),
  key: FormKey,
})
export type RecordDispatch = z.infer<typeof RecordDispatch>

const dispatch = async (scene: DocumentScene, officer: OfficerActor, command: RecordDispatch): OutgoingResult<null> => {
  const { tx, now, document } = scene
  const post = postFor(officer, 'clerk', document.agencyId)
  if (post === undefined) return refuse({ code: 'document.not-permitted' })
  if (document.state !== 'issued') return refuse({ code: 'document.state-forbids', state: document.state })
  const { documentId: _, key: __, recipientId, outcome, ...told } = command
  const name = await updateReceiver(tx, document.id, recipientId, { ...told, state: outcome, at: now })
  if (name === null) return refuse({ code: 'document.addressee-missing' })
  const { agencyId } = document
  // Typed once: the next document to the same receiver knows it.
  if (told.way === 'post' && told.address !== '')
    await rememberPostalAddress(tx, { agencyId, name, address: told.address }, { at: now, by: officer.officerId })
  await recordAct(scene, officer, post, 'document.dispatched', { recipientId, way: command.way, outcome })
  return accept(null)
}

/**
 * The clerk puts down how a receiver outside this system was reached, and what became of it; what goes by post is a line of the post book.
 * @legal ND-30-2020 Điều 18, Phụ lục IV, mục III
 */
export const recordDispatch = (deps: DocumentDeps, actor: Actor, command: RecordDispatch): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, (scene, officer) => dispatch(scene, officer, command), {
    act: 'document.dispatch',
    answer: z.null(),
    command,
  })
