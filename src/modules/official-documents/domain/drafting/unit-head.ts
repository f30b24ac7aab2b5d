import { z } from 'zod'
import { isDeputyTitle, mainField, type OrderedPlace } from './signing-plan.ts'

/** Whether a draft leaves its unit only past whoever heads it, who answers for what it says. @legal ND-30-2020 Điều 12 khoản 1 */
export const unitHeadLooksKey = { key: 'documents.unit-head-looks', schema: z.boolean(), whenUndecided: true } as const

export type UnitSeat = {
  readonly officerId: string
  readonly postId: string
  readonly role: string
  readonly unitId: string | null
  readonly title: string
}

/** Who heads a unit: a deputy counts where nobody else heads it. */
export const headsOfUnit = <Seat extends UnitSeat>(seats: readonly Seat[], unitId: string | null): readonly Seat[] => {
  const holders = seats.filter((seat) => unitId !== null && seat.role === 'unit-head' && seat.unitId === unitId)
  const heads = holders.filter(({ title }) => !isDeputyTitle(title))
  return heads.length > 0 ? heads : holders
}

type Heads = readonly Pick<UnitSeat, 'officerId' | 'postId'>[]

/** Whether a post is one of a head, his own or held for him by delegation. */
export const isHeadsPost = (heads: Heads, { postId }: Pick<UnitSeat, 'postId'>): boolean =>
  heads.some((head) => head.postId === postId)

/** Whether a head puts his own hand to it in any case, and not after the one who is answerable: initials, or a signature that cannot be left out. */
export const isSignedByHead = (
  heads: Heads,
  places: readonly Pick<OrderedPlace, 'officerId' | 'round' | 'needed' | 'field'>[],
): boolean => {
  const last = places.find(({ field }) => field === mainField)?.round ?? 0
  const needsAll = ({ round, needed }: (typeof places)[number]): boolean =>
    round <= last && needed === places.filter((place) => place.round === round).length
  return places.some((place) => needsAll(place) && heads.some(({ officerId }) => officerId === place.officerId))
}

/** Who has to find the contents in order before anybody outside the unit sees them; nobody where a head submits or signs it himself. */
export const headsToAsk = <Seat extends UnitSeat>(
  heads: readonly Seat[],
  submittedFrom: readonly Pick<UnitSeat, 'postId'>[],
  places: Parameters<typeof isSignedByHead>[1],
): readonly Seat[] =>
  submittedFrom.some((post) => isHeadsPost(heads, post)) || isSignedByHead(heads, places) ? [] : heads

/** Whether a clerk other than this officer is there. */
export const hasOtherClerk = (seats: readonly Pick<UnitSeat, 'officerId' | 'role'>[], officerId: string): boolean =>
  seats.some((seat) => seat.role === 'clerk' && seat.officerId !== officerId)
