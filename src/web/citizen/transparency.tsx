import { formatInstant, localDate } from '#kernel/time.ts'
import { onTimePermille, type Period } from '#modules/reports/domain/index.ts'
import { settledByMonth } from '#modules/transparency/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { type Answer, download, fieldOf, json, notFound, type PageRequest, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { TransparencyPage, type TransparencyView } from '#web/ui/views/citizen/transparency.tsx'
import { isoOf, periodLinks, periodNames, textOfPeriod } from '../report-period.ts'
import { amountText, permilleText, reportCsv, rowView } from '../report-rows.ts'
import { monthsPicture } from './transparency-picture.ts'
import {
  addressOf,
  type Found,
  findFigures,
  type Level,
  levels,
  names,
  type Question,
  questionOf,
  transparencyPath,
} from './transparency-question.ts'

const shownMonths = 12
const files = { csv: '/so-lieu.csv', json: '/so-lieu.json', picture: '/theo-thang.svg' } as const

const levelLinks = (request: PageRequest, t: Messages, question: Question) => [
  {
    text: t.common.all,
    href: addressOf(request, { ...question, level: undefined, agencyCode: '' }),
    current: question.level === undefined,
  },
  ...(Object.keys(levels) as Level[]).map((level) => ({
    text: t.transparency.levelNames[level],
    href: addressOf(request, { ...question, level, agencyCode: '' }),
    current: question.level === level,
  })),
]

const figuresOf = ({ locale }: PageRequest, t: Messages, { total }: Found) => [
  { value: amountText(locale, total.online + total.inPerson), label: t.transparency.figureReceived },
  { value: permilleText(locale, onTimePermille(total)), label: t.transparency.figureOnTime },
  { value: amountText(locale, total.inHand), label: t.transparency.figureInHand },
  { value: amountText(locale, total.overdue), label: t.transparency.figureOverdue },
]

/** More bars than these nobody reads. */
const mostBars = 25

const barsOf = (request: PageRequest, t: Messages, question: Question, { rows }: Found) => {
  const settled = rows.filter((row) => row.cells.settled > 0)
  const busiest = new Set(
    [...settled].sort((left, right) => right.cells.settled - left.cells.settled).slice(0, mostBars),
  )
  return {
    barsNote: settled.length > mostBars ? t.transparency.pictureSome(mostBars, settled.length) : undefined,
    bars: settled
      .filter((row) => busiest.has(row))
      .map(({ shortName, code, cells }) => ({
        label: shortName,
        href: code === '' ? undefined : addressOf(request, { ...question, agencyCode: code }),
        early: cells.early,
        onTime: cells.onTime,
        late: cells.late,
        share: permilleText(request.locale, onTimePermille(cells)),
      })),
  }
}

const monthsOf = (request: PageRequest, level: Level | undefined) =>
  settledByMonth(request.province.database, {
    lastMonth: localDate(request.now),
    months: shownMonths,
    ...(level === undefined ? {} : { level }),
  })

const viewOf = async (request: PageRequest, question: Question, found: Found): Promise<TransparencyView> => {
  const t = messages(request.locale)
  const { agency } = found
  const months = agency === null ? await monthsOf(request, question.level) : []
  const hrefOf = (period: Period) => addressOf(request, { ...question, period })
  return {
    title: agency === null ? t.transparency.title : t.transparency.ofAgency(agency.name),
    back: agency === null ? undefined : addressOf(request, { ...question, agencyCode: '' }),
    isWrong: question.isWrong,
    action: addressOf(request, question).split('?', 1)[0] ?? transparencyPath,
    names: periodNames,
    kept: {
      [names.level]: question.level === undefined ? '' : levels[question.level],
      [names.agency]: question.agencyCode,
    },
    ...isoOf(question.period),
    periodText: t.transparency.periodOf(textOfPeriod(question.period).from, textOfPeriod(question.period).until),
    periods: periodLinks(t, localDate(request.now), question.period, hrefOf),
    levels: agency === null ? levelLinks(request, t, question) : [],
    figures: figuresOf(request, t, found),
    by: agency === null ? 'agency' : 'field',
    ...barsOf(request, t, question, found),
    rows: found.rows.map((row) =>
      rowView(
        row.name,
        row.cells,
        row.code === '' ? undefined : addressOf(request, { ...question, agencyCode: row.code }),
      ),
    ),
    total: rowView(agency?.name ?? t.transparency.total, found.total),
    months: months.map(({ month, ...amounts }) => ({ name: `${month.month}/${month.year}`, ...amounts })),
    pictureSrc: addressOf(request, question, files.picture),
    narrowPictureSrc: `${addressOf(request, question, files.picture)}&hep=1`,
    exportHref: addressOf(request, question, files.csv),
    jsonHref: addressOf(request, question, files.json),
    updatedAt: formatInstant(request.now),
  }
}

