import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { DraftHead } from '../../domain/drafting/draft-head.ts'
import {
  checkPlaces,
  mainField,
  type OrderedPlace,
  type PlannedSigner,
  plannedSigners,
  rightOfSigner,
  type SigningMandate,
} from '../../domain/drafting/signing-plan.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { findHeldSeats, type HeldSeat, type OutgoingSigner } from '../../store/signers.ts'
import { listMandates } from '../../store/signing-mandates.ts'
import type { DocumentScene } from '../scene.ts'
import { openWork } from './outgoing-scene.ts'

export type FoundPlace = OrderedPlace & Pick<HeldSeat, 'agencyId' | 'name' | 'title'>

type Asked = { readonly agencyId: string; readonly head: DraftHead; readonly day: Temporal.PlainDate }

const findPlace = (
  { agencyId, head, day }: Asked,
  planned: PlannedSigner,
  seat: HeldSeat | undefined,
  mandates: readonly SigningMandate[],
): Result<FoundPlace, OutgoingRefusal> => {
  const isMain = planned.field === mainField
  if (seat === undefined) return refuse({ code: isMain ? 'draft.signer-missing' : 'draft.co-signer-missing' })
  const isOurs = seat.agencyId === agencyId
  const { officerId, name, title } = seat
  const place = { ...planned, officerId, agencyId: seat.agencyId, name, title }
  if (planned.role === 'initial')
    return isOurs ? accept({ ...place, mandate: null }) : refuse({ code: 'draft.co-signer-missing' })
  const { authority, givenTitle } = planned
  const asked = { seat, authority, givenTitle, content: head.typeCode, on: day }
  // What was given in writing here counts for documents of this agency alone.
  const right = rightOfSigner({ ...asked, mandates: isOurs || isMain ? mandates : [] })
  if (!right.ok) return refuse({ code: 'draft.signing-refused', name, why: right.refusal })
  if (isMain && !isOurs && right.value === null) return refuse({ code: 'draft.signer-missing' })
  return accept({ ...place, mandate: right.value })
}

/** Everybody of the order with whoever holds his post today, and the right in which he will sign. @legal ND-30-2020 Điều 13 */
export const findPlaces = async (
  reader: Reader,
  asked: Asked,
): Promise<Result<readonly FoundPlace[], OutgoingRefusal>> => {
  const planned = plannedSigners(asked.head)
  const [seats, mandates] = await Promise.all([
    findHeldSeats(
      reader,
      planned.map(({ postId }) => postId),
      asked.day,
    ),
    listMandates(reader, asked.agencyId, asked.day),
  ])
  const places: FoundPlace[] = []
  for (const one of planned) {
    const place = findPlace(
      asked,
      one,
      seats.find((seat) => seat.postId === one.postId),
      mandates,
    )
    if (!place.ok) return place
    places.push(place.value)
  }
  const checked = checkPlaces(places, asked.head.typeCode)
  return checked.ok ? accept(places) : refuse({ code: 'draft.signing-order', why: checked.refusal })
}

/** Lays the document before all who may sign in a round. */
export const openRound = async (
  scene: DocumentScene,
  signers: readonly OutgoingSigner[],
  round: number,
  by: string,
): Promise<void> => {
  for (const one of signers.filter((signer) => signer.round === round))
    await openWork(scene, {
      deed: 'sign',
      role: one.postRole as Role,
      agencyId: one.agencyId,
      unitId: one.unitId,
      officerId: one.officerId,
      capacity: 'signing',
      givenBy: by,
    })
}
