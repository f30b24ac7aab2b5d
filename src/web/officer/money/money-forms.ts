import { isUuid } from '#kernel/ids.ts'
import { formatDong } from '#kernel/money.ts'
import type { Result } from '#kernel/result.ts'
import { settleFinance } from '#modules/dossiers/index.ts'
import { postFor } from '#modules/identity/domain/index.ts'
import { mayReturnFee, type PaymentRefusal } from '#modules/payments/domain/index.ts'
import { addCharge, proposeRefund, relieveCharge } from '#modules/payments/index.ts'
import { type FormBody, fieldOf, type PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { answerPaymentRefusal } from '../../refusals/payment-refusals.ts'
import { readAmount } from '../acts/amount.ts'
import type { DossierScene } from '../dossier/load-dossier.ts'
import { feesToCount, isMoneyClosed } from '../dossier/money-view.ts'
import { officerOf } from '../officer-of.ts'
import { moneyPath } from './money-paths.ts'

/** The deeds of the desk on the money of a dossier, by the last part of their address. */
export const moneyDeeds = ['mien-giam', 'them', 'hoan'] as const
export type MoneyDeed = (typeof moneyDeeds)[number]

/** Why a deed was not done, with what was typed. */
export type MoneyTrouble = {
  readonly deed: MoneyDeed
  readonly status: number
  readonly problem?: string | undefined
  readonly errors: readonly FieldErrorView[]
  readonly typed: FormBody
}

type Outcome = { readonly notice: string } | Omit<MoneyTrouble, 'deed' | 'typed'>

const names = {
  charge: 'khoan',
  kind: 'cach',
  amount: 'so-tien',
  reason: 'ly-do',
  basis: 'can-cu',
  evidence: 'giay-to',
  name: 'ten',
  type: 'loai',
} as const

const missing = (name: string, text: string): Outcome => ({ status: 422, errors: [{ name, text }] })

const outcomeOf = (t: Messages, result: Result<unknown, PaymentRefusal>, notice: string): Outcome => {
  if (result.ok) return { notice }
  const { status, text, field } = answerPaymentRefusal(t, result.refusal)
  const name = field === 'reference' || field === undefined ? undefined : names[field]
  return name === undefined ? { status, problem: text, errors: [] } : { status, errors: [{ name, text }] }
}

const textOf = (request: PageRequest, name: string, longest: number): string =>
  fieldOf(request.form, name).slice(0, longest)

const relieve = async (request: PageRequest, t: Messages, dossierId: string): Promise<Outcome> => {
  const chargeId = fieldOf(request.form, names.charge)
  if (!isUuid(chargeId)) return missing(names.charge, t.officer.chargeMissing)
  const isReduced = fieldOf(request.form, names.kind) === 'giam'
  const amount = readAmount(fieldOf(request.form, names.amount))
  if (isReduced && amount === null) return missing(names.amount, t.officer.amountMissing)
  const deps = request.deps.dossiers(request.province)
  const relieved = await relieveCharge(deps, officerOf(request), {
    chargeId,
    relief: isReduced && amount !== null ? { kind: 'reduce', amount } : { kind: 'waive' },
    reason: textOf(request, names.reason, 1_000),
    basis: textOf(request, names.basis, 300),
    evidence: textOf(request, names.evidence, 300),
  })
  // A dossier that waited for the money goes on at once; the job that follows finds it done.
  if (relieved.ok) await settleFinance(deps, dossierId)
  return outcomeOf(t, relieved, t.officer.relieved)
}

const add = async (request: PageRequest, t: Messages, dossierId: string): Promise<Outcome> => {
  const name = textOf(request, names.name, 300)
  const amount = readAmount(fieldOf(request.form, names.amount))
  if (name === '') return missing(names.name, t.officer.financeNameMissing)
  if (amount === null || amount > 100_000_000_000) return missing(names.amount, t.officer.amountMissing)
  const kind = fieldOf(request.form, names.type) === 'phi' ? 1 : 2
  const deps = request.deps.dossiers(request.province)
  const charge = { dossierId, name, kind, amount, collectedWhen: 4 } as const
  return outcomeOf(t, await addCharge(deps, officerOf(request), charge), t.officer.chargeAdded)
}

const giveBack = async (request: PageRequest, t: Messages, dossierId: string): Promise<Outcome> => {
  const [kind = '', id = ''] = fieldOf(request.form, names.charge).split(':')
  if (!isUuid(id)) return missing(names.charge, t.officer.chargeMissing)
  const why = { dossierId, reason: textOf(request, names.reason, 1_000), basis: textOf(request, names.basis, 300) }
  const command = kind === 'thua' ? { ...why, paymentId: id } : { ...why, chargeId: id }
  const deps = request.deps.dossiers(request.province)
  return outcomeOf(t, await proposeRefund(deps, officerOf(request), command), t.officer.refundProposed)
}

export const runMoneyDeed: Readonly<
  Record<MoneyDeed, (request: PageRequest, t: Messages, dossierId: string) => Promise<Outcome>>
> = { 'mien-giam': relieve, them: add, hoan: giveBack }

type Field = Omit<FormFieldView, 'section' | 'error' | 'value'> & { readonly value?: string | undefined }

type Drawn = {
  readonly request: PageRequest
  readonly t: Messages
  readonly scene: DossierScene
  readonly trouble: MoneyTrouble | undefined
}

const formOf = (
  { request, scene, trouble }: Drawn,
  deed: MoneyDeed,
  words: Pick<OfficerActView & object, 'text'> & { readonly explains: string; readonly confirmText: string },
  fields: readonly Field[],
): OfficerActView => {
  const refused = trouble?.deed === deed ? trouble : undefined
  return {
    ...words,
    target: { action: `${moneyPath(scene.dossier.id)}/${deed}`, csrf: request.csrfToken },
    isOpen: refused !== undefined,
    problem: refused?.problem,
    fields: {
      sections: [{ id: deed }],
      fields: fields.map((field) => ({
        ...field,
        section: deed,
        value: refused === undefined ? field.value : fieldOf(refused.typed, field.name),
        error: refused?.errors.find((error) => error.name === field.name)?.text,
      })),
    },
  }
}

const reasonField = (t: Messages, label: string): Field => ({
  name: names.reason,
  type: 'textarea',
  label,
  required: true,
  maxLength: 1_000,
  hint: t.officer.reasonOfMoneyHint,
})

const basisField = (t: Messages, required: boolean): Field => ({
  name: names.basis,
  type: 'text',
  label: t.officer.reliefBasis,
  hint: t.officer.reliefBasisHint,
  required,
  maxLength: 300,
})

const reliefForm = (drawn: Drawn): readonly OfficerActView[] => {
  const { t, scene } = drawn
  const due = scene.money.charges.filter((charge) => charge.state === 'due')
  if (due.length === 0) return []
  const words = { text: t.officer.relief, explains: t.officer.reliefExplains, confirmText: t.officer.reliefSend }
  const options = due.map(({ id, name, amount }) => ({ value: id, text: `${name}: ${formatDong(amount)}` }))
  const kinds = [
    { value: 'mien', text: t.officer.reliefWaive },
    { value: 'giam', text: t.officer.reliefReduce },
  ]
  return [
    formOf(drawn, 'mien-giam', words, [
      { name: names.charge, type: 'radio', label: t.officer.chargeOf, required: true, value: due[0]?.id, options },
      { name: names.kind, type: 'radio', label: t.officer.reliefKind, required: true, value: 'mien', options: kinds },
      { name: names.amount, type: 'money', label: t.officer.reliefAmount, hint: t.officer.reliefAmountHint },
      basisField(t, true),
      {
        name: names.evidence,
        type: 'text',
        label: t.officer.reliefEvidence,
        hint: t.officer.reliefEvidenceHint,
        required: true,
        maxLength: 300,
      },
      reasonField(t, t.officer.reliefReason),
    ]),
  ]
}

const chargeForm = (drawn: Drawn): readonly OfficerActView[] => {
  const { t, scene } = drawn
  if (isMoneyClosed(scene.dossier)) return []
  const [next] = feesToCount(scene)
  const words = {
    text: t.officer.addCharge,
    explains: t.officer.addChargeExplains,
    confirmText: t.officer.addChargeSend,
  }
  const types = [
    { value: 'le-phi', text: t.officer.chargeKinds[2] },
    { value: 'phi', text: t.officer.chargeKinds[1] },
  ]
  const type = next?.kind === 'phi' ? 'phi' : 'le-phi'
  return [
    formOf(drawn, 'them', words, [
      {
        name: names.name,
        type: 'text',
        label: t.officer.financeName,
        required: true,
        maxLength: 300,
        value: next?.name,
      },
      { name: names.type, type: 'radio', label: t.officer.chargeKind, required: true, value: type, options: types },
      { name: names.amount, type: 'money', label: t.officer.amount, required: true },
    ]),
  ]
}

/** Fees that may go back, and surplus whose proposal was declined. */
const returnable = ({ t, scene }: Drawn) => {
  const { money, dossier } = scene
  const fees = money.charges
    .filter((charge) => mayReturnFee(charge, money.refunds, dossier.statusCode))
    .map(({ id, name, amount }) => ({ value: `phi:${id}`, text: `${name}: ${formatDong(amount)}` }))
  const left = money.payments
    .filter(
      (payment) =>
        payment.surplus > 0 &&
        !money.refunds.some((one) => one.chargeId === null && one.paymentId === payment.id && one.state !== 'declined'),
    )
    .map(({ id, surplus }) => ({ value: `thua:${id}`, text: t.officer.surplusOf(formatDong(surplus)) }))
  return [...fees, ...left]
}

const refundForm = (drawn: Drawn): readonly OfficerActView[] => {
  const { t } = drawn
  const options = returnable(drawn)
  if (options.length === 0) return []
  const words = { text: t.officer.refund, explains: t.officer.refundExplains, confirmText: t.officer.refundSend }
  return [
    formOf(drawn, 'hoan', words, [
      {
        name: names.charge,
        type: 'radio',
        label: t.officer.chargeOf,
        required: true,
        value: options[0]?.value,
        options,
      },
      basisField(t, false),
      reasonField(t, t.officer.refundReason),
    ]),
  ]
}

/** What the desk that received the dossier may do with its money now; nothing for anybody else. */
export const moneyForms = (drawn: Drawn): readonly OfficerActView[] => {
  const { request, scene } = drawn
  const isDesk = postFor(officerOf(request), 'one-stop-officer', scene.dossier.receivingAgencyId) !== undefined
  return isDesk ? [...refundForm(drawn), ...reliefForm(drawn), ...chargeForm(drawn)] : []
}
