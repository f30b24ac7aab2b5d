import { dongInWords, formatDong } from '#kernel/money.ts'
import { formatInstantLong } from '#kernel/time.ts'
import { findTracked, getDossierCode, type TrackedDossier } from '#modules/dossiers/index.ts'
import {
  confirmPayment,
  type DossierMoney,
  findPaymentStanding,
  moneyOfDossier,
  requestPayment,
} from '#modules/payments/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { type Answer, json, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { PaymentPage, type PaymentState, type PaymentView } from '#web/ui/views/citizen/filing/payment.tsx'
import { answerPaymentRefusal } from '../../refusals/payment-refusals.ts'
import { findOwn, hasEnded } from './own-dossier.ts'

const stateOf = (dossier: TrackedDossier, money: DossierMoney, receiptText: string): PaymentState => {
  const paid = money.payments.find((payment) => payment.state === 'paid')
  if (money.due === 0 && paid?.paidAt != null)
    return {
      kind: 'paid',
      at: formatInstantLong(paid.paidAt),
      receipt: { href: `/ho-so/${dossier.code}/bien-lai/${paid.id}`, text: receiptText },
    }
  return { kind: 'open', failedBefore: money.payments[0]?.state === 'failed' }
}

const show = async (request: PageRequest, dossier: TrackedDossier): Promise<Answer> => {
  const t = messages(request.locale)
  const money = await moneyOfDossier(request.province.database, dossier.id)
  const isPaid = money.due === 0
  const charges = money.charges.filter((charge) => (isPaid ? charge.state === 'paid' : charge.state === 'due'))
  const amount = charges.reduce((sum, charge) => sum + charge.amount, 0)
  const view: PaymentView = {
    code: dossier.code,
    procedureName: dossier.procedureName,
    backHref: `/ho-so/${dossier.code}`,
    amount: formatDong(amount),
    amountInWords: dongInWords(amount),
    lines: charges.map((charge) => ({ name: charge.name, amount: formatDong(charge.amount) })),
    state: stateOf(dossier, money, t.tracking.receipt),
    online: { action: request.path, csrf: request.csrfToken },
    counterPlace: dossier.receivingAgency,
  }
  return page(
    citizenDocument(request, { title: t.filing.payTitle, section: 'account' }, <PaymentPage t={t} view={view} />),
  )
}

export const paymentPage: Route = {
  method: 'GET',
  path: '/ho-so/:code/nop-tien',
  access: 'citizen',
  statementBudget: 4,
  handler: async (request) => {
    const dossier = await findOwn(request)
    if (dossier === null) return notFound
    return hasEnded(dossier) ? redirect(`/ho-so/${dossier.code}`) : show(request, dossier)
  },
}

/** Opens an order on the payment platform and leads there; the same order as long as the same is owed. */
export const startPayment: Route = {
  method: 'POST',
  path: '/ho-so/:code/nop-tien',
  access: 'citizen',
  handler: async (request) => {
    const dossier = await findOwn(request)
    if (dossier === null) return notFound
    const asked = await requestPayment(request.deps.payments(request.province), request.actor, {
      dossierId: dossier.id,
      payerAddress: request.sourceAddress,
    })
    if (asked.ok) return redirect(asked.value.redirectUrl)
    const { text } = answerPaymentRefusal(messages(request.locale), asked.refusal)
    return redirect(request.path, { notice: { kind: 'attention', text } })
  },
}

/** Where the payer comes back to; what counts is what the platform tells us, not that somebody came back. */
export const paymentReturn: Route = {
  method: 'GET',
  path: '/thanh-toan/:reference',
  access: 'public',
  statementBudget: 3,
  handler: async (request) => {
    const { database } = request.province
    const standing = await findPaymentStanding(database, request.params.reference ?? '')
    if (standing === null) return notFound
    const code = await getDossierCode(database, standing.dossierId)
    const t = messages(request.locale)
    const notice =
      standing.state === 'paid'
        ? { kind: 'done' as const, text: t.filing.payDone }
        : { kind: 'attention' as const, text: standing.state === 'failed' ? t.filing.payFailed : t.filing.payPending }
    const owned = await findTracked(database, code)
    const isOwner = request.actor.kind === 'citizen' && owned?.accountId === request.actor.accountId
    return redirect(isOwner ? `/ho-so/${code}` : `/tra-cuu?ma=${code}`, { notice })
  },
}

/** A notice is a few hundred bytes. */
const noticeBytes = 64 * 1024

/**
 * The platform tells what became of an order. It is checked by its hash; its words are kept before anything else is done. The province is
 * that of the host.
 */
export const paymentNotice: Route = {
  method: 'POST',
  path: '/thanh-toan/xac-nhan',
  access: 'public',
  caller: 'machine',
  maxBodyBytes: noticeBytes,
  handler: async (request) => json(await confirmPayment(request.deps.payments(request.province), request.body)),
}

/** The same for a platform that knows one host of the installation: the address says whose notice it is. */
export const paymentNoticeOfProvince: Route = {
  ...paymentNotice,
  path: '/thanh-toan/xac-nhan/:province',
  handler: async (request) => {
    const { deps, params, body } = request
    const province = deps.provinces.byKey(params.province ?? '')
    return province === undefined ? notFound : json(await confirmPayment(deps.payments(province), body))
  },
}
