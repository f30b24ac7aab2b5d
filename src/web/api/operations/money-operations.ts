import { z } from 'zod'
import { accept, type Result } from '#kernel/result.ts'
import { codeForOfficer, settleFinance } from '#modules/dossiers/index.ts'
import type { OfficerActor, Role } from '#modules/identity/domain/index.ts'
import type { PaymentRefusal } from '#modules/payments/domain/index.ts'
import {
  AddCharge,
  addCharge,
  DecideRefund,
  decideRefund,
  moneyOfDossier,
  type PaymentDeps,
  PayOutRefund,
  payOutRefund,
  proposeRefund,
  ReceiveCash,
  RelieveCharge,
  receiveCash,
  relieveCharge,
} from '#modules/payments/index.ts'
import { notThere, refusedPayment } from '../api-refusal.ts'
import { type ApiCall, type Operation, type OperationId, operation } from '../operation.ts'
import { Done, DossierId, Moment, written } from '../schemas/shared.ts'

type IdCall = ApiCall<z.infer<typeof DossierId>, unknown, unknown>

type Place = { readonly actor: OfficerActor; readonly dossierId: string; readonly code: string }

/** The dossier within the remit of the caller; of any other there is none. */
const findPlace = async ({ request, actor, params }: IdCall): Promise<Place | null> => {
  if (actor.kind !== 'officer') return null
  const code = await codeForOfficer(request.province.database, actor, params.id, request.now)
  return code === null ? null : { actor, dossierId: params.id, code }
}

const Charge = z.object({
  id: z.uuid(),
  name: z.string(),
  amount: z.number(),
  state: z.enum(['due', 'paid', 'waived', 'refunded']),
  paymentId: z.uuid().nullable(),
})
const Payment = z.object({
  id: z.uuid(),
  reference: z.string(),
  method: z.string(),
  amount: z.number(),
  state: z.string(),
  paidAt: Moment.nullable(),
  receipt: z.string().nullable(),
})
const Refund = z.object({ id: z.uuid(), state: z.string(), amount: z.number() })

const readFees = operation({
  id: 'readFees',
  group: 'officer',
  method: 'GET',
  path: '/api/v1/dossiers/:id/fees',
  access: { officer: ['one-stop-officer', 'unit-head', 'handler', 'leader', 'clerk', 'supervisor', 'auditor'] },
  statementBudget: 4,
  params: DossierId,
  reply: z.object({
    code: z.string(),
    due: z.number(),
    charges: z.array(Charge),
    payments: z.array(Payment),
    refunds: z.array(Refund),
  }),
  run: async (call) => {
    const place = await findPlace(call)
    if (place === null) return notThere
    const { due, charges, payments, refunds } = await moneyOfDossier(call.request.province.database, place.dossierId)
    return accept({
      code: place.code,
      due,
      charges: [...charges],
      payments: payments.map((payment) => ({ ...payment, paidAt: written(payment.paidAt) })),
      refunds: [...refunds],
    })
  },
})

type MoneyAct<Body extends z.ZodObject> = {
  readonly id: OperationId
  readonly path: string
  readonly roles: readonly Role[]
  readonly body: Body
  readonly run: (deps: PaymentDeps, place: Place, body: z.output<Body>) => Promise<Result<unknown, PaymentRefusal>>
}

/** A deed on the money of a dossier: the same use case as on the page, which says who may. */
const moneyAct = <Body extends z.ZodObject>(one: MoneyAct<Body>): Operation =>
  operation<typeof Done, typeof DossierId, undefined, Body>({
    id: one.id,
    group: 'officer',
    method: 'POST',
    path: `/api/v1/dossiers/:id/${one.path}`,
    access: { officer: one.roles },
    params: DossierId,
    body: one.body,
    reply: Done,
    run: async (call) => {
      const place = await findPlace(call as IdCall)
      if (place === null) return notThere
      const { request, t, deps } = call
      const done = await one.run(request.deps.payments(request.province), place, call.body as z.output<Body>)
      if (!done.ok) return refusedPayment(t, done.refusal)
      // A dossier that waited for the money goes on at once; the job that follows finds it done.
      await settleFinance(deps, place.dossierId)
      return accept({ code: place.code })
    },
  })

const desk = ['one-stop-officer'] as const
const heads = ['unit-head', 'leader'] as const

const Why = z.strictObject({ reason: z.string().trim().max(1_000), basis: z.string().trim().max(300).default('') })

export const moneyOperations: readonly Operation[] = [
  readFees,
  moneyAct({
    id: 'receiveCash',
    path: 'receive-cash',
    roles: desk,
    body: z.strictObject(ReceiveCash.omit({ dossierId: true }).shape),
    run: (deps, { actor, dossierId }, body) => receiveCash(deps, actor, { ...body, dossierId }),
  }),
  moneyAct({
    id: 'addCharge',
    path: 'charges',
    roles: desk,
    body: z.strictObject(AddCharge.omit({ dossierId: true }).shape),
    run: (deps, { actor, dossierId }, body) => addCharge(deps, actor, { ...body, dossierId }),
  }),
  moneyAct({
    id: 'relieveCharge',
    path: 'relieve-charge',
    roles: desk,
    body: z.strictObject(RelieveCharge.shape),
    run: (deps, { actor }, body) => relieveCharge(deps, actor, body),
  }),
  moneyAct({
    id: 'proposeFeeRefund',
    path: 'propose-fee-refund',
    roles: desk,
    body: Why.extend({ chargeId: z.uuid() }),
    run: (deps, { actor, dossierId }, body) => proposeRefund(deps, actor, { ...body, dossierId }),
  }),
  moneyAct({
    id: 'proposeSurplusRefund',
    path: 'propose-surplus-refund',
    roles: desk,
    body: Why.extend({ paymentId: z.uuid() }),
    run: (deps, { actor, dossierId }, body) => proposeRefund(deps, actor, { ...body, dossierId }),
  }),
  moneyAct({
    id: 'decideRefund',
    path: 'decide-refund',
    roles: heads,
    body: DecideRefund,
    run: (deps, { actor }, body) => decideRefund(deps, actor, body),
  }),
  moneyAct({
    id: 'payOutRefund',
    path: 'pay-out-refund',
    roles: desk,
    body: PayOutRefund,
    run: (deps, { actor }, body) => payOutRefund(deps, actor, body),
  }),
]
