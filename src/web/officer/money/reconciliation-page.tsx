import { buffer } from 'node:stream/consumers'
import { isUuid } from '#kernel/ids.ts'
import { formatDong } from '#kernel/money.ts'
import { formatDate, formatInstant, localDate, Temporal } from '#kernel/time.ts'
import {
  askAboutPayment,
  dayOfPayments,
  holdsProvincePost,
  type StatementDifference,
  type StatementRefusal,
  type StatementSum,
  statementFileBytes,
  takeStatement,
} from '#modules/payments/index.ts'
import { moneyRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, forbidden, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import {
  type DifferenceRowView,
  ReconciliationPage,
  type ReconciliationView,
} from '#web/ui/views/officer/reconciliation.tsx'
import { officerOf } from '../officer-of.ts'
import { moneyPath, reconciliationPath as path, refundsPath } from './money-paths.ts'

const names = { day: 'ngay', file: 'tep', payment: 'khoan' } as const
const mostListed = 200
const megabytes = statementFileBytes / 1024 / 1024

const dayIn = (text: string): Temporal.PlainDate | null => {
  const iso = parseDateInput(text)
  return iso === undefined ? null : Temporal.PlainDate.from(iso)
}

/** Yesterday is the last day whose statement can be whole. */
const dayOf = ({ query, form, now }: PageRequest): Temporal.PlainDate =>
  dayIn(fieldOf(form, names.day)) ?? dayIn(fieldOf(query, names.day)) ?? localDate(now).subtract({ days: 1 })

const hrefOf = (day: Temporal.PlainDate): string => `${path}?${names.day}=${day.toString()}`

const rowOf = (
  request: PageRequest,
  t: Messages,
  day: Temporal.PlainDate,
  one: StatementDifference,
  index: number,
): DifferenceRowView => {
  const { what, todo } = t.officer.statementKinds[one.kind]
  const isAsked = one.kind === 'not-booked' && one.paymentId !== null
  const hidden = { [names.day]: day.toString(), [names.payment]: one.paymentId ?? '' }
  return {
    key: String(index),
    ...{ what, todo, reference: one.reference, transaction: one.transactionId },
    stated: one.stated === null ? '' : formatDong(one.stated),
    booked: one.booked === null ? '' : formatDong(one.booked),
    dossier:
      one.code === null || one.dossierId === null ? undefined : { href: moneyPath(one.dossierId), code: one.code },
    ask: isAsked ? { action: `${path}/hoi-lai`, csrf: request.csrfToken, hidden } : undefined,
  }
}

const figuresOf = (t: Messages, sums: readonly StatementSum[]) => {
  const total = (pick: (sum: StatementSum) => number) => sums.reduce((all, sum) => all + pick(sum), 0)
  return [
    { value: formatDong(total((sum) => sum.stated)), label: t.officer.statementStated },
    {
      value: formatDong(total((sum) => (sum.kind === 'repeated' ? 0 : sum.booked))),
      label: t.officer.statementBooked,
    },
    { value: String(sums.find(({ kind }) => kind === 'same')?.count ?? 0), label: t.officer.statementSame },
    { value: String(total((sum) => (sum.kind === 'same' ? 0 : sum.count))), label: t.officer.statementDifferences },
  ]
}

const show = async (request: PageRequest, error?: string): Promise<Answer> => {
  const t = messages(request.locale)
  const { database } = request.province
  if (!(await holdsProvincePost(database, officerOf(request)))) return forbidden
  const day = dayOf(request)
  const { statement, sums, differences } = await dayOfPayments(database, day, mostListed)
  const all = sums.reduce((count, sum) => count + (sum.kind === 'same' ? 0 : sum.count), 0)
  const view: ReconciliationView = {
    ...{ path, names, megabytes, error, backHref: refundsPath },
    day: day.toString(),
    dayText: formatDate(day),
    latest: localDate(request.now).toString(),
    target: { action: path, csrf: request.csrfToken, hidden: { [names.day]: day.toString() } },
    taken:
      statement === null
        ? undefined
        : t.officer.statementTaken(statement.fileName, statement.by, formatInstant(statement.at)),
    figures: figuresOf(t, sums),
    rows: differences.map((one, index) => rowOf(request, t, day, one, index)),
    isCut: all > differences.length ? t.officer.statementCut(differences.length, all) : undefined,
  }
  const content = <ReconciliationPage t={t} view={view} />
  return page(officerDocument(request, { title: t.officer.statementTitle }, content), {
    status: error === undefined ? 200 : 422,
  })
}

const faultOf = (t: Messages, refusal: Exclude<StatementRefusal, { readonly code: 'statement.not-permitted' }>) => {
  const { statementFaults: words } = t.officer
  switch (refusal.code) {
    case 'statement.day-ahead':
      return words.dayAhead
    case 'statement.too-large':
      return words.tooLarge(megabytes)
    case 'statement.columns-missing':
      return words.columnsMissing
    case 'statement.other-day':
      return words.otherDay(refusal.line)
    case 'statement.unreadable':
      return refusal.line === null ? words.unreadable : words.unreadableLine(refusal.line)
  }
}

const handIn = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { statementFaults: words } = t.officer
  if (request.uploadFault !== undefined) return show(request, words.tooLarge(megabytes))
  const file = request.files.find(({ field, sizeBytes }) => field === names.file && sizeBytes > 0)
  if (file === undefined) return show(request, words.missing)
  const day = dayOf(request)
  const content = await buffer(file.stream())
  const command = { day, fileName: file.name, content }
  const taken = await takeStatement(request.deps.payments(request.province), request.actor, command)
  if (taken.ok) {
    const text = t.officer.statementDone(taken.value.lines, formatDate(day))
    return redirect(hrefOf(day), { notice: { kind: 'done', text } })
  }
  return taken.refusal.code === 'statement.not-permitted' ? forbidden : show(request, faultOf(t, taken.refusal))
}

const ask = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const paymentId = fieldOf(request.form, names.payment)
  if (!isUuid(paymentId)) return forbidden
  const asked = await askAboutPayment(request.deps.payments(request.province), request.actor, { paymentId })
  if (!asked.ok && asked.refusal.code === 'statement.not-permitted') return forbidden
  const isPaid = asked.ok && asked.value === 'paid'
  const text = isPaid ? t.officer.statementBookedNow : asked.ok ? t.officer.statementStillOpen : t.officer.statementAway
  return redirect(hrefOf(dayOf(request)), { notice: { kind: isPaid ? 'done' : 'attention', text } })
}

const forMoney = { access: { officer: moneyRoles } } as const

/** The payments of a day against the statement of the platform. */
export const reconciliationRoutes: readonly Route[] = [
  { ...forMoney, method: 'GET', path, statementBudget: 4, handler: (request) => show(request) },
  { ...forMoney, method: 'POST', path, upload: true, maxFileBytes: statementFileBytes, handler: handIn },
  { ...forMoney, method: 'POST', path: `${path}/hoi-lai`, handler: ask },
]
