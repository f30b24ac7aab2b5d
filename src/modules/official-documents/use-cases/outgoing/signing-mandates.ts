import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { findAgency } from '#modules/agencies/index.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { inTransaction, isBreachOf, type Reader } from '#platform/database/connection.ts'
import { documentTypes } from '../../domain/document-type.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { findHeldSeats } from '../../store/signers.ts'
import { endMandate, insertMandate } from '../../store/signing-mandates.ts'
import type { DocumentDeps } from '../scene.ts'
import type { OutgoingResult } from './outgoing-scene.ts'

const Day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))

export const GiveMandate = z.strictObject({
  /** Made by whoever asks, so that a second press enters nothing twice. */
  id: z.uuid(),
  agencyId: z.uuid(),
  postId: z.uuid(),
  capacity: z.enum(['TM', 'KT', 'TL', 'TUQ', 'Q']),
  basis: z.string().trim().min(1).max(200),
  from: Day,
  until: Day.nullable(),
  /** Codes of types; empty: all. */
  contents: z.array(z.enum(documentTypes.map((type) => type.code))).max(29),
})
export type GiveMandate = z.infer<typeof GiveMandate>

/** Its leaders give rights to sign; its clerk enters what they gave on paper. */
const mayGive = (actor: Actor, agencyId: string): boolean =>
  postFor(actor, 'leader', agencyId) !== undefined || postFor(actor, 'clerk', agencyId) !== undefined

export const mandateAgencies = (actor: Actor): readonly string[] =>
  actor.kind === 'officer'
    ? [...new Set(actor.posts.map((post) => post.agencyId))].filter((agencyId) => mayGive(actor, agencyId))
    : []

/** A post of the agency, or, for signing by authority, the head of one right below it. @legal ND-30-2020 Điều 13 khoản 3 */
const isWithin = async (reader: Reader, command: GiveMandate, day: Temporal.PlainDate): Promise<boolean> => {
  const [seat] = await findHeldSeats(reader, [command.postId], day)
  if (seat === undefined) return false
  if (seat.agencyId === command.agencyId) return true
  if (command.capacity !== 'TUQ' || seat.role !== 'leader') return false
  return (await findAgency(reader, seat.agencyId))?.parentId === command.agencyId
}

/** Enters a right to sign that was given in writing. @legal ND-30-2020 Điều 13 */
export const giveMandate = async (deps: DocumentDeps, actor: Actor, command: GiveMandate): OutgoingResult<null> => {
  if (actor.kind !== 'officer' || !mayGive(actor, command.agencyId)) return refuse({ code: 'document.not-permitted' })
  const { until, from, contents, capacity } = command
  if (until !== null && Temporal.PlainDate.compare(until, from) < 0) return refuse({ code: 'mandate.dates-wrong' })
  if (capacity === 'TUQ' && (until === null || contents.length === 0)) return refuse({ code: 'mandate.unlimited' })
  const now = deps.clock.now()
  try {
    return await inTransaction<null, OutgoingRefusal>(deps.database, async (tx) => {
      if (!(await isWithin(tx, command, localDate(now)))) return refuse({ code: 'mandate.post-unknown' })
      const limited = { ...command, contents: contents.length === 0 ? null : contents }
      await insertMandate(tx, { ...limited, givenBy: actor.officerId, givenAt: now })
      return accept(null)
    })
  } catch (error) {
    if (isBreachOf(error, 'signing_mandate_pkey')) return accept(null)
    if (isBreachOf(error, 'signing_mandate_once')) return refuse({ code: 'mandate.given-already' })
    throw error
  }
}

export const EndMandate = z.strictObject({ id: z.uuid() })
export type EndMandate = z.infer<typeof EndMandate>

/** From today on nobody signs by it; what was signed by it stands. */
export const endSigningMandate = (deps: DocumentDeps, actor: Actor, command: EndMandate): OutgoingResult<null> =>
  inTransaction<null, OutgoingRefusal>(deps.database, async (tx) => {
    const agencies = mandateAgencies(actor)
    if (actor.kind !== 'officer' || agencies.length === 0) return refuse({ code: 'document.not-permitted' })
    const at = deps.clock.now()
    const isDone = await endMandate(tx, command.id, agencies, { by: actor.officerId, at, on: localDate(at) })
    return isDone ? accept(null) : refuse({ code: 'mandate.ended-already' })
  })
