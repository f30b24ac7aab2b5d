import { isUuid } from '#kernel/ids.ts'
import { type Agency, isoDay, readOfficerRow, readSeatRow } from '#modules/agencies/domain/index.ts'
import {
  addOfficer,
  agencyFacts,
  changeOfficer,
  EndPost,
  endPost,
  findOfficerPage,
  type OfficerPage as OfficerFacts,
  seatOfficer,
} from '#modules/agencies/index.ts'
import type { OneTimePassword } from '#modules/identity/index.ts'
import { messages } from '#web/messages/index.ts'
import { OfficerPage } from '#web/ui/views/admin/organisation/officer.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, redirect } from '../../http/route.ts'
import { oneTimePasswordPath } from '../one-time-password.tsx'
import { enrolPath } from '../signing-keys/key-paths.ts'
import { organisationDeps } from './agency-forms.ts'
import {
  agencyPath,
  answerRefusal,
  faultsOf,
  type OrganisationForm,
  officerPath,
  showForm,
  typedIn,
} from './organisation-form.tsx'
import { crumbsTo, onOwnAgency, periodText, todayOf } from './own-agency.ts'
import { loginQuestion, personQuestions, seatQuestions } from './questions.ts'

const lastDayName = 'ngay_cuoi'

const onOfficer =
  (answer: (request: PageRequest, officer: OfficerFacts) => Promise<Answer>) =>
  async (request: PageRequest): Promise<Answer> => {
    const { id = '' } = request.params
    if (!isUuid(id)) return notFound
    const officer = await findOfficerPage(request.province.database, request.actor, id)
    return officer === null ? notFound : answer(request, officer)
  }

/** What just happened on the page, told where it belongs. */
type Told = {
  readonly password?: OneTimePassword
  readonly endError?: { readonly holdingId: string; readonly typed: string; readonly text: string }
}

const seatView = (request: PageRequest, officer: OfficerFacts, told: Told) => (seat: OfficerFacts['seats'][number]) => {
  const t = messages(request.locale)
  const refused = told.endError?.holdingId === seat.holdingId ? told.endError : undefined
  const mayEnd = seat.isMine && (seat.until === null || seat.until > todayOf(request).toString())
  return {
    id: seat.holdingId,
    title: seat.title,
    place: [seat.unit, seat.agency].filter((part) => part !== null).join(', '),
    role: t.admin.officerRoles[seat.role],
    period: periodText(request, seat.from, seat.until),
    end: mayEnd
      ? {
          label: t.admin.orgEndPostOf(seat.title, seat.agency),
          target: {
            action: `${officerPath(officer.officerId)}/ket-thuc/${seat.holdingId}`,
            csrf: request.csrfToken,
          },
          name: lastDayName,
          value: refused?.typed ?? todayOf(request).toString(),
          error: refused?.text,
        }
      : undefined,
  }
}

const show = (request: PageRequest, officer: OfficerFacts, told: Told = {}): Answer => {
  const t = messages(request.locale)
  const path = officerPath(officer.officerId)
  const [first] = officer.seats.filter(({ isMine }) => isMine)
  const isOwn = request.actor.kind === 'officer' && request.actor.officerId === officer.officerId
  const rows: readonly (readonly [string, string])[] = [
    [t.admin.orgLogin, officer.login ?? t.admin.orgNoAccount],
    [t.admin.officerState, officer.mustChangePassword ? t.admin.orgPasswordOnce : ''],
    [t.admin.orgEmail, officer.email],
    [t.admin.orgPhone, officer.phone],
  ]
  const { password } = told
  const view = {
    name: officer.fullName,
    crumbs: crumbsTo(request, first === undefined ? undefined : { code: first.agencyCode, shortName: first.agency }),
    facts: rows.filter(([, value]) => value !== '').map(([term, value]) => ({ term, value })),
    change: { href: `${path}/sua`, text: t.admin.orgChange },
    seats: officer.seats.map(seatView(request, officer, told)),
    addPost: { href: `${path}/chuc-vu`, text: t.admin.orgAddPost },
    renew:
      isOwn || officer.accountId === null
        ? undefined
        : { href: oneTimePasswordPath(officer.accountId, path), text: t.admin.orgRenew },
    key: officer.seats.some(({ role, isMine }) => role === 'leader' && isMine)
      ? { href: enrolPath('officer', officer.officerId), text: t.admin.keyEnrol }
      : undefined,
    password:
      password === undefined ? undefined : { text: t.admin.orgPasswordText(password.login), value: password.password },
  }
  return page(officerDocument(request, { title: officer.fullName }, <OfficerPage t={t} view={view} />), {
    status: told.endError === undefined ? 200 : 422,
  })
}

export const showOfficer = onOfficer(async (request, officer) => show(request, officer))

/** The page with the new password on it; it is in this answer and nowhere else. */
const showWithPassword = async (
  request: PageRequest,
  officerId: string,
  password: OneTimePassword,
): Promise<Answer> => {
  const officer = await findOfficerPage(request.province.database, request.actor, officerId)
  return officer === null ? notFound : show(request, officer, { password })
}

