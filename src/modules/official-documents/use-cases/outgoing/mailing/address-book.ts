import { z } from 'zod'
import { usableAddress } from '#kernel/mail-address.ts'
import { accept, refuse } from '#kernel/result.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { inTransaction, isBreachOf, type Tx } from '#platform/database/connection.ts'
import type { OutgoingRefusal } from '../../../domain/outgoing-refusals.ts'
import {
  deleteOutsideReceiver,
  lockOutsideReceiver,
  saveOutsideReceiver,
} from '../../../store/mailing/outside-receivers.ts'
import { actionActorOf, type DocumentDeps } from '../../scene.ts'
import type { OutgoingResult } from '../outgoing-scene.ts'

const line = (most: number) => z.string().max(most).transform(tidy)

export const KeepAddress = z.strictObject({
  /** Made by whoever asks, so that a second press enters nothing twice; of one that is there, it changes that. */
  id: z.uuid(),
  agencyId: z.uuid(),
  name: line(300).pipe(z.string().min(1)),
  email: line(254),
  address: line(500),
})
export type KeepAddress = z.infer<typeof KeepAddress>

type Deed = { readonly deps: DocumentDeps; readonly actor: Actor; readonly id: string; readonly agencyId: string }

/** What was done with an address, without the address. */
const record = async (tx: Tx, { deps, actor, id, agencyId }: Deed, type: string): Promise<void> => {
  const now = deps.clock.now()
  await appendAction(tx, {
    subjectKind: 'outside-receiver',
    subjectId: id,
    type,
    actor: actionActorOf(actor, postFor(actor, 'clerk', agencyId) ?? null),
    occurredAt: now,
    recordedAt: now,
    detail: {},
  })
}

/** The clerk puts down, or changes, where a receiver outside is written to. */
export const keepAddress = async (deps: DocumentDeps, actor: Actor, command: KeepAddress): OutgoingResult<null> => {
  const { id, agencyId, email, address } = command
  if (actor.kind !== 'officer' || postFor(actor, 'clerk', agencyId) === undefined)
    return refuse({ code: 'document.not-permitted' })
  if (email === '' && address === '') return refuse({ code: 'receiver.address-missing' })
  if (email !== '' && usableAddress(email) === null) return refuse({ code: 'receiver.mail-address-wrong' })
  try {
    return await inTransaction<null, OutgoingRefusal>(deps.database, async (tx) => {
      const known = await lockOutsideReceiver(tx, id)
      if (known !== null && known.agencyId !== agencyId) return refuse({ code: 'document.not-found' })
      await saveOutsideReceiver(tx, command, { at: deps.clock.now(), by: actor.officerId })
      await record(tx, { deps, actor, id, agencyId }, 'outside-receiver.kept')
      return accept(null)
    })
  } catch (error) {
    if (isBreachOf(error, 'outside_receiver_once')) return refuse({ code: 'receiver.known-already' })
    throw error
  }
}

export const DropAddress = z.strictObject({ id: z.uuid() })
export type DropAddress = z.infer<typeof DropAddress>

/** Takes a receiver out of the address book; what was sent stands. */
export const dropAddress = (deps: DocumentDeps, actor: Actor, { id }: DropAddress): OutgoingResult<null> =>
  inTransaction<null, OutgoingRefusal>(deps.database, async (tx) => {
    const known = await lockOutsideReceiver(tx, id)
    if (known === null || actor.kind !== 'officer' || postFor(actor, 'clerk', known.agencyId) === undefined)
      return refuse({ code: 'document.not-found' })
    await deleteOutsideReceiver(tx, id)
    await record(tx, { deps, actor, id, agencyId: known.agencyId }, 'outside-receiver.dropped')
    return accept(null)
  })