const showPage = async (request: PageRequest): Promise<Answer> => {
  const question = questionOf(request)
  const found = await findFigures(request, question)
  if (found === null) return notFound
  const t = messages(request.locale)
  const view = await viewOf(request, question, found)
  const frame = {
    title: view.title,
    description: t.transparency.lead,
    section: 'transparency',
    isBilingual: true,
  } as const
  return page(citizenDocument(request, frame, <TransparencyPage t={t} view={view} />), {
    status: question.isWrong ? 422 : 200,
  })
}

/** Files stand once, outside the languages; their heads follow the page they were asked from. */
const messagesOfFile = (request: PageRequest): Messages =>
  messages(fieldOf(request.query, 'tieng') === 'en' ? 'en' : 'vi')

const fileName = ({ period }: Question, ending: string): string => `minh-bach-${period.from}-${period.until}.${ending}`

const sendCsv = async (request: PageRequest): Promise<Answer> => {
  const question = questionOf(request)
  const found = await findFigures(request, question)
  if (found === null || question.isWrong) return notFound
  const t = messagesOfFile(request)
  const head = found.agency === null ? t.transparency.agency : t.transparency.field
  const total = { name: found.agency?.name ?? t.transparency.total, cells: found.total }
  return download({
    content: Buffer.from(reportCsv(t, head, found.rows, total)),
    name: fileName(question, 'csv'),
    mediaType: 'text/csv; charset=utf-8',
  })
}

const sendJson = async (request: PageRequest): Promise<Answer> => {
  const question = questionOf(request)
  const found = await findFigures(request, question)
  if (found === null || question.isWrong) return notFound
  return json({
    form: 'II.06a/VPCP/KSTT',
    ...isoOf(question.period),
    level: question.level ?? null,
    agency: found.agency === null ? null : { code: found.agency.code, name: found.agency.name },
    countedAt: request.now.toString(),
    rows: found.rows.map(({ code, name, level, cells }) =>
      found.agency === null ? { code, name, level, ...cells } : { field: name, ...cells },
    ),
    total: found.total,
  })
}

const sendPicture = async (request: PageRequest): Promise<Answer> => {
  const { level } = questionOf(request)
  const svg = await monthsPicture(messagesOfFile(request), await monthsOf(request, level), {
    isNarrow: fieldOf(request.query, 'hep') === '1',
  })
  return { kind: 'text', status: 200, mediaType: 'image/svg+xml', text: svg, maxAgeSeconds: 300 }
}

const open = { method: 'GET', access: 'public' } as const

/** What the province did with what it was asked for: for everybody, as a page, a picture and open data. */
export const transparencyRoutes: readonly Route[] = [
  { ...open, path: transparencyPath, inEnglish: true, statementBudget: 2, handler: showPage },
  { ...open, path: `${transparencyPath}${files.csv}`, statementBudget: 2, handler: sendCsv },
  { ...open, path: `${transparencyPath}${files.json}`, statementBudget: 2, handler: sendJson },
  { ...open, path: `${transparencyPath}${files.picture}`, statementBudget: 1, handler: sendPicture },
]
