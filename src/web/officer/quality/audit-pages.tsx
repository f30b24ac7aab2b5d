import { isUuid, newId } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import { formatDate } from '#kernel/time.ts'
import {
  AddFinding,
  AnswerFinding,
  findingGrades,
  HoldAudit,
  type QualityRefusal,
  VerifyFinding,
} from '#modules/quality/domain/index.ts'
import {
  type AuditChoices,
  type AuditDetail,
  addFinding,
  answerFinding,
  closeAudit,
  findAudit,
  holdAudit,
  listAuditChoices,
  listFindingFiles,
  listFindings,
  verifyFinding,
} from '#modules/quality/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  download,
  fieldOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { officerOf } from '../officer-of.ts'
import { evidencePath, findingFile, findingItem, takeEvidence } from './finding-parts.ts'
import {
  auditPath,
  dayIn,
  deedOf,
  qualityDeps,
  qualityPath,
  strayTrouble,
  type Trouble,
  troubleOf,
  unread,
  uuidIn,
} from './quality-parts.ts'

const load = async (request: PageRequest) => {
  const id = request.params.id ?? ''
  const { database } = request.province
  const actor = officerOf(request)
  const audit = isUuid(id) ? await findAudit(database, actor, id, request.now) : null
  if (audit === null) return null
  const [findings, files] = await Promise.all([listFindings(database, actor, id), listFindingFiles(database, id)])
  return { audit, findings, files }
}

const factsOf = (t: Messages, one: AuditDetail) =>
  [
    { term: t.quality.unit, value: one.unit === '' ? t.quality.whole : one.unit },
    { term: t.quality.leadPost, value: one.lead },
    { term: t.quality.team, value: one.team },
    { term: t.quality.criteria, value: one.criteria },
    { term: t.quality.plannedOn, value: formatDate(one.plannedOn) },
    { term: t.quality.heldOn, value: one.heldOn === null ? '' : formatDate(one.heldOn) },
    { term: t.quality.summary, value: one.summary },
  ].filter(({ value }) => value !== '')

const holdDeed = (request: PageRequest, t: Messages, one: AuditDetail, trouble?: Trouble) =>
  deedOf(
    request,
    `${auditPath(one.id)}/ket-qua`,
    {
      text: t.quality.hold,
      isMain: one.state === 'planned',
      asks: [
        { name: 'ngay', type: 'date', label: t.quality.heldOn, required: true },
        { name: 'nhan-xet', type: 'textarea', label: t.quality.summary, required: true, maxLength: 8_000 },
      ],
    },
    trouble,
  )

