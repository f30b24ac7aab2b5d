import { isUuid, newId } from '#kernel/ids.ts'
import { formatDate, localDate, Temporal } from '#kernel/time.ts'
import { measures, PlanAudit, SetObjective } from '#modules/quality/domain/index.ts'
import {
  type AuditChoices,
  type AuditLine,
  agreeToAuditPlan,
  listAuditChoices,
  listAudits,
  listObjectives,
  listProcesses,
  listQualityAgencies,
  type ObjectiveLine,
  planAudit,
  type QualityAgency,
  setObjective,
} from '#modules/quality/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { officerOf } from '../officer-of.ts'
import {
  auditPath,
  dayIn,
  deedOf,
  draftPath,
  processPath,
  qualityDeps,
  qualityPath,
  shareOf,
  strayTrouble,
  type Trouble,
  troubleOf,
  unread,
  uuidIn,
} from './quality-parts.ts'

const names = { agency: 'co-quan', year: 'nam' } as const
const hrefOf = (agencyId: string, year: number): string =>
  `${qualityPath}?${new URLSearchParams({ [names.agency]: agencyId, [names.year]: String(year) })}`

const yearIn = (request: PageRequest): number => {
  const typed = Number(fieldOf({ ...request.query, ...request.form }, names.year))
  return Number.isInteger(typed) && typed >= 2000 && typed <= 2200 ? typed : localDate(request.now).year
}

const objectiveItem = (t: Messages, line: ObjectiveLine): DeskItem => {
  const share = line.all === 0 ? null : Math.floor((line.good * 10_000) / line.all)
  const isBelow = share !== null && share < line.target
  const number = (value: number) => value.toLocaleString('vi')
  return {
    key: `${line.measure} ${line.procedureName}`,
    title:
      line.procedureName === ''
        ? t.quality.measures[line.measure]
        : `${t.quality.measures[line.measure]}: ${line.procedureName}`,
    ...(share === null ? {} : { badge: isBelow ? t.quality.below : t.quality.met, isPressing: isBelow }),
    lines: [
      t.quality.target(shareOf(line.target)),
      share === null ? t.quality.noFigures : t.quality.reached(shareOf(share), number(line.good), number(line.all)),
    ],
  }
}

const auditItem = (t: Messages, line: AuditLine): DeskItem => ({
  key: line.id,
  title: `${line.number}. ${line.title}`,
  href: auditPath(line.id),
  badge: t.quality.auditStates[line.state],
  lines: [
    t.quality.auditLine(line.unit === '' ? t.quality.whole : line.unit, line.lead),
    line.heldOn === null
      ? t.quality.plannedLine(formatDate(line.plannedOn))
      : t.quality.heldLine(formatDate(line.heldOn)),
    t.quality.findingsLine(line.findings, line.open),
  ],
})

type Deeds = {
  readonly agency: QualityAgency
  readonly year: number
  readonly choices: AuditChoices
  readonly audits: readonly AuditLine[]
}

const objectiveDeed = (request: PageRequest, t: Messages, hidden: Record<string, string>, trouble?: Trouble) =>
  deedOf(
    request,
    `${qualityPath}/muc-tieu`,
    {
      text: t.quality.setObjective,
      hidden,
      asks: [
        {
          name: 'chi-tieu',
          type: 'select',
          label: t.quality.measure,
          required: true,
          options: measures.map((value) => ({ value, text: t.quality.measures[value] })),
        },
        { name: 'thu-tuc', type: 'text', label: t.quality.procedure, hint: t.quality.procedureHint, maxLength: 64 },
        { name: 'muc', type: 'number', label: t.quality.targetField, required: true },
      ],
    },
    trouble,
  )

