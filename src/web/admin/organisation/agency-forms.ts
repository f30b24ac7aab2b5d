import {
  type Agency,
  isoDay,
  readAgencyRow,
  readUnitRow,
  rowOfAgency,
  unitKindWords,
} from '#modules/agencies/domain/index.ts'
import {
  AbolishAgency,
  AddAgencyCode,
  abolishAgency,
  addAgencyCode,
  agencyFacts,
  saveAgency,
  saveUnit,
} from '#modules/agencies/index.ts'
import { messages } from '#web/messages/index.ts'
import { type Answer, fieldOf, type PageRequest, redirect } from '../../http/route.ts'
import {
  agencyPath,
  answerRefusal,
  faultsOf,
  type OrganisationForm,
  type Question,
  showForm,
  typedIn,
} from './organisation-form.tsx'
import { crumbsTo, onOwnAgency, parentCodeOf, todayOf } from './own-agency.ts'
import { agencyQuestions, codeQuestions, endQuestions, unitQuestions } from './questions.ts'

export const organisationDeps = ({ province, deps }: PageRequest) => ({
  database: province.database,
  clock: deps.clock,
})

const formOf = (
  request: PageRequest,
  agency: Agency,
  way: string,
  { title, questions, submit }: { title: string; questions: readonly Question[]; submit?: string },
): OrganisationForm => ({
  title,
  lead: agency.name,
  crumbs: crumbsTo(request, agency),
  action: `${agencyPath(agency.code)}/${way}`,
  questions,
  submit: submit ?? messages(request.locale).admin.orgSave,
})

const done = (request: PageRequest, code: string, isChanged = true): Answer => {
  const { admin } = messages(request.locale)
  return redirect(agencyPath(code), { notice: { kind: 'done', text: isChanged ? admin.orgSaved : admin.orgUnchanged } })
}

const addForm = (request: PageRequest, agency: Agency): OrganisationForm => {
  const t = messages(request.locale)
  return formOf(request, agency, 'them', { title: t.admin.orgAddBelow, questions: agencyQuestions(t) })
}

const changeForm = (request: PageRequest, agency: Agency): OrganisationForm => {
  const t = messages(request.locale)
  return formOf(request, agency, 'sua', { title: t.admin.orgChange, questions: agencyQuestions(t) })
}

export const askAgency = onOwnAgency(async (request, agency) =>
  showForm(request, addForm(request, agency), {
    ma: `${agency.code}.`,
    ma_cap_tren: agency.code,
    tu_ngay: todayOf(request).toString(),
  }),
)

export const askChange = onOwnAgency(async (request, agency) =>
  showForm(request, changeForm(request, agency), {
    ...rowOfAgency({ ...agency, parent: await parentCodeOf(request, agency) }),
    tu_ngay: todayOf(request).toString(),
  }),
)

const takeAgency = async (request: PageRequest, form: OrganisationForm, id: string | null): Promise<Answer> => {
  const typed = typedIn(request, form)
  const entry = readAgencyRow(typed)
  if (!entry.ok) return showForm(request, form, typed, faultsOf(messages(request.locale), entry.refusal.columns))
  const saved = await saveAgency(organisationDeps(request), request.actor, { id, entry: entry.value })
  return saved.ok
    ? done(request, saved.value.code, saved.value.outcome !== 'unchanged')
    : answerRefusal(request, form, typed, saved.refusal)
}

export const takeNewAgency = onOwnAgency((request, agency) => takeAgency(request, addForm(request, agency), null))
export const takeChange = onOwnAgency((request, agency) => takeAgency(request, changeForm(request, agency), agency.id))

const unitForm = (request: PageRequest, agency: Agency): OrganisationForm => {
  const t = messages(request.locale)
  return formOf(request, agency, 'don-vi', { title: t.admin.orgAddUnit, questions: unitQuestions(t) })
}

