import { unreachable } from '#kernel/result.ts'
import { Channel, limitOf, type Offer, Offering, TimeUnit, usualDeeds } from '#modules/procedures/domain/index.ts'
import { findOffering, listOfferings, type OfferingRefusal, offerProcedure } from '#modules/procedures/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import { FormPage } from '#web/ui/views/admin/form-page.tsx'
import { OfferingsPage } from '#web/ui/views/admin/offerings.tsx'
import { officerDocument } from '../http/frames/officer-frame.tsx'
import {
  type Answer,
  fieldOf,
  fieldsOf,
  forbidden,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '../http/route.ts'
import { administrators } from './administrators.ts'

const path = '/quan-tri/thu-tuc'
const asks = { query: 'q', after: 'sau' } as const
const hourName = (deed: string): string => `gio-${deed}`

const show = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const words = fieldOf(request.query, asks.query).slice(0, 100)
  const after = fieldOf(request.query, asks.after).slice(0, 64)
  const { lines, next } = await listOfferings(request.province.database, { words, after })
  const addressOf = (from: string): string =>
    `${path}?${new URLSearchParams({ [asks.query]: words, [asks.after]: from }).toString()}`
  const view = {
    action: path,
    search: { name: asks.query, query: words },
    lines: lines.map(({ code, name, field, isOpen }) => ({
      code,
      name,
      field,
      href: `${path}/${code}`,
      state: isOpen === null ? t.admin.offersNotYet : isOpen ? t.admin.offersOpen : t.admin.offersClosed,
      isOpen: isOpen === true,
    })),
    pages: {
      previousHref: after === '' ? undefined : addressOf(''),
      nextHref: next === null ? undefined : addressOf(next),
    },
  }
  return page(officerDocument(request, { title: t.admin.offersTitle }, <OfferingsPage t={t} view={view} />))
}

type Typed = Readonly<Record<string, string | readonly string[]>>

const usualHours: Readonly<Record<string, string>> = {
  receive: '2',
  assign: '2',
  handle: '8',
  review: '2',
  sign: '2',
  number: '2',
}

/** What stands in the form before anybody typed: the offer as it is, or as it might be. */
const typedOf = ({ published, local, isOpen }: Offer & { readonly isOpen: boolean }): Typed => {
  const decider = local?.decidedBy
  const limit = local === null ? null : (local.limits[0]?.limit ?? null)
  const published1 =
    published.channels[0] === undefined ? null : limitOf({ published, local: null }, published.channels[0].channel)
  const fee = local?.fees[0]?.fees[0]
  const hours = (deed: string): string =>
    String(local?.process.steps.find(({ key }) => key === deed)?.hours ?? usualHours[deed] ?? '')
  return {
    nhan: isOpen ? 'co' : 'khong',
    'co-quan': decider === undefined || decider.kind === 'commune' ? '' : decider.agency,
    'don-vi': decider?.unit ?? '',
    'noi-nhan': local?.receivedAt ?? 'any-desk',
    'cach-nop': local?.channels ?? Channel.options,
    'thoi-han': limit === null ? '' : String(limit.amount),
    'tinh-bang': limit?.unit ?? published1?.unit ?? 'working_day',
    phi: fee?.amount === undefined || fee.amount === null ? '' : String(fee.amount),
    'ket-qua': local?.outcomes[0]?.name ?? published.outcomes[0]?.name.slice(0, 300) ?? '',
    'can-cu': local?.process.decision ?? '',
    ...Object.fromEntries(usualDeeds.map((deed) => [hourName(deed), hours(deed)])),
  }
}

const questionsOf = ({ admin: t }: Messages): readonly Omit<FormFieldView, 'section' | 'value'>[] => [
  {
    name: 'nhan',
    type: 'radio',
    label: t.offerOpen,
    options: [
      { value: 'co', text: t.offerOpenYes },
      { value: 'khong', text: t.offerOpenNo },
    ],
    required: true,
  },
  { name: 'co-quan', type: 'text', label: t.offerAgency, hint: t.offerAgencyHint, width: 'half' },
  { name: 'don-vi', type: 'text', label: t.offerUnit, hint: t.offerUnitHint, required: true, width: 'half' },
  {
    name: 'noi-nhan',
    type: 'radio',
    label: t.offerReceived,
    options: [
      { value: 'any-desk', text: t.offerAnyDesk },
      { value: 'deciding-agency', text: t.offerOwnDesk },
    ],
    required: true,
  },
  {
    name: 'cach-nop',
    type: 'checkboxes',
    label: t.offerChannels,
    options: Channel.options.map((value) => ({ value, text: t.offerChannel[value] })),
    required: true,
  },
  { name: 'thoi-han', type: 'number', label: t.offerLimit, hint: t.offerLimitHint, width: 'half' },
  {
    name: 'tinh-bang',
    type: 'select',
    label: t.offerUnitOfTime,
    options: TimeUnit.options.map((value) => ({ value, text: t.offerTimeUnits[value] })),
    width: 'half',
  },
  { name: 'phi', type: 'money', label: t.offerFee, hint: t.offerFeeHint },
  { name: 'ket-qua', type: 'text', label: t.offerOutcome, required: true, maxLength: 300 },
  ...usualDeeds.map(
    (deed) =>
      ({ name: hourName(deed), type: 'number', label: t.offerHours[deed], required: true, width: 'third' }) as const,
  ),
  { name: 'can-cu', type: 'text', label: t.offerDecision, hint: t.offerDecisionHint, required: true, maxLength: 300 },
]

