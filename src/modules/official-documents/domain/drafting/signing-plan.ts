import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import {
  type AuthorityRefusal,
  authorityRefusal,
  type Capacity,
  checkOrder,
  type OrderRefusal,
  type SigningOrder,
  type SigningRole,
} from '#modules/signatures/domain/index.ts'
import type { DraftHead, SigningAuthority, SigningPlan } from './draft-head.ts'

const plainPlan: SigningPlan = { initials: [], coSigners: [], needed: null, turn: 'others-first' }

export const planOf = (head: Pick<DraftHead, 'signing'>): SigningPlan => head.signing ?? plainPlan

/** One place of the order, before somebody is found for it. */
export type PlannedSigner = {
  readonly round: number
  readonly position: number
  readonly role: Extract<SigningRole, 'initial' | 'sign'>
  /** How many of the round must sign. */
  readonly needed: number
  /** The place on the page. */
  readonly field: string
  readonly postId: string
  readonly authority: SigningAuthority
  readonly givenTitle: string
}

/** Where the one who is answerable signs: the field of every document that is numbered and sealed. */
export const mainField = 'ChuKyNguoiKy'
export const coSignerField = (at: number): string => `ChuKyCungKy${at + 1}`
export const isCoSignerField = (field: string): boolean => /^ChuKyCungKy\d+$/.test(field)
export const initialField = (at: number): string => `KyNhay${at + 1}`

/** Initials first, in any turn; then those who sign beside, as many as are needed, before or after the one who is answerable. @legal ND-30-2020 Điều 12 */
export const plannedSigners = (
  head: Pick<DraftHead, 'signing' | 'signerPostId' | 'authority'>,
): readonly PlannedSigner[] => {
  const { initials, coSigners, needed, turn } = planOf(head)
  const first = initials.length === 0 ? 0 : 1
  const beside = coSigners.length === 0 ? 0 : 1
  const own = { role: 'sign', givenTitle: '' } as const
  const others = coSigners.map(
    ({ postId, authority, title }, at): PlannedSigner => ({
      ...{ ...own, position: at, field: coSignerField(at), postId, authority, givenTitle: title },
      round: turn === 'others-first' ? first : first + 1,
      needed: Math.min(needed ?? coSigners.length, coSigners.length),
    }),
  )
  const main = { ...own, position: 0, needed: 1, field: mainField, authority: head.authority }
  const mainRound = turn === 'others-first' ? first + beside : first
  return [
    ...initials.map(
      ({ postId }, at): PlannedSigner => ({
        ...{ role: 'initial', givenTitle: '', authority: 'own', postId },
        ...{ round: 0, position: at, needed: initials.length, field: initialField(at) },
      }),
    ),
    ...others,
    ...(head.signerPostId === null ? [] : [{ ...main, round: mainRound, postId: head.signerPostId }]),
  ].sort((one, other) => one.round - other.round || one.position - other.position)
}

/** A right to sign that was given in writing. */
export type SigningMandate = {
  readonly id: string
  readonly postId: string
  readonly capacity: Exclude<Capacity, 'own'>
  readonly basis: string
  readonly from: Temporal.PlainDate
  /** The last day; null: until it is ended. */
  readonly until: Temporal.PlainDate | null
  readonly contents: readonly string[] | null
}

/** Whoever holds a post, as far as it matters to his signature. */
export type SignerSeat = { readonly postId: string; readonly role: string; readonly title: string }

export type RightRefusal =
  | AuthorityRefusal
  /** TL. and TUQ. rest on a paper, and none is entered for this post. */
  | { readonly code: 'signature.authority-missing'; readonly authority: SigningAuthority }
  /** A deputy signs for the head, never as the head; the head does not sign for himself; who leads nothing signs by order or authority. */
  | { readonly code: 'signature.authority-not-of-post'; readonly authority: SigningAuthority }

