import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { FormKey } from '#platform/database/do-once.ts'
import { mayPermitUse } from '../../domain/kept-copy.ts'
import { findKeptCopyOut, insertKeptCopyUse, markKeptCopyReturned } from '../../store/kept-copies.ts'
import { findSeats } from '../../store/outgoing-papers.ts'
import { type OutgoingResult, onOutgoing, recordAct } from '../outgoing/outgoing-scene.ts'
import type { DocumentDeps, DocumentScene } from '../scene.ts'

const line = (most: number) => z.string().max(most).transform(tidy)

export const LendKeptCopy = z.strictObject({
  documentId: z.uuid(),
  userName: line(200),
  userUnit: line(300),
  /** The post of whoever allowed it. */
  permittedByPost: z.uuid().nullable(),
  dueOn: z.iso.date().nullable(),
  note: line(300),
  key: FormKey,
})
export type LendKeptCopy = z.infer<typeof LendKeptCopy>

const lend = async (scene: DocumentScene, clerk: OfficerActor, command: LendKeptCopy): OutgoingResult<null> => {
  const { tx, now, document } = scene
  const post = postFor(clerk, 'clerk', document.agencyId)
  if (post === undefined) return refuse({ code: 'document.not-permitted' })
  if (document.registerNumber === null) return refuse({ code: 'document.state-forbids', state: document.state })
  const today = localDate(now)
  const dueOn = command.dueOn === null ? null : Temporal.PlainDate.from(command.dueOn)
  if (command.userName === '') return refuse({ code: 'kept-copy.user-missing' })
  if (dueOn !== null && Temporal.PlainDate.compare(dueOn, today) < 0) return refuse({ code: 'kept-copy.due-passed' })
  const [seats, out] = await Promise.all([findSeats(tx, document.agencyId, today), findKeptCopyOut(tx, document.id)])
  if (out !== null) return refuse({ code: 'kept-copy.is-out', by: out.userName })
  const permittedBy = seats.find((seat) => seat.postId === command.permittedByPost && mayPermitUse(seat.role))
  if (permittedBy === undefined) return refuse({ code: 'kept-copy.not-permitted' })
  const { userName, userUnit, note } = command
  await insertKeptCopyUse(tx, {
    ...{ id: newId(), documentId: document.id, userName, userUnit, lentOn: today, dueOn, permittedBy, note },
    ...{ lentAt: now, lentBy: clerk.officerId },
  })
  await recordAct(scene, clerk, post, 'document.kept-copy-lent', { permittedBy: permittedBy.officerId })
  return accept(null)
}

/**
 * The clerk gives out the kept copy of an outgoing document, and puts down to whom and who allowed it: a line of the book of use of kept copies.
 * @legal ND-30-2020 Điều 6, Phụ lục IV, mục IV
 */
export const lendKeptCopy = (deps: DocumentDeps, actor: Actor, command: LendKeptCopy): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, (scene, clerk) => lend(scene, clerk, command), {
    act: 'kept-copy.lend',
    answer: z.null(),
    command,
  })

export const TakeBackKeptCopy = z.strictObject({ documentId: z.uuid(), useId: z.uuid() })
export type TakeBackKeptCopy = z.infer<typeof TakeBackKeptCopy>

/** The kept copy is back: the line is closed with the day. A second press finds it closed. */
export const takeBackKeptCopy = (deps: DocumentDeps, actor: Actor, command: TakeBackKeptCopy): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, async (scene, clerk) => {
    const { tx, now, document } = scene
    const post = postFor(clerk, 'clerk', document.agencyId)
    if (post === undefined) return refuse({ code: 'document.not-permitted' })
    const out = await findKeptCopyOut(tx, document.id)
    if (out?.id !== command.useId) return refuse({ code: 'document.work-done-already' })
    await markKeptCopyReturned(tx, out.id, { at: now, on: localDate(now), by: clerk.officerId })
    await recordAct(scene, clerk, post, 'document.kept-copy-returned')
    return accept(null)
  })