/** An empty form, or the unit of the address to be changed. */
export const askUnit = onOwnAgency(async (request, agency) => {
  const form = unitForm(request, agency)
  const key = fieldOf(request.query, 'khoa')
  const { units } = await agencyFacts(request.province.database, agency.id, todayOf(request))
  const known = units.find((unit) => unit.key === key)
  if (known === undefined) return showForm(request, form, {})
  const typed = { khoa: known.key, ten: known.name, loai: unitKindWords[known.kind] }
  return showForm(request, { ...form, title: messages(request.locale).admin.orgChangeUnit }, typed)
})

export const takeUnit = onOwnAgency(async (request, agency) => {
  const form = unitForm(request, agency)
  const typed = typedIn(request, form)
  const entry = readUnitRow({ ...typed, ma_co_quan: agency.code })
  if (!entry.ok) return showForm(request, form, typed, faultsOf(messages(request.locale), entry.refusal.columns))
  const saved = await saveUnit(organisationDeps(request), request.actor, entry.value)
  return saved.ok
    ? done(request, agency.code, saved.value !== 'unchanged')
    : answerRefusal(request, form, typed, saved.refusal)
})

const codeForm = (request: PageRequest, agency: Agency): OrganisationForm => {
  const t = messages(request.locale)
  return formOf(request, agency, 'ma', { title: t.admin.orgAddCode, questions: codeQuestions(t) })
}

export const askCode = onOwnAgency(async (request, agency) =>
  showForm(request, codeForm(request, agency), { tu_ngay: todayOf(request).toString() }),
)

const codeColumns: Readonly<Record<string, string>> = { issuer: 'noi_cap', code: 'ma_khac', from: 'tu_ngay' }

export const takeCode = onOwnAgency(async (request, agency) => {
  const form = codeForm(request, agency)
  const typed = typedIn(request, form)
  const { noi_cap: issuer, ma_khac: code, tu_ngay: from = '' } = typed
  const command = AddAgencyCode.safeParse({ agency: agency.code, issuer, code, from: isoDay(from) })
  if (!command.success) {
    const wrong = command.error.issues.map(({ path }) => codeColumns[String(path[0])] ?? '')
    return showForm(request, form, typed, faultsOf(messages(request.locale), [...new Set(wrong)]))
  }
  const added = await addAgencyCode(organisationDeps(request), request.actor, command.data)
  return added.ok ? done(request, agency.code) : answerRefusal(request, form, typed, added.refusal)
})

const endForm = (request: PageRequest, agency: Agency): OrganisationForm => {
  const t = messages(request.locale)
  return formOf(request, agency, 'ket-thuc', {
    title: t.admin.orgEnd,
    questions: endQuestions(t),
    submit: t.admin.orgEndSubmit,
  })
}

export const askEnd = onOwnAgency(async (request, agency) => showForm(request, endForm(request, agency), {}))

const endColumns: Readonly<Record<string, string>> = {
  successors: 'ke_thua',
  on: 'tu_ngay',
  legalSource: 'can_cu_ket_thuc',
}

export const takeEnd = onOwnAgency(async (request, agency) => {
  const t = messages(request.locale)
  const form = endForm(request, agency)
  const typed = typedIn(request, form)
  const { ke_thua: heirs = '', tu_ngay: on = '', can_cu_ket_thuc: legalSource } = typed
  const successors = heirs.split(/[\s,;]+/).filter((code) => code !== '')
  const command = AbolishAgency.safeParse({ code: agency.code, successors, on: isoDay(on), legalSource })
  if (!command.success) {
    const wrong = command.error.issues.map(({ path }) => endColumns[String(path[0])] ?? '')
    return showForm(request, form, typed, faultsOf(t, [...new Set(wrong)]))
  }
  const ended = await abolishAgency(organisationDeps(request), request.actor, command.data)
  if (!ended.ok) return answerRefusal(request, form, typed, ended.refusal)
  return redirect(agencyPath(agency.code), { notice: { kind: 'done', text: t.admin.orgEnded } })
})
