import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { DeadlineRules } from '#modules/calendar/domain/index.ts'
import type { Dossier } from './dossier.ts'
import type { DossierRefusal } from './refusals.ts'
import { isUndecided, mayMove, type Status } from './status.ts'

/** The one gate through which a status changes. */
export const decideMove = (dossier: Pick<Dossier, 'status'>, to: Status): Result<Status, DossierRefusal> =>
  mayMove(dossier.status, to) ? accept(to) : refuse({ code: 'dossier.status-forbids', status: dossier.status })

/** An item that is missing or wrong, and what is to be done about it. @legal TT-03-2025 Mẫu số 02 */
export type SupplementItem = { readonly paperCode: string; readonly text: string }

export type SupplementAsk = { readonly items: readonly SupplementItem[]; readonly reason: string }

/** What was asked before, and who asks. */
export type SupplementStanding = {
  readonly earlierRequests: number
  /** A proposal to ask again waits for the head. */
  readonly isProposed: boolean
  /** The head of the solving agency asks. */
  readonly isByHead: boolean
  readonly rules: Pick<DeadlineRules, 'supplementsWithoutApproval' | 'maxSupplements'>
}

const decideAsk = (
  dossier: Pick<Dossier, 'status'>,
  ask: SupplementAsk,
  standing: SupplementStanding,
): Result<Status, DossierRefusal> => {
  if (ask.items.length === 0 || ask.items.some((item) => item.text.trim() === ''))
    return refuse({ code: 'dossier.items-missing' })
  if (ask.reason.trim() === '') return refuse({ code: 'dossier.reason-missing' })
  if (standing.isProposed) return refuse({ code: 'dossier.supplement-waits-for-head' })
  const allowed = standing.rules.maxSupplements
  if (standing.earlierRequests >= allowed) return refuse({ code: 'dossier.supplements-spent', allowed })
  return decideMove(dossier, 'supplementing')
}

/** Whether what is asked now must first be agreed by the head of the solving agency. */
export const needsApproval = ({ earlierRequests, isByHead, rules }: Omit<SupplementStanding, 'isProposed'>): boolean =>
  earlierRequests >= rules.supplementsWithoutApproval && !isByHead

/**
 * All that is missing is asked for once and in full; to ask again needs the head of the solving agency, and has an end.
 * @legal ND-61-2018 Điều 17
 */
export const decideSupplementRequest = (
  dossier: Pick<Dossier, 'status'>,
  ask: SupplementAsk,
  standing: SupplementStanding,
): Result<Status, DossierRefusal> => {
  const move = decideAsk(dossier, ask, standing)
  if (!move.ok) return move
  return needsApproval(standing) ? refuse({ code: 'dossier.supplement-was-asked-before' }) : move
}

/** The same laid before the head, with why it was not asked for the first time. @legal ND-61-2018 Điều 17 */
export const decideSupplementProposal = (
  dossier: Pick<Dossier, 'status'>,
  ask: SupplementAsk & { readonly justification: string },
  standing: SupplementStanding,
): Result<Status, DossierRefusal> => {
  const move = decideAsk(dossier, ask, standing)
  if (!move.ok) return move
  if (!needsApproval(standing)) return refuse({ code: 'dossier.approval-not-needed' })
  return ask.justification.trim() === '' ? refuse({ code: 'dossier.justification-missing' }) : move
}

/** After a complete supplement the dossier stands where it stood when it was asked. */
export const decideSupplementAnswer = (
  dossier: Pick<Dossier, 'status'>,
  before: Status,
): Result<Status, DossierRefusal> => decideMove(dossier, before)

/** The program never writes the reason. @legal TT-03-2025 Mẫu số 03 */
export const decideRefusal = (dossier: Pick<Dossier, 'status'>, reason: string): Result<Status, DossierRefusal> =>
  reason.trim() === '' ? refuse({ code: 'dossier.reason-missing' }) : decideMove(dossier, 'refused')

/** As long as nothing is decided the applicant may take the dossier back. @legal ND-118-2025 Điều 21 */
export const decideWithdrawal = (
  dossier: Pick<Dossier, 'status'>,
  isSigned: boolean,
): Result<Status, DossierRefusal> =>
  isUndecided(dossier.status) && !isSigned
    ? decideMove(dossier, 'withdrawn')
    : refuse({ code: 'dossier.status-forbids', status: dossier.status })

/** The result is handed over when nothing is owed any more and it is known who took it. @legal ND-61-2018 Điều 20 */
export const decideReturn = (
  dossier: Pick<Dossier, 'status'>,
  handover: { readonly receiver: string; readonly amountDue: number },
): Result<Status, DossierRefusal> => {
  if (handover.amountDue > 0) return refuse({ code: 'dossier.fee-unpaid', amount: handover.amountDue })
  if (handover.receiver.trim() === '') return refuse({ code: 'dossier.receiver-missing' })
  return decideMove(dossier, 'returned')
}

/** When an apology may be given: from when on, until when it is in time, and how far its new date may lie. */
export type ApologyWindow = {
  readonly allowed: number
  readonly opens: Temporal.Instant
  readonly inTimeUntil: Temporal.Instant
  readonly latestNewDue: Temporal.Instant
}

export type DecidedApology = { readonly newDue: Temporal.Instant; readonly inTime: boolean }

const isBefore = (left: Temporal.Instant, right: Temporal.Instant): boolean =>
  left.epochMilliseconds < right.epochMilliseconds

/**
 * A new date with its reason, written by the head. A working day before the dossier is due it is in time; a later one is still owed to
 * the applicant and is kept as late; one before its window is refused. @legal ND-61-2018 Điều 19 khoản 9
 */
export const decideReappointment = (
  dossier: Pick<Dossier, 'status' | 'dueAt' | 'reappointments'>,
  ask: { readonly reason: string; readonly newDue: Temporal.Instant; readonly now: Temporal.Instant },
  window: ApologyWindow,
): Result<DecidedApology, DossierRefusal> => {
  const { reason, newDue, now } = ask
  if (dossier.status !== 'accepted' && dossier.status !== 'processing')
    return refuse({ code: 'dossier.status-forbids', status: dossier.status })
  if (dossier.dueAt === null) return refuse({ code: 'dossier.clock-has-no-limit' })
  if (dossier.reappointments >= window.allowed) return refuse({ code: 'dossier.reappointments-spent' })
  if (isBefore(now, window.opens)) return refuse({ code: 'dossier.apology-too-early', opens: window.opens })
  if (reason.trim() === '') return refuse({ code: 'dossier.reason-missing' })
  if (!isBefore(dossier.dueAt, newDue) || !isBefore(now, newDue)) return refuse({ code: 'dossier.new-due-not-later' })
  if (isBefore(window.latestNewDue, newDue)) return refuse({ code: 'dossier.new-due-too-far' })
  return accept({ newDue, inTime: !isBefore(window.inTimeUntil, now) })
}
