import { isUuid } from '#kernel/ids.ts'
import { formatDate } from '#kernel/time.ts'
import { DraftProcess } from '#modules/quality/domain/index.ts'
import {
  draftProcess,
  enactProcess,
  listProcessVersions,
  listQualityAgencies,
  type ProcessVersion,
  withdrawProcess,
} from '#modules/quality/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  fieldOf,
  forbidden,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { askOn, type OfficerForm, type Typed, typedOf } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import {
  dayIn,
  deedOf,
  draftPath,
  processPath,
  qualityDeps,
  qualityPath,
  strayTrouble,
  type Trouble,
  troubleOf,
} from './quality-parts.ts'

const wordsOf = (t: Messages, one: ProcessVersion): readonly { readonly term: string; readonly value: string }[] =>
  [
    {
      term: t.quality.procedure,
      value: [one.procedureCode, one.procedureName].filter((part) => part !== '').join(' '),
    },
    { term: t.quality.purpose, value: one.purpose },
    { term: t.quality.scope, value: one.scope },
    { term: t.quality.basis, value: one.basis },
    { term: t.quality.records, value: one.records },
    { term: t.quality.changeNote, value: one.changeNote },
  ].filter(({ value }) => value !== '')

const stepsOf = (one: ProcessVersion) =>
  one.steps
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line, index) => ({ key: `${index}`, title: `${index + 1}. ${line.trim()}`, lines: [] }))

const actsOf = (
  request: PageRequest,
  t: Messages,
  one: ProcessVersion,
  hasDraft: boolean,
  isOut: boolean,
  trouble?: Trouble,
) => {
  const at = processPath(one.processId)
  return [
    ...(one.leads && hasDraft
      ? [
          deedOf(
            request,
            `${at}/ban-hanh`,
            {
              text: t.quality.approve,
              isMain: true,
              explains: t.quality.approveExplains,
              asks: [{ name: 'ngay', type: 'date', label: t.quality.approveFrom, required: true }],
            },
            trouble,
          ),
        ]
      : []),
    ...(one.keeps
      ? [{ text: t.quality.draftNext, href: `${draftPath}?${new URLSearchParams({ 'quy-trinh': one.processId })}` }]
      : []),
    ...(one.leads && isOut
      ? [
          deedOf(
            request,
            `${at}/thu-hoi`,
            {
              text: t.quality.withdraw,
              asks: [{ name: 'ly-do', type: 'textarea', label: t.quality.reason, required: true, maxLength: 1_000 }],
            },
            trouble,
          ),
        ]
      : []),
  ]
}

