import { isUuid } from '#kernel/ids.ts'
import { dateOf, formatInstantLong, localDate, localTime, Temporal, zone } from '#kernel/time.ts'
import { apologyDue } from '#modules/calendar/domain/index.ts'
import { postForWork } from '#modules/dossiers/domain/index.ts'
import { dossierForOfficer, type OfficerDossier, reappointDossier } from '#modules/dossiers/index.ts'
import { findKeyInHand } from '#modules/signatures/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { ApologyPage } from '#web/ui/views/officer/apology.tsx'
import { answerDossierRefusal } from '../../refusals/dossier-refusals.ts'
import { dossierHref, slipKey } from '../dossier/dossier-address.ts'
import { dossierPath, listQuery, readListAddress } from '../list/list-address.ts'
import { officerOf } from '../officer-of.ts'
import { procedureTitle } from '../procedure-title.ts'
import { confirmationFields, confirmationOf } from '../signing/confirmation.ts'

const names = { reason: 'ly-do', newDate: 'ngay-moi' } as const
const path = `${dossierPath(':id')}/xin-loi`

const findDossier = async (request: PageRequest): Promise<OfficerDossier | null> => {
  const id = request.params.id ?? ''
  const { database, sealing } = request.deps.dossiers(request.province)
  return isUuid(id) ? dossierForOfficer(database, sealing, officerOf(request), id, request.now) : null
}

type Trouble = { readonly status: number; readonly errors: readonly FieldErrorView[] }

/** Until when the apology is in time, or that it no longer is. */
const timeText = async (request: PageRequest, dossier: OfficerDossier): Promise<string | undefined> => {
  if (dossier.dueAt === null) return undefined
  const t = messages(request.locale)
  const { calendar, rulesOn } = await request.deps.dossiers(request.province).workingTime(request.province.database)
  const until = apologyDue(calendar, rulesOn(localDate(request.now)), dossier.dueAt)
  const isLate = Temporal.Instant.compare(until, request.now) < 0
  return isLate ? t.officer.apologyLate(formatInstantLong(until)) : t.officer.apologyInTime(formatInstantLong(until))
}

const show = async (request: PageRequest, dossier: OfficerDossier, trouble?: Trouble): Promise<Answer> => {
  const t = messages(request.locale)
  const address = readListAddress(request.query)
  const actor = officerOf(request)
  const isAsked = dossier.work.some(
    (work) => work.deed === 'apologise' && work.state === 'open' && postForWork(actor, work) !== undefined,
  )
  const key = await findKeyInHand(request.province.database, { kind: 'officer', id: actor.officerId }, request.now)
  const tomorrow = localDate(dossier.dueAt ?? request.now).add({ days: 1 })
  const view = {
    code: dossier.code,
    backHref: dossierHref(dossier.id, address),
    procedureName: procedureTitle(dossier.procedureName),
    applicant: dossier.ownerName,
    dueNow: dossier.dueAt === null ? t.officer.noLimit : formatInstantLong(dossier.dueAt),
    timeText: await timeText(request, dossier),
    target: { action: `${dossierPath(dossier.id)}/xin-loi${listQuery(address)}`, csrf: request.csrfToken },
    errors: trouble?.errors ?? [],
    reason: { name: names.reason, value: fieldOf(request.form, names.reason) },
    newDate: {
      name: names.newDate,
      value: fieldOf(request.form, names.newDate),
      min: tomorrow.toString(),
      hint: t.officer.keepHour,
    },
    confirmation: confirmationFields(t, key),
    isSignedByPen: key === null,
    isRefused: !isAsked && trouble === undefined,
  }
  return page(
    officerDocument(request, { title: t.officer.apologyTitle }, <ApologyPage t={t} view={view} />),
    trouble === undefined ? {} : { status: trouble.status },
  )
}

export const apologyPage: Route = {
  method: 'GET',
  path,
  access: { officer: ['leader'] },
  statementBudget: 3,
  handler: async (request) => {
    const dossier = await findDossier(request)
    return dossier === null ? notFound : show(request, dossier)
  },
}

/** The new day at the hour that was appointed before. */
const newDueOf = (dossier: OfficerDossier, day: string, now: Temporal.Instant): Temporal.Instant => {
  const time = localTime(dossier.dueAt ?? now).toPlainTime()
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
}

export const apologise: Route = {
  method: 'POST',
  path,
  access: { officer: ['leader'] },
  handler: async (request) => {
    const dossier = await findDossier(request)
    if (dossier === null) return notFound
    const t = messages(request.locale)
    const reason = fieldOf(request.form, names.reason).slice(0, 2_000)
    const day = parseDateInput(fieldOf(request.form, names.newDate))
    const errors = [
      ...(reason === '' ? [{ name: names.reason, text: t.refusals.reasonMissing }] : []),
      ...(day === undefined ? [{ name: names.newDate, text: t.officer.newDateMissing }] : []),
    ]
    if (day === undefined || errors.length > 0) return show(request, dossier, { status: 422, errors })
    const newDue = dateOf(newDueOf(dossier, day, request.now))
    const deps = request.deps.dossiers(request.province)
    const confirmation = confirmationOf(request.form)
    const command = { dossierId: dossier.id, reason, newDue, confirmation }
    const made = await reappointDossier(deps, officerOf(request), command)
    if (!made.ok) {
      const { status, text, field } = answerDossierRefusal(t, made.refusal)
      const name = field === 'newDue' ? names.newDate : names.reason
      return show(request, dossier, { status, errors: [{ name, text }] })
    }
    return redirect(dossierHref(dossier.id, readListAddress(request.query), slipKey(made.value.id)), {
      notice: { kind: 'done', text: t.officer.apologised(made.value.notation) },
    })
  },
}
