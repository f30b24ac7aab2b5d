import { localDate } from '#kernel/time.ts'
import {
  AskLeave,
  GiveDelegation,
  isDelegable,
  leaveKinds,
  type PersonnelRefusal,
} from '#modules/agencies/domain/index.ts'
import { askLeave, giveDelegation, type OwnPersonnel, ownPersonnel } from '#modules/agencies/index.ts'
import { type Answer, fieldOf, forbidden, type PageRequest, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { askOn, type OfficerForm, type OfficerQuestion, typedDay, typedOf } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import { personnelDeps, personnelPath, textOfRefusal } from './personnel-parts.ts'

const loadOwn = (request: PageRequest): Promise<OwnPersonnel> =>
  ownPersonnel(request.province.database, officerOf(request), localDate(request.now))

const crumbs = (t: Messages) => [{ href: personnelPath, text: t.personnel.ownTitle }]

const colleagueOptions = (own: OwnPersonnel) =>
  own.colleagues.map(({ id, name, title }) => ({ value: id, text: `${name}, ${title}` }))

const dayQuestions = (t: Messages): readonly OfficerQuestion[] => [
  { name: 'tu-ngay', type: 'date', label: t.personnel.first, required: true, width: 'half' },
  { name: 'den-ngay', type: 'date', label: t.personnel.last, required: true, width: 'half' },
]

const leaveForm = (t: Messages, own: OwnPersonnel): OfficerForm => ({
  title: t.personnel.askLeave,
  lead: t.personnel.askLeaveLead,
  crumbs: crumbs(t),
  action: `${personnelPath}/xin-nghi`,
  questions: [
    {
      name: 'loai',
      type: 'select',
      label: t.personnel.leaveKind,
      options: leaveKinds.map((value) => ({ value, text: t.personnel.leaveKinds[value] })),
      required: true,
    },
    ...dayQuestions(t),
    {
      name: 'lam-thay',
      type: 'select',
      label: t.personnel.substitute,
      hint: t.personnel.substituteHint,
      options: colleagueOptions(own),
    },
    { name: 'ly-do', type: 'textarea', label: t.personnel.reason, maxLength: 1000 },
  ],
  submit: t.personnel.sendLeave,
})

export const showAskLeave = async (request: PageRequest): Promise<Answer> =>
  askOn(request, leaveForm(messages(request.locale), await loadOwn(request)), {})

/** At which question a refusal is shown. */
const placeOf = ({ code }: PersonnelRefusal): string => {
  if (code === 'delegation.to-outsider' || code === 'delegation.to-somebody-away') return 'lam-thay'
  return code === 'delegation.not-own-post' || code === 'delegation.post-stays' ? 'chuc-vu' : 'tu-ngay'
}

const answerRefused = (request: PageRequest, form: OfficerForm, refusal: PersonnelRefusal): Answer => {
  const t = messages(request.locale)
  if (refusal.code === 'personnel.not-permitted') return forbidden
  const name = placeOf(refusal)
  return askOn(request, form, typedOf(request, form.questions), [{ name, text: textOfRefusal(t, refusal) }])
}

/** Where each part of a command is asked for. */
const askedAt: Readonly<Record<string, string>> = {
  kind: 'loai',
  days: 'tu-ngay',
  reason: 'ly-do',
  substituteId: 'lam-thay',
  toOfficerId: 'lam-thay',
  postId: 'chuc-vu',
}

const answerWrong = (
  request: PageRequest,
  form: OfficerForm,
  issues: readonly { readonly path: readonly PropertyKey[] }[],
): Answer => {
  const t = messages(request.locale)
  const names = [...new Set(issues.map(({ path }) => askedAt[String(path[0])] ?? 'tu-ngay'))]
  const words: Readonly<Record<string, string>> = { 'tu-ngay': t.personnel.wrongDay, 'ly-do': t.personnel.missing }
  const errors = names.map((name) => ({ name, text: words[name] ?? t.personnel.chooseOne }))
  return askOn(request, form, typedOf(request, form.questions), errors)
}

const typedDays = (request: PageRequest) => ({
  first: typedDay(request, 'tu-ngay'),
  last: typedDay(request, 'den-ngay'),
})

export const takeAskLeave = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const substitute = fieldOf(request.form, 'lam-thay')
  const command = AskLeave.safeParse({
    kind: fieldOf(request.form, 'loai'),
    days: typedDays(request),
    reason: fieldOf(request.form, 'ly-do'),
    substituteId: substitute === '' ? null : substitute,
  })
  if (!command.success) return answerWrong(request, leaveForm(t, await loadOwn(request)), command.error.issues)
  const asked = await askLeave(personnelDeps(request), request.actor, command.data)
  if (!asked.ok) return answerRefused(request, leaveForm(t, await loadOwn(request)), asked.refusal)
  return redirect(personnelPath, { notice: { kind: 'done', text: t.personnel.leaveSent } })
}

const delegationForm = (t: Messages, own: OwnPersonnel): OfficerForm => ({
  title: t.personnel.delegateTitle,
  lead: t.personnel.delegateLead,
  crumbs: crumbs(t),
  action: `${personnelPath}/uy-quyen`,
  questions: [
    {
      name: 'chuc-vu',
      type: 'select',
      label: t.personnel.delegatePost,
      options: own.posts
        .filter(({ role }) => isDelegable(role))
        .map(({ postId, title, agency }) => ({ value: postId, text: `${title}, ${agency}` })),
      required: true,
    },
    { name: 'lam-thay', type: 'select', label: t.personnel.delegateTo, options: colleagueOptions(own), required: true },
    ...dayQuestions(t),
    { name: 'ly-do', type: 'textarea', label: t.personnel.reason, maxLength: 500, required: true },
  ],
  submit: t.personnel.delegateSave,
})

export const showDelegate = async (request: PageRequest): Promise<Answer> =>
  askOn(request, delegationForm(messages(request.locale), await loadOwn(request)), {})

export const takeDelegate = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const command = GiveDelegation.safeParse({
    postId: fieldOf(request.form, 'chuc-vu'),
    toOfficerId: fieldOf(request.form, 'lam-thay'),
    days: typedDays(request),
    reason: fieldOf(request.form, 'ly-do'),
  })
  if (!command.success) return answerWrong(request, delegationForm(t, await loadOwn(request)), command.error.issues)
  const given = await giveDelegation(personnelDeps(request), request.actor, command.data)
  if (!given.ok) return answerRefused(request, delegationForm(t, await loadOwn(request)), given.refusal)
  return redirect(personnelPath, { notice: { kind: 'done', text: t.personnel.delegated } })
}
