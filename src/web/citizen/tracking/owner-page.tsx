import { formatDong } from '#kernel/money.ts'
import { formatInstantLong, localDate } from '#kernel/time.ts'
import { channelNumbered, isUndecided } from '#modules/dossiers/domain/index.ts'
import {
  countLooks,
  findIssuedResult,
  findOpenRequest,
  listStory,
  loadClockHistory,
  type StoryEntry,
  type TrackedDossier,
} from '#modules/dossiers/index.ts'
import { feesToSettle } from '#modules/payments/domain/index.ts'
import { type DossierMoney, moneyOfDossier } from '#modules/payments/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { notFound, type PageRequest, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { TrackOwnerPage, type TrackOwnerView } from '#web/ui/views/citizen/track-owner.tsx'
import { dueViewOf, latenessOf } from '../../dossier-deadline.ts'
import { findOwn, hasEnded } from './own-dossier.ts'
import { actsBefore, slipLinks, timelineOf } from './story.ts'
import { statusWords } from './track-page.tsx'

const sumCharged = (money: DossierMoney): number => money.charges.reduce((sum, charge) => sum + charge.amount, 0)

const refundsOf = (t: Messages, money: DossierMoney): readonly string[] =>
  money.refunds.map(({ amount, state, reference, note, paidOutAt }) => {
    const sum = formatDong(amount)
    if (state === 'paid-out')
      return t.tracking.refundPaidOut(sum, paidOutAt === null ? '' : formatInstantLong(paidOutAt), reference)
    return state === 'declined' ? t.tracking.refundDeclined(sum, note) : t.tracking.refundStates[state](sum)
  })

const feeOf = (t: Messages, dossier: TrackedDossier, money: DossierMoney): TrackOwnerView['fee'] => {
  if (money.charges.length === 0) return undefined
  const refunds = refundsOf(t, money)
  const receipt = money.payments.find((payment) => payment.state === 'paid' && payment.receiptAttachmentId !== null)
  if (money.due > 0 && hasEnded(dossier))
    return { amount: formatDong(money.due), isPaid: false, isDropped: true, refunds }
  if (money.due > 0)
    return {
      amount: formatDong(money.due),
      isPaid: false,
      refunds,
      link: { href: `/ho-so/${dossier.code}/nop-tien`, text: t.tracking.payNow },
    }
  return {
    amount: formatDong(sumCharged(money)),
    isPaid: true,
    refunds,
    link: receipt ? { href: `/ho-so/${dossier.code}/bien-lai/${receipt.id}`, text: t.tracking.receipt } : undefined,
  }
}

/** What the desk has still to count or look up: nobody is told meanwhile that it costs nothing. */
const feesToComeOf = async (request: PageRequest, dossier: TrackedDossier, money: DossierMoney) => {
  if (hasEnded(dossier)) return []
  const { database, catalogue } = request.deps.dossiers(request.province)
  const offer = await catalogue.findById(database, dossier.procedureId, localDate(request.now))
  if (offer === null) return []
  return feesToSettle(offer, channelNumbered(dossier.channel), money.charges).map((fee) => fee.name)
}

/** No day can be promised before the desk has accepted; how long it takes from then can. */
const limitAheadOf = (t: Messages, { status, limit }: TrackedDossier): string | undefined =>
  status === 'registered' && limit !== null
    ? t.tracking.limitAhead(t.publicPages.limit[limit.unit](limit.amount))
    : undefined

const yourTurnOf = async (
  request: PageRequest,
  t: Messages,
  dossier: TrackedDossier,
  money: DossierMoney,
  story: readonly StoryEntry[],
): Promise<TrackOwnerView['yourTurn']> => {
  const refusal = story.find((entry) => entry.kind === 'slip' && entry.who === '03')
  if (dossier.status === 'refused' && refusal !== undefined)
    return {
      title: t.tracking.refusedTitle,
      text: t.tracking.refusedText,
      act: { href: `/ho-so/${dossier.code}/phieu/${refusal.key}`, text: t.tracking.refusedSee },
    }
  if (dossier.status === 'supplementing') {
    const asked = await findOpenRequest(request.province.database, dossier.id)
    if (asked === null) return undefined
    return {
      title: t.tracking.requestTitle,
      text: asked.items.map((item) => item.text).join('\n'),
      before: asked.answerBy === null ? undefined : t.tracking.beforeDay(formatInstantLong(asked.answerBy)),
      act: { href: `/ho-so/${dossier.code}/bo-sung`, text: t.tracking.supplementSend },
    }
  }
  if (money.due > 0 && !hasEnded(dossier))
    return {
      title: t.tracking.payTitle,
      text: formatDong(money.due),
      act: { href: `/ho-so/${dossier.code}/nop-tien`, text: t.tracking.payNow },
    }
  return undefined
}