const showForm = (request: PageRequest, offer: Offer, typed: Typed, errors: readonly FieldErrorView[] = []): Answer => {
  const t = messages(request.locale)
  const { code, name } = offer.published
  const view = {
    title: name,
    lead: code,
    crumbs: [{ href: path, text: t.admin.offersTitle }],
    target: { action: `${path}/${code}`, csrf: request.csrfToken },
    fields: questionsOf(t).map((question) => ({ ...question, section: '', value: typed[question.name] })),
    errors,
    submit: t.admin.offerSave,
  }
  return page(officerDocument(request, { title: name }, <FormPage t={t} view={view} />), {
    status: errors.length === 0 ? 200 : 422,
  })
}

const numberOf = (text: string): number => (text === '' ? Number.NaN : Number(text.replace(',', '.')))
const wholeOf = (text: string): number => Number(text.replace(/[.\s]/g, ''))

const commandOf = (request: PageRequest, code: string, { admin }: Messages) => {
  const text = (name: string): string => fieldOf(request.form, name)
  const fee = wholeOf(text('phi'))
  return Offering.safeParse({
    code,
    isOpen: text('nhan') === 'co',
    agency: text('co-quan') === '' ? null : text('co-quan'),
    unit: text('don-vi'),
    receivedAt: text('noi-nhan'),
    channels: fieldsOf(request.form, 'cach-nop'),
    limit: text('thoi-han') === '' ? null : { amount: numberOf(text('thoi-han')), unit: text('tinh-bang') },
    fee: text('phi') === '' ? null : { kind: 'unknown', name: admin.offerFee, amount: fee },
    outcome: text('ket-qua'),
    hours: Object.fromEntries(usualDeeds.map((deed) => [deed, numberOf(text(hourName(deed)))])),
    decision: text('can-cu'),
  })
}

const faultOf = ({ admin: { offerFaults } }: Messages, [head, second]: readonly PropertyKey[]): FieldErrorView => {
  switch (head) {
    case 'agency':
      return { name: 'co-quan', text: offerFaults.agency }
    case 'channels':
      return { name: 'cach-nop', text: offerFaults.channels }
    case 'limit':
      return { name: 'thoi-han', text: offerFaults.limit }
    case 'fee':
      return { name: 'phi', text: offerFaults.fee }
    case 'outcome':
      return { name: 'ket-qua', text: offerFaults.outcome }
    case 'hours':
      return { name: hourName(String(second)), text: offerFaults.hours }
    case 'decision':
      return { name: 'can-cu', text: offerFaults.decision }
    default:
      return { name: 'don-vi', text: offerFaults.unit }
  }
}

const errorOf = ({ admin: { offerFaults } }: Messages, refusal: OfferingRefusal): FieldErrorView | Answer => {
  switch (refusal.code) {
    case 'offering.not-permitted':
      return forbidden
    case 'offering.procedure-unknown':
      return notFound
    case 'offering.agency-unknown':
      return { name: 'co-quan', text: offerFaults.agencyUnknown }
    case 'offering.unit-unknown':
      return { name: 'don-vi', text: offerFaults.unitUnknown }
    case 'offering.own-process':
      return { name: hourName('receive'), text: offerFaults.ownProcess }
    case 'offering.not-whole':
      return { name: 'ket-qua', text: offerFaults.notWhole }
    default:
      return unreachable(refusal)
  }
}

const ask = async (request: PageRequest): Promise<Answer> => {
  const offer = await findOffering(request.province.database, request.params.code ?? '')
  return offer === null ? notFound : showForm(request, offer, typedOf(offer))
}

const take = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const code = request.params.code ?? ''
  const offer = await findOffering(request.province.database, code)
  if (offer === null) return notFound
  const refused = (errors: readonly FieldErrorView[]): Answer => showForm(request, offer, request.form, errors)
  const command = commandOf(request, code, t)
  if (!command.success) {
    const faults = new Map(command.error.issues.map(({ path: at }) => faultOf(t, at)).map((one) => [one.name, one]))
    return refused([...faults.values()])
  }
  const deps = { database: request.province.database, clock: request.deps.clock }
  const result = await offerProcedure(deps, request.actor, command.data)
  if (result.ok) return redirect(`${path}/${code}`, { notice: { kind: 'done', text: t.admin.offerSaved } })
  const error = errorOf(t, result.refusal)
  return 'kind' in error ? error : refused([error])
}

export const offeringRoutes: readonly Route[] = [
  { method: 'GET', path, access: administrators, statementBudget: 1, handler: show },
  { method: 'GET', path: `${path}/:code`, access: administrators, statementBudget: 1, handler: ask },
  { method: 'POST', path: `${path}/:code`, access: administrators, handler: take },
]