const findingDeed = (request: PageRequest, t: Messages, one: AuditDetail, choices: AuditChoices, trouble?: Trouble) =>
  deedOf(
    request,
    `${auditPath(one.id)}/phat-hien`,
    {
      text: t.quality.addFinding,
      isMain: true,
      hidden: { ma: newId() },
      asks: [
        {
          name: 'muc',
          type: 'select',
          label: t.quality.grade,
          required: true,
          options: findingGrades.map((value) => ({ value, text: t.quality.grades[value] })),
        },
        { name: 'dieu-khoan', type: 'text', label: t.quality.clause, maxLength: 200 },
        { name: 'noi-dung', type: 'textarea', label: t.quality.body, required: true, maxLength: 4_000 },
        {
          name: 'quy-trinh',
          type: 'select',
          label: t.quality.process,
          options: choices.processes.map(({ id, text }) => ({ value: id, text })),
        },
        {
          name: 'don-vi',
          type: 'select',
          label: t.quality.answering,
          required: true,
          options: choices.units.map(({ id, name }) => ({ value: id, text: name })),
        },
        { name: 'han', type: 'date', label: t.quality.dueOn, required: true },
      ],
    },
    trouble,
  )

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const loaded = await load(request)
  if (loaded === null) return notFound
  const { audit, findings, files } = loaded
  const t = messages(request.locale)
  const choices = audit.audits
    ? await listAuditChoices(request.province.database, audit.agencyId, request.now)
    : { units: [], posts: [], processes: [] }
  const at = auditPath(audit.id)
  const items = findings.map((line) => findingItem({ request, t, audit, files, trouble }, line))
  const acts = [
    ...(audit.audits && audit.state === 'held' ? [findingDeed(request, t, audit, choices, trouble)] : []),
    ...(audit.audits && audit.state !== 'closed' ? [holdDeed(request, t, audit, trouble)] : []),
    ...(audit.audits && audit.state === 'held'
      ? [deedOf(request, `${at}/ket-thuc`, { text: t.quality.close, explains: t.quality.closeExplains }, trouble)]
      : []),
    ...(audit.heldOn === null ? [] : [{ text: t.quality.report, href: `${at}/bao-cao.pdf` }]),
  ]
  const view: DeskView = {
    title: audit.title,
    lead: `${t.quality.audits(audit.year)} · ${t.quality.auditStates[audit.state]}`,
    crumbs: [{ href: qualityPath, text: t.quality.title }],
    notices: [
      ...(audit.isPlanApproved ? [] : [{ kind: 'info' as const, text: t.quality.planWaits }]),
      ...strayTrouble(trouble, [...acts, ...items.flatMap((item) => item.acts ?? [])]),
    ],
    acts,
    main: [
      {
        title: t.quality.findings,
        items,
        none: t.quality.noFindings,
      },
    ],
    beside: [{ title: t.quality.auditFacts, facts: factsOf(t, audit) }],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

type Done = Promise<Result<null, QualityRefusal>>

/** A deed on an audit or on one of its findings, answered at the page of the audit. */
const taking =
  (
    deed: string,
    said: (t: Messages) => string,
    run: (request: PageRequest, auditId: string, findingId: string) => Done,
  ) =>
  async (request: PageRequest): Promise<Answer> => {
    const { id = '', findingId = '' } = request.params
    if (!isUuid(id) || (deed.includes(':findingId') && !isUuid(findingId))) return notFound
    const t = messages(request.locale)
    const done = await run(request, id, findingId)
    if (done.ok) return redirect(auditPath(id), { notice: { kind: 'done', text: said(t) } })
    return show(request, troubleOf(t, `${auditPath(id)}/${deed.replace(':findingId', findingId)}`, done.refusal))
  }

const hold = async (request: PageRequest, auditId: string): Done => {
  const command = HoldAudit.safeParse({
    auditId,
    heldOn: dayIn(request, 'ngay'),
    summary: fieldOf(request.form, 'nhan-xet'),
  })
  return command.success ? holdAudit(qualityDeps(request), request.actor, command.data) : unread
}

const find = async (request: PageRequest, auditId: string): Done => {
  const command = AddFinding.safeParse({
    id: fieldOf(request.form, 'ma'),
    auditId,
    grade: fieldOf(request.form, 'muc'),
    clause: fieldOf(request.form, 'dieu-khoan'),
    body: fieldOf(request.form, 'noi-dung'),
    processId: uuidIn(request, 'quy-trinh'),
    unitId: fieldOf(request.form, 'don-vi'),
    dueOn: dayIn(request, 'han'),
  })
  return command.success ? addFinding(qualityDeps(request), request.actor, command.data) : unread
}

const answer = async (request: PageRequest, _: string, findingId: string): Done => {
  const command = AnswerFinding.safeParse({
    findingId,
    cause: fieldOf(request.form, 'nguyen-nhan'),
    correction: fieldOf(request.form, 'khac-phuc'),
    prevention: fieldOf(request.form, 'phong-ngua'),
  })
  return command.success ? answerFinding(qualityDeps(request), request.actor, command.data) : unread
}

const verify =
  (isClosed: boolean) =>
  async (request: PageRequest, _: string, findingId: string): Done => {
    const command = VerifyFinding.safeParse({ findingId, isClosed, verdict: fieldOf(request.form, 'bang-chung') })
    return command.success ? verifyFinding(qualityDeps(request), request.actor, command.data) : unread
  }

const deeds: readonly (readonly [deed: string, handler: Route['handler']])[] = [
  ['ket-qua', taking('ket-qua', (t) => t.quality.held, hold)],
  ['phat-hien', taking('phat-hien', (t) => t.quality.findingAdded, find)],
  [
    'ket-thuc',
    taking(
      'ket-thuc',
      (t) => t.quality.closed,
      (request, auditId) => closeAudit(qualityDeps(request), request.actor, { auditId }),
    ),
  ],
  ['phat-hien/:findingId/tra-loi', taking('phat-hien/:findingId/tra-loi', (t) => t.quality.answered, answer)],
  ['phat-hien/:findingId/dong', taking('phat-hien/:findingId/dong', (t) => t.quality.verified, verify(true))],
  ['phat-hien/:findingId/lam-lai', taking('phat-hien/:findingId/lam-lai', (t) => t.quality.sentBack, verify(false))],
]

/** Files of a finding, of who answers for it or follows it up. */
const evidence: Route = {
  method: 'POST',
  path: evidencePath(':id', ':findingId'),
  access: { officer: 'any' },
  upload: true,
  handler: async (request) => {
    const { id = '', findingId = '' } = request.params
    if (!isUuid(id) || !isUuid(findingId)) return notFound
    const t = messages(request.locale)
    const trouble = await takeEvidence(request, t, id, findingId)
    if (trouble !== null) return show(request, trouble)
    return redirect(auditPath(id), { notice: { kind: 'done', text: t.quality.evidenceAdded } })
  },
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n')

const printReport = async (request: PageRequest): Promise<Answer> => {
  const loaded = await load(request)
  if (loaded === null || loaded.audit.heldOn === null) return notFound
  const { audit, findings } = loaded
  const t = messages(request.locale)
  const { printed } = t.quality
  const content = await compilePdf(
    'audit-report',
    {
      ...(audit.superior === '' ? {} : { parentAgency: audit.superior }),
      agency: audit.agencyName,
      heading: printed.heading,
      number: printed.number(audit.number, audit.year),
      facts: [{ term: t.quality.auditTitle, value: audit.title }, ...factsOf(t, audit)].map(({ term, value }) => ({
        label: term,
        value,
      })),
      columns: printed.columns,
      rows: findings.map((line) => [
        String(line.number),
        joined(t.quality.grades[line.grade], line.clause),
        joined(line.body, line.process),
        t.quality.due(line.unit, formatDate(line.dueOn)),
        joined(line.cause, line.correction, line.prevention),
        joined(t.quality.findingStates[line.state], line.verdict),
      ]),
      none: printed.none,
      signer: { title: printed.leadSign, name: audit.lead },
    },
    { title: `${printed.heading} ${audit.number}/${audit.year}`, createdAt: request.now },
  )
  return download({
    content,
    name: `${printed.file}-${audit.number}-${audit.year}.pdf`,
    mediaType: 'application/pdf',
    inline: true,
  })
}

const anybody = { access: { officer: 'any' } } as const

export const auditRoutes: readonly Route[] = [
  evidence,
  findingFile,
  { ...anybody, method: 'GET', path: auditPath(':id'), statementBudget: 4, handler: (request) => show(request) },
  {
    ...anybody,
    method: 'GET',
    path: `${auditPath(':id')}/bao-cao.pdf`,
    rateLimit: 'file',
    statementBudget: 3,
    handler: printReport,
  },
  ...deeds.map(
    ([deed, handler]): Route => ({ ...anybody, method: 'POST', path: `${auditPath(':id')}/${deed}`, handler }),
  ),
]
