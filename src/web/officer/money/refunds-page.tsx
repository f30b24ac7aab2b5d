import { isUuid } from '#kernel/ids.ts'
import { formatDong } from '#kernel/money.ts'
import { formatInstant } from '#kernel/time.ts'
import {
  decideRefund,
  holdsProvincePost,
  listRefundQueue,
  payOutRefund,
  type QueuedRefund,
} from '#modules/payments/index.ts'
import { moneyRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { OfficerActView, OfficerDeedView } from '#web/ui/views/officer/officer-act.tsx'
import { RefundQueuePage, type RefundQueueView } from '#web/ui/views/officer/refund-queue.tsx'
import { answerPaymentRefusal } from '../../refusals/payment-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { moneyPath, reconciliationPath, refundsPath } from './money-paths.ts'

const names = { note: 'ly-do', how: 'cach', reference: 'so-chung-tu' } as const
const mostOpen = 200
const mostDone = 50

const deeds = ['duyet', 'khong-duyet', 'da-chi'] as const
type Deed = (typeof deeds)[number]

type Trouble = { readonly refundId: string; readonly deed: Deed; readonly status: number; readonly text: string }

const actOf = (
  request: PageRequest,
  one: QueuedRefund,
  deed: Deed,
  trouble: Trouble | undefined,
  words: Omit<OfficerDeedView, 'target'>,
): OfficerActView => {
  const isRefused = trouble?.refundId === one.id && trouble.deed === deed
  const { fields } = words
  const typed = fields?.fields.map((field) => ({ ...field, value: fieldOf(request.form, field.name) }))
  return {
    ...words,
    target: { action: `${refundsPath}/${one.id}/${deed}`, csrf: request.csrfToken },
    ...(isRefused && fields !== undefined && typed !== undefined ? { fields: { ...fields, fields: typed } } : {}),
    ...(isRefused ? { isOpen: true, problem: trouble.text } : {}),
  }
}

const verdictActs = (request: PageRequest, t: Messages, one: QueuedRefund, trouble?: Trouble) => [
  actOf(request, one, 'duyet', trouble, {
    text: t.officer.refundApprove,
    isMain: true,
    explains: t.officer.refundApproveExplains,
  }),
  actOf(request, one, 'khong-duyet', trouble, {
    text: t.officer.refundDecline,
    fields: {
      sections: [{ id: one.id }],
      fields: [
        { section: one.id, name: names.note, type: 'textarea', label: t.officer.refundDeclineReason, required: true },
      ],
    },
  }),
]

const payOutAct = (request: PageRequest, t: Messages, one: QueuedRefund, trouble?: Trouble) =>
  actOf(request, one, 'da-chi', trouble, {
    text: t.officer.refundPayOut,
    isMain: true,
    explains: t.officer.refundPayOutExplains,
    confirmText: t.officer.refundPayOutSend,
    fields: {
      sections: [{ id: one.id }],
      fields: [
        {
          section: one.id,
          name: names.how,
          type: 'radio',
          label: t.officer.refundHow,
          required: true,
          value: 'transfer',
          options: (['transfer', 'cash'] as const).map((value) => ({ value, text: t.officer.refundHows[value] })),
        },
        {
          section: one.id,
          name: names.reference,
          type: 'text',
          label: t.officer.refundReference,
          hint: t.officer.refundReferenceHint,
          required: true,
          maxLength: 100,
        },
      ],
    },
  })

const linesOf = (t: Messages, one: QueuedRefund): readonly string[] => [
  one.chargeName === null ? t.officer.refundSurplus : t.officer.refundOfFee(one.chargeName),
  t.officer.refundWhy(one.reason, one.basis),
  one.proposedBy === null
    ? t.officer.refundByProgram(formatInstant(one.proposedAt))
    : t.officer.refundBy(one.proposedBy, formatInstant(one.proposedAt)),
  ...(one.decidedBy === null || one.decidedAt === null
    ? []
    : [t.officer.refundDecided(one.decidedBy, formatInstant(one.decidedAt))]),
]

const outcomeOf = (t: Messages, one: QueuedRefund): string =>
  one.state === 'declined'
    ? t.officer.refundDeclined(one.decidedBy ?? '', one.note)
    : t.officer.refundPaidOut(
        t.officer.refundHows[one.how ?? 'transfer'],
        one.reference,
        one.paidOutAt === null ? '' : formatInstant(one.paidOutAt),
      )

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const { database } = request.province
  const open = await listRefundQueue(database, actor, 'open', mostOpen)
  const done = await listRefundQueue(database, actor, 'done', mostDone)
  const mayReconcile = await holdsProvincePost(database, actor)
  const view: RefundQueueView = {
    reconciliationHref: mayReconcile ? reconciliationPath : undefined,
    open: open.map((one) => ({
      id: one.id,
      amount: formatDong(one.amount),
      state: t.officer.refundStates[one.state],
      code: one.code,
      dossierHref: moneyPath(one.dossierId),
      owner: one.ownerName,
      lines: linesOf(t, one),
      acts: [
        ...(one.mayDecide ? verdictActs(request, t, one, trouble) : []),
        ...(one.mayPayOut ? [payOutAct(request, t, one, trouble)] : []),
      ],
    })),
    done: done.map((one) => ({
      id: one.id,
      code: one.code,
      dossierHref: moneyPath(one.dossierId),
      owner: one.ownerName,
      amount: formatDong(one.amount),
      outcome: outcomeOf(t, one),
    })),
  }
  return page(
    officerDocument(request, { title: t.officer.moneyTitle }, <RefundQueuePage t={t} view={view} />),
    trouble === undefined ? {} : { status: trouble.status },
  )
}

const refundsPage: Route = {
  method: 'GET',
  path: refundsPath,
  access: { officer: moneyRoles },
  statementBudget: 3,
  handler: (request) => show(request),
}

const run = (request: PageRequest, refundId: string, deed: Deed) => {
  const deps = request.deps.dossiers(request.province)
  const actor = officerOf(request)
  if (deed === 'da-chi') {
    const how = fieldOf(request.form, names.how) === 'cash' ? 'cash' : 'transfer'
    const reference = fieldOf(request.form, names.reference).slice(0, 100)
    return payOutRefund(deps, actor, { refundId, how, reference })
  }
  const note = fieldOf(request.form, names.note).slice(0, 1_000)
  return decideRefund(deps, actor, { refundId, isApproved: deed === 'duyet', note })
}

const deedRoute = (deed: Deed): Route => ({
  method: 'POST',
  path: `${refundsPath}/:id/${deed}`,
  access: { officer: deed === 'da-chi' ? ['one-stop-officer'] : ['leader'] },
  handler: async (request) => {
    const refundId = request.params.id ?? ''
    if (!isUuid(refundId)) return notFound
    const t = messages(request.locale)
    const done = await run(request, refundId, deed)
    if (done.ok) return redirect(refundsPath, { notice: { kind: 'done', text: t.officer.refundDeedsDone[deed] } })
    const { status, text } = answerPaymentRefusal(t, done.refusal)
    return show(request, { refundId, deed, status, text })
  },
})

export const refundRoutes: readonly Route[] = [refundsPage, ...deeds.map(deedRoute)]