const planDeed = (
  request: PageRequest,
  t: Messages,
  hidden: Record<string, string>,
  choices: AuditChoices,
  trouble?: Trouble,
) =>
  deedOf(
    request,
    `${qualityPath}/ke-hoach`,
    {
      text: t.quality.planAudit,
      hidden: { ...hidden, ma: newId() },
      asks: [
        { name: 'noi-dung', type: 'text', label: t.quality.auditTitle, required: true, maxLength: 300 },
        {
          name: 'chuan-muc',
          type: 'textarea',
          label: t.quality.criteria,
          hint: t.quality.criteriaHint,
          maxLength: 2_000,
        },
        {
          name: 'don-vi',
          type: 'select',
          label: t.quality.unit,
          options: choices.units.map(({ id, name }) => ({ value: id, text: name })),
        },
        {
          name: 'truong-doan',
          type: 'select',
          label: t.quality.leadPost,
          required: true,
          options: choices.posts.map(({ id, text }) => ({ value: id, text })),
        },
        { name: 'thanh-vien', type: 'textarea', label: t.quality.team, maxLength: 1_000 },
        { name: 'ngay', type: 'date', label: t.quality.plannedOn, required: true },
      ],
    },
    trouble,
  )

const actsOf = (request: PageRequest, t: Messages, deeds: Deeds, trouble?: Trouble): NonNullable<DeskView['acts']> => {
  const { agency, year, choices, audits } = deeds
  const hidden = { [names.agency]: agency.id, [names.year]: String(year) }
  const isWaiting = audits.length > 0 && audits.some((line) => !line.isPlanApproved)
  return [
    ...(agency.leads && isWaiting
      ? [
          deedOf(
            request,
            `${qualityPath}/duyet-ke-hoach`,
            { text: t.quality.approvePlan, isMain: true, hidden },
            trouble,
          ),
        ]
      : []),
    ...(agency.keeps
      ? [
          { text: t.quality.draft, href: `${draftPath}?${new URLSearchParams({ [names.agency]: agency.id })}` },
          objectiveDeed(request, t, hidden, trouble),
          planDeed(request, t, hidden, choices, trouble),
        ]
      : []),
  ]
}

