import { localDate } from '#kernel/time.ts'
import { findAgencies } from '#modules/agencies/index.ts'
import { hasRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { type Cells, sumOfCells } from '#modules/reports/domain/index.ts'
import { type ReportRow, reportII06a } from '#modules/reports/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  download,
  fieldOf,
  forbidden,
  notFound,
  type PageRequest,
  page,
  type Route,
} from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { ReportPage, type ReportView } from '#web/ui/views/officer/report.tsx'
import {
  type AskedPeriod,
  addressWith,
  askedPeriod,
  fieldsOfPeriod,
  isoOf,
  periodLinks,
  periodNames,
  textOfPeriod,
} from '../report-period.ts'
import { reportCsv, rowView } from '../report-rows.ts'
import { shareRoles, sharesPath } from './issuing/shares-page.tsx'

const path = '/can-bo/bao-cao'
const names = { agency: 'don-vi', by: 'theo' } as const
const kinds = { field: 'linh-vuc', agency: 'co-quan' } as const

type Question = AskedPeriod & {
  /** Empty: the whole province. */
  readonly agencyId: string
  readonly by: 'agency' | 'field'
}

type Choice = { readonly id: string; readonly name: string }

/** The agencies whose figures are the officer's business: where he holds posts, and all he supervises. */
const choicesOf = async (request: PageRequest, actor: OfficerActor): Promise<readonly Choice[]> => {
  const ids = [...new Set([...actor.posts.map((post) => post.agencyId), ...actor.supervisedAgencyIds])]
  const found = await findAgencies(request.province.database, ids)
  return ids.flatMap((id) => {
    const agency = found.get(id)
    return agency === undefined ? [] : [{ id, name: agency.name }]
  })
}

/** What was never asked starts with the officer's own agency. The sums of the province are public, so anybody may have those. */
const questionOf = (request: PageRequest, choices: readonly Choice[]): Question | null => {
  const asked =
    request.query[names.agency] === undefined ? (choices[0]?.id ?? '') : fieldOf(request.query, names.agency)
  if (asked !== '' && !choices.some(({ id }) => id === asked)) return null
  const by = fieldOf(request.query, names.by)
  const usual = asked === '' ? 'agency' : 'field'
  return {
    ...askedPeriod(request),
    agencyId: asked,
    by: by === kinds.agency ? 'agency' : by === kinds.field ? 'field' : usual,
  }
}

type Reported = {
  readonly question: Question
  readonly choices: readonly Choice[]
  readonly reporter: string
  readonly rows: readonly ReportRow[]
  readonly total: Cells
}

const report = async (request: PageRequest): Promise<Reported | Answer> => {
  const { actor, now, province } = request
  if (actor.kind !== 'officer') return forbidden
  const choices = await choicesOf(request, actor)
  const question = questionOf(request, choices)
  if (question === null) return notFound
  const { period, by, agencyId } = question
  const rows = await reportII06a(province.database, {
    ...period,
    by,
    now,
    ...(agencyId === '' ? {} : { agencyIds: [agencyId] }),
  })
  const ofProvince = messages(request.locale).officer.reportOfProvince(province.province.name)
  const reporter = choices.find(({ id }) => id === agencyId)?.name ?? ofProvince
  return { question, choices, reporter, rows, total: sumOfCells(rows.map((row) => row.cells)) }
}

const hrefOf = ({ agencyId, by, period }: Omit<Question, 'isWrong'>, file = ''): string =>
  // An empty agency means the province, so it stays in the address.
  `${addressWith(`${path}${file}`, { ...fieldsOfPeriod(period), [names.by]: kinds[by] })}&${names.agency}=${agencyId}`

const viewOf = (request: PageRequest, { question, choices, reporter, rows, total }: Reported): ReportView => {
  const t = messages(request.locale)
  const { period, by, agencyId } = question
  const text = textOfPeriod(period)
  return {
    action: path,
    names: { ...names, ...periodNames },
    agencies: choices.map(({ id, name }) => ({ value: id, text: name })),
    agency: agencyId,
    kinds: [
      { value: kinds.field, text: t.officer.reportByField },
      { value: kinds.agency, text: t.officer.reportByAgency },
    ],
    kind: kinds[by],
    by,
    ...isoOf(period),
    periods: periodLinks(t, localDate(request.now), period, (other) => hrefOf({ ...question, period: other })),
    isWrong: question.isWrong,
    periodText: t.officer.reportPeriod(text.from, text.until),
    reporter,
    rows: rows.map((row) => rowView(row.name, row.cells)),
    total: rowView(t.transparency.sum, total),
    csvHref: hrefOf(question, '/ii06a.csv'),
    sharesHref: hasRole(request.actor, ...shareRoles) ? sharesPath : undefined,
  }
}

const showReport = async (request: PageRequest): Promise<Answer> => {
  const reported = await report(request)
  if ('kind' in reported) return reported
  const t = messages(request.locale)
  const content = <ReportPage t={t} view={viewOf(request, reported)} />
  return page(officerDocument(request, { title: t.officer.reportTitle }, content), {
    status: reported.question.isWrong ? 422 : 200,
  })
}

const sendCsv = async (request: PageRequest): Promise<Answer> => {
  const reported = await report(request)
  if ('kind' in reported) return reported
  const t = messages(request.locale)
  const { question, rows, total } = reported
  const head = question.by === 'field' ? t.transparency.field : t.transparency.agency
  return download({
    content: Buffer.from(reportCsv(t, head, rows, { name: t.transparency.sum, cells: total })),
    name: `ii06a-${question.period.from}-${question.period.until}.csv`,
    mediaType: 'text/csv; charset=utf-8',
  })
}

const forOfficers = { method: 'GET', access: { officer: 'any' }, statementBudget: 2 } as const

/** Form II.06a of the agencies an officer belongs to or supervises. */
export const reportRoutes: readonly Route[] = [
  { ...forOfficers, path, handler: showReport },
  { ...forOfficers, path: `${path}/ii06a.csv`, handler: sendCsv },
]