const newOfficerForm = async (request: PageRequest, agency: Agency): Promise<OrganisationForm> => {
  const t = messages(request.locale)
  const { units } = await agencyFacts(request.province.database, agency.id, todayOf(request))
  return {
    title: t.admin.orgAddOfficer,
    lead: agency.name,
    crumbs: crumbsTo(request, agency),
    action: `${agencyPath(agency.code)}/can-bo`,
    questions: [...personQuestions(t), loginQuestion(t), ...seatQuestions(t, units)],
    submit: t.admin.orgAddOfficer,
  }
}

export const askOfficer = onOwnAgency(async (request, agency) =>
  showForm(request, await newOfficerForm(request, agency), { tu_ngay: todayOf(request).toString() }),
)

export const takeOfficer = onOwnAgency(async (request, agency) => {
  const form = await newOfficerForm(request, agency)
  const typed = typedIn(request, form)
  const officer = readOfficerRow(typed)
  const seat = readSeatRow({ ...typed, ma_co_quan: agency.code })
  if (!officer.ok || !seat.ok) {
    const wrong = [officer, seat].flatMap((part) => (part.ok ? [] : part.refusal.columns))
    return showForm(request, form, typed, faultsOf(messages(request.locale), wrong))
  }
  const command = { officer: officer.value, seat: seat.value }
  const added = await addOfficer(organisationDeps(request), request.actor, command)
  return added.ok
    ? showWithPassword(request, added.value.officerId, added.value.account)
    : answerRefusal(request, form, typed, added.refusal)
})

const officerForm = (request: PageRequest, officer: OfficerFacts, way: 'sua' | 'chuc-vu'): OrganisationForm => {
  const t = messages(request.locale)
  const agency = { name: 'ma_co_quan', type: 'text', label: t.admin.orgAgencyOfPost, required: true } as const
  return {
    title: way === 'sua' ? t.admin.orgChange : t.admin.orgAddPost,
    lead: officer.fullName,
    crumbs: [...crumbsTo(request), { href: officerPath(officer.officerId), text: officer.fullName }],
    action: `${officerPath(officer.officerId)}/${way}`,
    questions: way === 'sua' ? personQuestions(t) : [agency, ...seatQuestions(t)],
    submit: t.admin.orgSave,
  }
}

const done = (officer: OfficerFacts, text: string): Answer =>
  redirect(officerPath(officer.officerId), { notice: { kind: 'done', text } })

export const askPerson = onOfficer(async (request, officer) =>
  showForm(request, officerForm(request, officer, 'sua'), {
    ho_ten: officer.fullName,
    thu_dien_tu: officer.email,
    dien_thoai: officer.phone,
  }),
)

export const takePerson = onOfficer(async (request, officer) => {
  const t = messages(request.locale)
  const form = officerForm(request, officer, 'sua')
  const typed = typedIn(request, form)
  // The login is not asked for here; one that is good stands in its place.
  const entry = readOfficerRow({ ...typed, dang_nhap: 'xx' })
  if (!entry.ok) return showForm(request, form, typed, faultsOf(t, entry.refusal.columns))
  const { fullName, email, phone } = entry.value
  const command = { officerId: officer.officerId, fullName, email, phone }
  const changed = await changeOfficer(organisationDeps(request), request.actor, command)
  return changed.ok ? done(officer, t.admin.orgSaved) : answerRefusal(request, form, typed, changed.refusal)
})

export const askSeat = onOfficer(async (request, officer) =>
  showForm(request, officerForm(request, officer, 'chuc-vu'), { tu_ngay: todayOf(request).toString() }),
)

export const takeSeat = onOfficer(async (request, officer) => {
  const t = messages(request.locale)
  const form = officerForm(request, officer, 'chuc-vu')
  const typed = typedIn(request, form)
  const seat = readSeatRow(typed)
  if (!seat.ok) return showForm(request, form, typed, faultsOf(t, seat.refusal.columns))
  const command = { officerId: officer.officerId, seat: seat.value }
  const seated = await seatOfficer(organisationDeps(request), request.actor, command)
  return seated.ok ? done(officer, t.admin.orgSaved) : answerRefusal(request, form, typed, seated.refusal)
})

export const takeEndOfPost = onOfficer(async (request, officer) => {
  const { admin } = messages(request.locale)
  const typed = fieldOf(request.form, lastDayName)
  const holdingId = request.params.holding ?? ''
  const refused = (text: string) => show(request, officer, { endError: { holdingId, typed, text } })
  const command = EndPost.safeParse({ officerId: officer.officerId, holdingId, lastDay: isoDay(typed) })
  if (!command.success) return refused(admin.orgFieldFaults.ngay_cuoi ?? '')
  const ended = await endPost(organisationDeps(request), request.actor, command.data)
  if (ended.ok) return done(officer, admin.orgPostEnded)
  return ended.refusal.code === 'post.unknown' ? notFound : refused(admin.orgRefusals[ended.refusal.code])
})