const load = async (request: PageRequest) => {
  const { database } = request.province
  const actor = officerOf(request)
  const asked = fieldOf({ ...request.query, ...request.form }, names.agency)
  const agencies = await listQualityAgencies(database, actor, request.now)
  const agency = agencies.find(({ id }) => id === asked) ?? agencies[0]
  if (agency === undefined) return null
  const year = yearIn(request)
  const since = Temporal.PlainDate.from({ year: localDate(request.now).year, month: 1, day: 1 })
  const [processes, objectives, audits, choices] = await Promise.all([
    listProcesses(database, actor, agency.id, request.now),
    listObjectives(database, agency.id, since, request.now),
    listAudits(database, actor, { agencyId: agency.id, year }, request.now),
    listAuditChoices(database, agency.id, request.now),
  ])
  return { agencies, agency, year, since, processes, objectives, audits, choices }
}

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const t = messages(request.locale)
  const loaded = await load(request)
  if (loaded === null) {
    const none = { title: t.quality.title, main: [{ title: t.quality.processes, items: [], none: t.quality.noAgency }] }
    return page(officerDocument(request, { title: t.quality.title }, <DeskPage t={t} view={none} />))
  }
  const { agencies, agency, year, since, processes, objectives, audits } = loaded
  const acts = actsOf(request, t, loaded, trouble)
  const others = agencies.filter(({ id }) => id !== agency.id).slice(0, 6)
  const view: DeskView = {
    title: t.quality.title,
    lead: t.quality.lead(agency.name),
    acts,
    main: [
      {
        title: t.quality.processes,
        none: t.quality.noProcesses,
        items: processes.map((line) => ({
          key: line.id,
          title: `${line.code}. ${line.title}`,
          href: processPath(line.id),
          ...(line.hasDraft ? { badge: t.quality.hasDraft } : {}),
          lines: [
            line.version === null || line.inForceFrom === null
              ? t.quality.notInForce
              : t.quality.inForce(line.version, formatDate(line.inForceFrom)),
          ],
        })),
      },
      {
        title: t.quality.audits(year),
        none: t.quality.noAudits,
        items: audits.map((line) => auditItem(t, line)),
        links: [{ href: hrefOf(agency.id, year - 1), text: t.quality.yearBefore(year - 1) }],
      },
    ],
    beside: [
      {
        title: t.quality.objectives,
        facts: [],
        none: t.quality.noObjectives,
        items: objectives.map((line) => objectiveItem(t, line)),
      },
      ...(others.length === 0
        ? []
        : [{ title: t.quality.agency, links: others.map(({ id, name }) => ({ href: hrefOf(id, year), text: name })) }]),
    ],
    notices: [
      ...(objectives.length === 0
        ? []
        : [{ kind: 'info' as const, text: t.quality.objectivesFrom(formatDate(since)) }]),
      ...strayTrouble(trouble, acts),
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

const agencyIn = (request: PageRequest): string => fieldOf(request.form, names.agency)

const takeObjective = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const command = SetObjective.safeParse({
    agencyId: agencyIn(request),
    measure: fieldOf(request.form, 'chi-tieu'),
    procedureCode: fieldOf(request.form, 'thu-tuc'),
    target: Math.round(Number(fieldOf(request.form, 'muc').replace(',', '.')) * 100),
  })
  const deed = `${qualityPath}/muc-tieu`
  if (!command.success) return show(request, { deed, text: t.quality.chooseOne, status: 422 })
  const done = await setObjective(qualityDeps(request), request.actor, command.data)
  if (!done.ok) return show(request, troubleOf(t, deed, done.refusal))
  return redirect(hrefOf(command.data.agencyId, yearIn(request)), {
    notice: { kind: 'done', text: t.quality.objectiveSet },
  })
}

const takePlan = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const command = PlanAudit.safeParse({
    id: fieldOf(request.form, 'ma'),
    agencyId: agencyIn(request),
    title: fieldOf(request.form, 'noi-dung'),
    criteria: fieldOf(request.form, 'chuan-muc'),
    unitId: uuidIn(request, 'don-vi'),
    leadPostId: fieldOf(request.form, 'truong-doan'),
    team: fieldOf(request.form, 'thanh-vien'),
    plannedOn: dayIn(request, 'ngay'),
  })
  const deed = `${qualityPath}/ke-hoach`
  if (!command.success) return show(request, { deed, text: t.quality.chooseOne, status: 422 })
  const done = await planAudit(qualityDeps(request), request.actor, command.data)
  if (!done.ok) return show(request, troubleOf(t, deed, done.refusal))
  const { agencyId, plannedOn } = command.data
  return redirect(hrefOf(agencyId, plannedOn.year), { notice: { kind: 'done', text: t.quality.auditPlanned } })
}

const takePlanApproval = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const [agencyId, year] = [agencyIn(request), yearIn(request)]
  const done = isUuid(agencyId)
    ? await agreeToAuditPlan(qualityDeps(request), request.actor, { agencyId, year })
    : unread
  if (!done.ok) return show(request, troubleOf(t, `${qualityPath}/duyet-ke-hoach`, done.refusal))
  return redirect(hrefOf(agencyId, year), { notice: { kind: 'done', text: t.quality.planIsApproved } })
}

const anybody = { access: { officer: 'any' } } as const

export const qualityListRoutes: readonly Route[] = [
  { ...anybody, method: 'GET', path: qualityPath, statementBudget: 5, handler: (request) => show(request) },
  { ...anybody, method: 'POST', path: `${qualityPath}/muc-tieu`, handler: takeObjective },
  { ...anybody, method: 'POST', path: `${qualityPath}/ke-hoach`, handler: takePlan },
  { ...anybody, method: 'POST', path: `${qualityPath}/duyet-ke-hoach`, handler: takePlanApproval },
]