const whoActsOf = (dossier: TrackedDossier, story: readonly StoryEntry[]): TrackOwnerView['whoActs'] => {
  const open = story.find((entry) => entry.kind === 'step' && entry.isOpen)
  if (open === undefined) return undefined
  const before = actsBefore(open.dueAt, dossier.dueAt, story)
  return { text: open.who, before: before === null ? undefined : formatInstantLong(before) }
}

/** What is said when the owner need not do anything. */
const restWords = (t: Messages, dossier: TrackedDossier, hasResult: boolean): string => {
  if (dossier.status === 'returned' || dossier.status === 'withdrawn' || dossier.status === 'stopped')
    return t.tracking.nothingMore
  return hasResult ? t.tracking.resultReady : t.tracking.nothingToDo
}

const withdrawOf = (request: PageRequest, dossier: TrackedDossier): TrackOwnerView['withdraw'] =>
  isUndecided(dossier.status)
    ? { target: { action: `/ho-so/${dossier.code}/rut`, csrf: request.csrfToken }, reasonName: 'reason' }
    : undefined

const viewOf = async (request: PageRequest, t: Messages, dossier: TrackedDossier): Promise<TrackOwnerView> => {
  const { database } = request.province
  const workingTime = await request.deps.dossiers(request.province).workingTime(database)
  const [story, history, money, result, looks] = await Promise.all([
    listStory(database, dossier.id),
    loadClockHistory(database, dossier.id),
    moneyOfDossier(database, dossier.id),
    findIssuedResult(database, dossier.id),
    countLooks(database, dossier.id),
  ])
  const isRunning = dossier.status === 'accepted' || dossier.status === 'processing'
  return {
    code: dossier.code,
    procedureName: dossier.procedureName,
    ...statusWords(t, dossier.statusCode),
    lateness: isRunning ? latenessOf(workingTime, request.now, dossier.dueAt, dossier.limit) : undefined,
    due: dueViewOf(workingTime, history, dossier.limit, {
      paused: t.tracking.paused,
      unknown: t.tracking.limitUnknown,
    }),
    limitAhead: limitAheadOf(t, dossier),
    timeline: timelineOf(t, dossier, story),
    yourTurn: await yourTurnOf(request, t, dossier, money, story),
    whoActs: whoActsOf(dossier, story),
    nothingToDo: restWords(t, dossier, result !== null),
    outcome:
      result === null
        ? undefined
        : { name: result.name, number: result.notation, download: `/ho-so/${dossier.code}/ket-qua` },
    fee: feeOf(t, dossier, money),
    feesToCome: await feesToComeOf(request, dossier, money),
    files: [{ href: `/ho-so/${dossier.code}/ban-nop`, name: t.filing.doneReceipt }, ...slipLinks(t, dossier, story)],
    looks: { ...looks, href: `/ho-so/${dossier.code}/ai-da-xem` },
    rateHref: result === null ? undefined : `/ho-so/${dossier.code}/danh-gia`,
    withdraw: withdrawOf(request, dossier),
  }
}

/** The whole of one's own dossier: where it is, by when and why, who acts now, and what I must do. */
export const ownDossier: Route = {
  method: 'GET',
  path: '/ho-so/:code',
  access: 'citizen',
  statementBudget: 12,
  handler: async (request) => {
    const t = messages(request.locale)
    const dossier = await findOwn(request)
    if (dossier === null) return notFound
    const view = await viewOf(request, t, dossier)
    return page(
      citizenDocument(request, { title: dossier.code, section: 'account' }, <TrackOwnerPage t={t} view={view} />),
    )
  },
}