export type RightQuestion = {
  readonly seat: SignerSeat
  readonly authority: SigningAuthority
  readonly givenTitle: string
  readonly mandates: readonly SigningMandate[]
  /** Code of the type of document. */
  readonly content: string
  readonly on: Temporal.PlainDate
}

export const isDeputyTitle = (title: string): boolean => /^phó\s/iu.test(title)

export const capacityOf = (authority: SigningAuthority): Capacity => (authority === 'TM-KT' ? 'KT' : authority)

export const mandateAuthority = (mandate: SigningMandate) => ({
  capacity: mandate.capacity,
  basis: mandate.basis,
  from: mandate.from,
  ...(mandate.until === null ? {} : { until: mandate.until }),
  ...(mandate.contents === null ? {} : { contents: mandate.contents }),
})

/** In whose right a post may sign a kind of document on a day; the mandate it rests on, where it needs one. @legal ND-30-2020 Điều 13 */
export const rightOfSigner = (asked: RightQuestion): Result<SigningMandate | null, RightRefusal> => {
  const { seat, authority, mandates, content, on } = asked
  const capacity = capacityOf(authority)
  const given = mandates.filter((one) => one.postId === seat.postId && one.capacity === capacity)
  const needsOne = authority === 'TL' || authority === 'TUQ'
  if (!needsOne && !isOfPost(asked)) return refuse({ code: 'signature.authority-not-of-post', authority })
  // What was given to a deputy in writing is limited as it was written.
  if (given.length === 0) return needsOne ? refuse({ code: 'signature.authority-missing', authority }) : accept(null)
  const faults = given.map((one) => authorityRefusal(mandateAuthority(one), content, on))
  const holding = given[faults.indexOf(undefined)]
  const [fault] = faults
  return holding === undefined && fault !== undefined ? refuse(fault) : accept(holding ?? null)
}

const isOfPost = ({ seat, authority, givenTitle }: RightQuestion): boolean => {
  if (givenTitle !== '') return authority === 'own'
  const isFor = authority === 'KT' || authority === 'TM-KT'
  return seat.role === 'leader' && isDeputyTitle(seat.title) === isFor
}

/** One place of the order with whoever holds it. */
export type OrderedPlace = Omit<PlannedSigner, 'role'> & {
  readonly role: SigningRole
  readonly officerId: string
  readonly mandate: SigningMandate | null
}

/** The same as the module of signatures asks for it; `agreed` is what the first signature goes on. */
export const orderOf = (places: readonly OrderedPlace[], content: string, agreed: string): SigningOrder => {
  const rounds = [...new Set(places.map(({ round }) => round))].sort((one, other) => one - other)
  return {
    content,
    agreed,
    rounds: rounds.map((round) => {
      const own = places.filter((place) => place.round === round)
      return {
        role: own[0]?.role ?? 'sign',
        needed: own[0]?.needed ?? 1,
        signers: own.map(({ officerId, authority, mandate }) => ({
          holder: { kind: 'officer', id: officerId },
          authority: mandate === null ? { capacity: capacityOf(authority) } : mandateAuthority(mandate),
        })),
      }
    }),
  }
}

/** Nobody signs twice, and the order can be carried out. */
export const checkPlaces = (places: readonly OrderedPlace[], content: string): Result<null, OrderRefusal> => {
  const signing = places.filter(({ role }) => role === 'sign').map(({ officerId }) => officerId)
  const doubled = signing.find((id, at) => signing.indexOf(id) !== at)
  if (doubled !== undefined) {
    const round = places.findLast(({ officerId }) => officerId === doubled)?.round ?? 0
    return refuse({ code: 'signature.order-doubled', round })
  }
  const checked = checkOrder(orderOf(places, content, ''))
  return checked.ok ? accept(null) : checked
}

/** Why it was signed, as it is written into the signature: the paper that gave the right. */
export const reasonOfSigning = (role: SigningRole, mandate: SigningMandate | null): string | undefined => {
  if (role === 'initial') return 'Ký nháy'
  return mandate === null ? undefined : `${mandate.capacity}. theo ${mandate.basis}`
}