const versionItem = (t: Messages, one: ProcessVersion) => ({
  key: String(one.version),
  title: t.quality.version(one.version),
  badge: one.isInForce ? t.quality.current : t.quality.versionStates[one.state],
  lines: [
    one.from === null ? '' : t.quality.period(formatDate(one.from), one.until === null ? '' : formatDate(one.until)),
    one.approvedBy === '' ? '' : t.quality.approvedBy(one.approvedBy),
    one.changeNote,
    one.withdrawnReason,
  ],
})

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const id = request.params.id ?? ''
  const versions = isUuid(id)
    ? await listProcessVersions(request.province.database, officerOf(request), id, request.now)
    : []
  const one = versions.find(({ isInForce }) => isInForce) ?? versions[0]
  if (one === undefined) return notFound
  const t = messages(request.locale)
  const hasDraft = versions.some(({ state }) => state === 'drafted')
  const acts = actsOf(
    request,
    t,
    one,
    hasDraft,
    versions.some(({ state, until }) => state === 'approved' && until === null),
    trouble,
  )
  const view: DeskView = {
    title: `${one.code}. ${one.title}`,
    lead: `${one.agencyName} · ${t.quality.version(one.version)} · ${one.isInForce ? t.quality.current : t.quality.versionStates[one.state]}`,
    crumbs: [{ href: qualityPath, text: t.quality.title }],
    notices: strayTrouble(trouble, acts),
    acts,
    main: [
      { title: t.quality.steps, items: stepsOf(one) },
      { title: t.quality.purpose, facts: wordsOf(t, one) },
    ],
    ...(one.keeps
      ? { beside: [{ title: t.quality.versions, items: versions.map((each) => versionItem(t, each)) }] }
      : {}),
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

const formOf = (t: Messages, agency: { readonly id: string; readonly name: string }): OfficerForm => ({
  title: t.quality.draftTitle,
  lead: `${agency.name}. ${t.quality.draftLead}`,
  crumbs: [{ href: qualityPath, text: t.quality.title }],
  action: draftPath,
  questions: [
    { name: 'ma', type: 'text', label: t.quality.code, hint: t.quality.codeHint, required: true, maxLength: 40 },
    { name: 'ten', type: 'text', label: t.quality.name, required: true, maxLength: 300 },
    { name: 'thu-tuc', type: 'text', label: t.quality.procedure, hint: t.quality.procedureHint, maxLength: 64 },
    { name: 'muc-dich', type: 'textarea', label: t.quality.purpose, required: true, maxLength: 4_000 },
    { name: 'pham-vi', type: 'textarea', label: t.quality.scope, maxLength: 4_000 },
    { name: 'can-cu', type: 'textarea', label: t.quality.basis, maxLength: 4_000 },
    {
      name: 'cac-buoc',
      type: 'textarea',
      label: t.quality.steps,
      hint: t.quality.stepsHint,
      required: true,
      maxLength: 8_000,
    },
    { name: 'ho-so', type: 'textarea', label: t.quality.records, maxLength: 4_000 },
    { name: 'thay-doi', type: 'textarea', label: t.quality.changeNote, maxLength: 1_000 },
  ],
  submit: t.quality.saveDraft,
  hidden: { 'co-quan': agency.id },
})

const keptAgency = async (request: PageRequest, wanted: string) => {
  const all = await listQualityAgencies(request.province.database, officerOf(request), request.now)
  return all.find(({ id, keeps }) => keeps && (wanted === '' || id === wanted)) ?? null
}

const typedBefore = (one: ProcessVersion): Typed => ({
  ma: one.code,
  ten: one.title,
  'thu-tuc': one.procedureCode,
  'muc-dich': one.purpose,
  'pham-vi': one.scope,
  'can-cu': one.basis,
  'cac-buoc': one.steps,
  'ho-so': one.records,
  'thay-doi': one.state === 'drafted' ? one.changeNote : '',
})

const showDraft = async (request: PageRequest): Promise<Answer> => {
  const processId = fieldOf(request.query, 'quy-trinh')
  const [last] = isUuid(processId)
    ? await listProcessVersions(request.province.database, officerOf(request), processId, request.now)
    : []
  const agency = await keptAgency(request, last?.agencyId ?? fieldOf(request.query, 'co-quan'))
  if (agency === null) return forbidden
  return askOn(request, formOf(messages(request.locale), agency), last === undefined ? {} : typedBefore(last))
}

const askedAt: Readonly<Record<string, string>> = { code: 'ma', title: 'ten', purpose: 'muc-dich', steps: 'cac-buoc' }

const takeDraft = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const agency = await keptAgency(request, fieldOf(request.form, 'co-quan'))
  if (agency === null) return forbidden
  const form = formOf(t, agency)
  const typed = (name: string) => fieldOf(request.form, name)
  const again = (name: string, text: string) => askOn(request, form, typedOf(request, form.questions), [{ name, text }])
  const command = DraftProcess.safeParse({
    agencyId: agency.id,
    code: typed('ma'),
    title: typed('ten'),
    procedureCode: typed('thu-tuc'),
    purpose: typed('muc-dich'),
    scope: typed('pham-vi'),
    basis: typed('can-cu'),
    steps: typed('cac-buoc'),
    records: typed('ho-so'),
    changeNote: typed('thay-doi'),
  })
  if (!command.success) return again(askedAt[String(command.error.issues[0]?.path[0])] ?? 'ma', t.quality.chooseOne)
  const done = await draftProcess(qualityDeps(request), request.actor, command.data)
  if (done.ok) return redirect(processPath(done.value), { notice: { kind: 'done', text: t.quality.draftSaved } })
  return again(
    done.refusal.code === 'quality.procedure-unknown' ? 'thu-tuc' : 'ma',
    t.quality.refusals[done.refusal.code],
  )
}

const takeApproval = async (request: PageRequest): Promise<Answer> => {
  const processId = request.params.id ?? ''
  const from = dayIn(request, 'ngay')
  if (!isUuid(processId)) return notFound
  const t = messages(request.locale)
  const deed = `${processPath(processId)}/ban-hanh`
  if (from === undefined) return show(request, { deed, text: t.quality.chooseOne, status: 422 })
  const done = await enactProcess(qualityDeps(request), request.actor, { processId, from })
  if (!done.ok) return show(request, troubleOf(t, deed, done.refusal))
  return redirect(processPath(processId), { notice: { kind: 'done', text: t.quality.approved } })
}

const takeWithdrawal = async (request: PageRequest): Promise<Answer> => {
  const processId = request.params.id ?? ''
  if (!isUuid(processId)) return notFound
  const t = messages(request.locale)
  const reason = fieldOf(request.form, 'ly-do').slice(0, 1_000)
  const done = await withdrawProcess(qualityDeps(request), request.actor, { processId, reason })
  if (!done.ok) return show(request, troubleOf(t, `${processPath(processId)}/thu-hoi`, done.refusal))
  return redirect(qualityPath, { notice: { kind: 'done', text: t.quality.withdrawn } })
}

const anybody = { access: { officer: 'any' } } as const

export const processRoutes: readonly Route[] = [
  { ...anybody, method: 'GET', path: draftPath, statementBudget: 2, handler: showDraft },
  { ...anybody, method: 'POST', path: draftPath, handler: takeDraft },
  { ...anybody, method: 'GET', path: processPath(':id'), statementBudget: 1, handler: (request) => show(request) },
  { ...anybody, method: 'POST', path: `${processPath(':id')}/ban-hanh`, handler: takeApproval },
  { ...anybody, method: 'POST', path: `${processPath(':id')}/thu-hoi`, handler: takeWithdrawal },
]
