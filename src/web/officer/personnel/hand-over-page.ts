import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate } from '#kernel/time.ts'
import { HandOver, type OpenWorkGroup, released } from '#modules/agencies/domain/index.ts'
import { findHeaded, handOverWork, heldDelegations, previewHandOver } from '#modules/agencies/index.ts'
import { engagementsToCome } from '#modules/meetings/index.ts'
import { openPapers } from '#modules/official-documents/index.ts'
import { openWorkKinds } from '#modules/processes/index.ts'
import { type HeldCertificate, listHeldKeys } from '#modules/signatures/index.ts'
import { openTasks } from '#modules/tasks/index.ts'
import { keptFiles, plannedFiles } from '#modules/work-files/index.ts'
import { type Answer, fieldOf, notFound, type PageRequest, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { askOn, type OfficerForm, type OfficerQuestion, typedOf } from '../officer-form.tsx'
import { handOverPath, headedPath, personnelDeps, textOfRefusal } from './personnel-parts.ts'

/** Every kind of open work an officer may have in hand. */
const kinds = [...openWorkKinds, openTasks, openPapers, keptFiles, plannedFiles, engagementsToCome, heldDelegations]

type Asked = {
  readonly officerId: string
  readonly name: string
  readonly groups: readonly OpenWorkGroup[]
  readonly held: readonly HeldCertificate[]
}

const questionOf = (t: Messages, group: OpenWorkGroup): OfficerQuestion => {
  const { personnel } = t
  const title = personnel.groupTitle(
    personnel.workKinds[group.kind] ?? group.kind,
    group.count,
    personnel.subjectKinds[group.subjectKind] ?? group.subjectKind,
  )
  const role = group.role === null ? '' : (t.admin.officerRoles[group.role as keyof typeof t.admin.officerRoles] ?? '')
  const isStuck = group.successors.length === 0 && !group.mayRelease
  const release = group.kind === 'delegation' ? personnel.releaseEnds : personnel.releaseToAll
  return {
    name: `nhan.${group.key}.${group.count}`,
    type: 'select',
    label: title,
    hint: isStuck ? personnel.nobodyFits : [role, group.place].filter((part) => part !== '').join(' · '),
    options: [
      ...group.successors.map(({ officerId, fullName, title: post }) => ({
        value: officerId,
        text: `${fullName}, ${post}`,
      })),
      ...(group.mayRelease ? [{ value: released, text: release }] : []),
    ],
    required: true,
  }
}

/** Keys are not handed over like work: they are given back, and another is enrolled. */
const heldNotice = (t: Messages, held: readonly HeldCertificate[]): Pick<OfficerForm, 'notice'> => {
  if (held.length === 0) return {}
  const { heldTitle, heldText, heldCertificate, heldSeal } = t.personnel
  const items = held.map(({ kind, agencyName, serial, until }) => {
    const day = formatDate(localDate(until))
    return kind === 'agency' ? heldSeal(agencyName, serial, day) : heldCertificate(serial, day)
  })
  return { notice: { kind: 'attention', title: heldTitle, items, text: heldText } }
}

const formOf = (t: Messages, { officerId, name, groups, held }: Asked): OfficerForm => ({
  ...heldNotice(t, held),
  title: t.personnel.handOverTitle(name),
  lead: groups.length === 0 ? t.personnel.handOverNoneText : t.personnel.handOverLead,
  crumbs: [{ href: headedPath, text: t.personnel.headTitle }],
  action: handOverPath(officerId),
  questions: groups.map((group) => questionOf(t, group)),
  submit: groups.length === 0 ? '' : t.personnel.handOverSave,
})

const askedOf = async (request: PageRequest): Promise<Asked | null> => {
  const officerId = request.params.id ?? ''
  if (!isUuid(officerId)) return null
  const { database } = request.province
  const today = localDate(request.now)
  const name = await findHeaded(database, request.actor, officerId, today)
  if (name === null) return null
  const [groups, held] = await Promise.all([
    previewHandOver(kinds, database, officerId, today),
    listHeldKeys(database, officerId, today),
  ])
  return { officerId, name, groups, held }
}

export const showHandOver = async (request: PageRequest): Promise<Answer> => {
  const asked = await askedOf(request)
  if (asked === null) return notFound
  return askOn(request, formOf(messages(request.locale), asked), {})
}

/** What was seen stands in the names of the fields: the group and how much it was. */
const sharesIn = (request: PageRequest): unknown =>
  Object.keys(request.form).flatMap((name) => {
    const [, key = '', count = ''] = /^nhan\.(.+)\.(\d{1,9})$/.exec(name) ?? []
    return key === '' ? [] : [{ key, count: Number(count), to: fieldOf(request.form, name) }]
  })

export const takeHandOver = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const command = HandOver.safeParse({ officerId: request.params.id, shares: sharesIn(request) })
  if (!command.success) return notFound
  const done = await handOverWork({ ...personnelDeps(request), kinds }, request.actor, command.data)
  if (done.ok) return redirect(headedPath, { notice: { kind: 'done', text: t.personnel.handedOver(done.value) } })
  const asked = await askedOf(request)
  if (asked === null) return notFound
  if (asked.groups.length === 0)
    return redirect(headedPath, { notice: { kind: 'info', text: textOfRefusal(t, done.refusal) } })
  const form = formOf(t, asked)
  const typed = typedOf(request, form.questions)
  const left = form.questions.filter(({ name }) => done.refusal.code === 'hand-over.left-behind' && typed[name] === '')
  const at = left.length > 0 ? left : form.questions.slice(0, 1)
  return askOn(
    request,
    form,
    typed,
    at.map(({ name }) => ({ name, text: textOfRefusal(t, done.refusal) })),
  )
}
