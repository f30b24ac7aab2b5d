import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { isSameHolder, type KeyHolder } from './key-holder.ts'
import { type AuthorityRefusal, authorityRefusal, type SigningAuthority } from './signing-authority.ts'

/** `initial`: the small sign of who drafted or checked; `countersign`: of a unit asked; `sign`: of who is answerable; `seal`: of the agency. */
export const signingRoles = ['initial', 'countersign', 'sign', 'seal'] as const
export type SigningRole = (typeof signingRoles)[number]

export type OrderedSigner = { readonly holder: KeyHolder; readonly authority: SigningAuthority }

/** Those who may sign at one place of the order, and how many of them must: n of m, in any turn. */
export type SigningRound = {
  readonly role: SigningRole
  readonly signers: readonly OrderedSigner[]
  readonly needed: number
}

/** Who signs one document, round after round. The seal, where there is one, comes last and once. */
export type SigningOrder = {
  /** Code of the kind of document, by which authority is limited. */
  readonly content: string
  /** SHA-256 of the file as it was agreed: the first signature goes on this and on nothing else. */
  readonly agreed: string
  readonly rounds: readonly SigningRound[]
}

export type GivenSignature = {
  readonly round: number
  readonly holder: KeyHolder
  /** SHA-256 of the file before and after. */
  readonly before: string
  readonly after: string
}

export type OrderRefusal =
  | { readonly code: 'signature.order-empty' }
  | { readonly code: 'signature.order-unsatisfiable'; readonly round: number }
  | { readonly code: 'signature.order-doubled'; readonly round: number }
  | { readonly code: 'signature.order-without-signature' }
  | { readonly code: 'signature.order-seal-misplaced' }

export type TurnRefusal =
  | { readonly code: 'signature.order-complete' }
  | { readonly code: 'signature.not-in-order' }
  | { readonly code: 'signature.not-your-turn'; readonly round: number }
  | { readonly code: 'signature.given-already' }
  /** The file is not the one that was agreed, or not the one that the last signature made. */
  | { readonly code: 'signature.document-changed' }
  | AuthorityRefusal

export const mostRounds = 20
export const mostSignersOfRound = 50

/** Whether an order can be carried out and ends as the law wants: signed first, sealed last. @legal ND-30-2020 13, 17 */
export const checkOrder = (order: SigningOrder): Result<SigningOrder, OrderRefusal> => {
  if (order.rounds.length === 0 || order.rounds.length > mostRounds) return refuse({ code: 'signature.order-empty' })
  for (const [index, round] of order.rounds.entries()) {
    const isCount = Number.isSafeInteger(round.needed) && round.needed >= 1 && round.needed <= round.signers.length
    if (!isCount || round.signers.length > mostSignersOfRound)
      return refuse({ code: 'signature.order-unsatisfiable', round: index })
    const isDoubled = round.signers.some((signer, at) =>
      round.signers.slice(0, at).some((other) => isSameHolder(signer.holder, other.holder)),
    )
    if (isDoubled) return refuse({ code: 'signature.order-doubled', round: index })
  }
  if (!order.rounds.some((round) => round.role === 'sign')) return refuse({ code: 'signature.order-without-signature' })
  return isSealPlaced(order) ? accept(order) : refuse({ code: 'signature.order-seal-misplaced' })
}

/** Seals belong to agencies and signatures to people; the one seal closes the order. */
const isSealPlaced = (order: SigningOrder): boolean =>
  order.rounds.every(
    (round, index) =>
      (round.role !== 'seal' || (index === order.rounds.length - 1 && round.signers.length === 1)) &&
      round.signers.every((signer) => (signer.holder.kind === 'agency') === (round.role === 'seal')),
  )

const givenIn = (given: readonly GivenSignature[], round: number): readonly GivenSignature[] =>
  given.filter((each) => each.round === round)

/** The round that is open, from 0; null when all are full. */
export const openRound = (order: SigningOrder, given: readonly GivenSignature[]): number | null => {
  const open = order.rounds.findIndex((round, index) => givenIn(given, index).length < round.needed)
  return open === -1 ? null : open
}

/** Who may sign now. */
export const awaitedSigners = (order: SigningOrder, given: readonly GivenSignature[]): readonly OrderedSigner[] => {
  const open = openRound(order, given)
  const round = open === null ? undefined : order.rounds[open]
  if (open === null || round === undefined) return []
  const done = givenIn(given, open)
  return round.signers.filter((signer) => !done.some((each) => isSameHolder(each.holder, signer.holder)))
}

export type Turn = {
  readonly round: number
  readonly role: SigningRole
  readonly authority: SigningAuthority
  /** This signature fills its round, and the order. */
  readonly fillsRound: boolean
  readonly fillsOrder: boolean
}

export type TurnQuestion = {
  readonly holder: KeyHolder
  /** SHA-256 of the file in hand. */
  readonly sha256: string
  readonly on: Temporal.PlainDate
}

/** Whether it is the turn of a holder to sign the file in hand, and in which right. */
export const decideTurn = (
  order: SigningOrder,
  given: readonly GivenSignature[],
  question: TurnQuestion,
): Result<Turn, TurnRefusal> => {
  const open = openRound(order, given)
  const round = open === null ? undefined : order.rounds[open]
  if (open === null || round === undefined) return refuse({ code: 'signature.order-complete' })
  const signer = round.signers.find((each) => isSameHolder(each.holder, question.holder))
  if (signer === undefined) return refuse(whyNotNow(order, given, question.holder, open))
  const done = givenIn(given, open)
  if (done.some((each) => isSameHolder(each.holder, question.holder)))
    return refuse({ code: 'signature.given-already' })
  if (question.sha256 !== (given.at(-1)?.after ?? order.agreed)) return refuse({ code: 'signature.document-changed' })
  const refusal = authorityRefusal(signer.authority, order.content, question.on)
  if (refusal !== undefined) return refuse(refusal)
  const fillsRound = done.length + 1 === round.needed
  return accept({
    round: open,
    role: round.role,
    authority: signer.authority,
    fillsRound,
    fillsOrder: fillsRound && open === order.rounds.length - 1,
  })
}

const whyNotNow = (
  order: SigningOrder,
  given: readonly GivenSignature[],
  holder: KeyHolder,
  open: number,
): TurnRefusal => {
  const isLater = order.rounds
    .slice(open + 1)
    .some((round) => round.signers.some((signer) => isSameHolder(signer.holder, holder)))
  if (isLater) return { code: 'signature.not-your-turn', round: open }
  const hasSigned = given.some((each) => isSameHolder(each.holder, holder))
  return { code: hasSigned ? 'signature.given-already' : 'signature.not-in-order' }
}
