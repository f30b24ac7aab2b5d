import { Readable } from 'node:stream'
import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate, Temporal } from '#kernel/time.ts'
import { findAgency } from '#modules/agencies/index.ts'
import { agencyIdsWithRole, type Role } from '#modules/identity/domain/index.ts'
import { findDocumentType, writtenCode } from '#modules/official-documents/domain/index.ts'
import {
  csvLine,
  csvMark,
  type DocumentShareCounts,
  permilleOf,
  type ShareFault,
  shareFaults,
  sumOfShares,
} from '#modules/reports/domain/index.ts'
import { documentShares, type IssuedLine, type IssuedQuestion, listIssued } from '#modules/reports/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, download, fieldOf, notFound, type PageRequest, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import {
  DocumentSharesPage,
  IssuedListPage,
  type PeriodPick,
  type ShareRowView,
} from '#web/ui/views/officer/issuing/document-shares.tsx'
import { addressWith, askedPeriod, fieldsOfPeriod, isoOf, periodLinks, periodNames } from '../../report-period.ts'
import { amountText, permilleText } from '../../report-rows.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'

const reportPath = '/can-bo/bao-cao'
export const sharesPath = `${reportPath}/van-ban`
const listPath = (agencyId: string): string => `${sharesPath}/${agencyId}`
const names = { fault: 'loai', after: 'sau' } as const
const pageLength = 100
const rowsAtOnce = 500

/** Who sees the registry of an agency or watches over it: a document outside the remit is not even counted for others. */
export const shareRoles = ['leader', 'clerk', 'supervisor', 'auditor'] as const satisfies readonly Role[]

/** Agencies whose figures are the officer's business. */
const agenciesOf = (request: PageRequest): readonly string[] => {
  const actor = officerOf(request)
  return [...new Set([...agencyIdsWithRole(actor, ...shareRoles), ...actor.supervisedAgencyIds])]
}

const pickOf = (request: PageRequest, action: string): PeriodPick => {
  const t = messages(request.locale)
  const { period, isWrong } = askedPeriod(request)
  const hrefOf = (other: typeof period) => addressWith(action, fieldsOfPeriod(other))
  return {
    action,
    names: periodNames,
    ...isoOf(period),
    periods: periodLinks(t, localDate(request.now), period, hrefOf),
    isWrong,
  }
}

const figuresOf = (t: Messages, counts: DocumentShareCounts): Omit<ShareRowView, 'key' | 'name' | 'href'> => {
  const share = (part: number, whole: number): string =>
    whole === 0 ? '–' : t.issuing.shares.share(permilleText('vi', permilleOf(part, whole)), part, whole)
  return {
    issued: amountText('vi', counts.issued),
    inside: share(counts.insideElectronic, counts.inside),
    outside: share(counts.outsideElectronic, counts.outside),
    signed: share(counts.signed, counts.issued),
    sameDay: share(counts.sameDay, counts.issued),
    inTime: share(counts.inTime, counts.issued),
  }
}

const sharesPage: Route = {
  method: 'GET',
  path: sharesPath,
  access: { officer: shareRoles },
  statementBudget: 1,
  handler: async (request) => {
    const t = messages(request.locale)
    const words = t.issuing.shares
    const { period, isWrong } = askedPeriod(request)
    const rows = await documentShares(request.province.database, period, agenciesOf(request))
    const levels = [...new Set(rows.map((row) => row.level))]
    const sums = levels.map((level) => ({
      key: level,
      name: words.levels[level] ?? level,
      ...figuresOf(t, sumOfShares(rows.filter((row) => row.level === level))),
    }))
    const view = {
      back: { href: reportPath, text: t.officer.reportTitle },
      pick: pickOf(request, sharesPath),
      rows: [
        ...rows.map((row) => ({
          key: row.agencyId,
          name: row.name,
          href: addressWith(listPath(row.agencyId), fieldsOfPeriod(period)),
          ...figuresOf(t, row),
        })),
        ...(rows.length > 1 ? sums : []),
        ...(levels.length > 1 ? [{ key: 'total', name: words.total, ...figuresOf(t, sumOfShares(rows)) }] : []),
      ],
    }
    return page(officerDocument(request, { title: words.title }, <DocumentSharesPage t={t} view={view} />), {
      status: isWrong ? 422 : 200,
    })
  },
}

const faultOf = (request: PageRequest): ShareFault =>
  shareFaults.find((one) => one === fieldOf(request.query, names.fault)) ?? 'any'

/** Null: the agency is none of the officer's business. */
const askedList = (request: PageRequest): Omit<IssuedQuestion, 'after' | 'limit'> | null => {
  const agencyId = request.params.agencyId ?? ''
  if (!isUuid(agencyId) || !agenciesOf(request).includes(agencyId)) return null
  return { ...askedPeriod(request).period, agencyId, fault: faultOf(request) }
}

const placeOf = (text: string): IssuedQuestion['after'] => {
  const [day = '', id = ''] = text.split('_')
  return /^\d{4}-\d\d-\d\d$/.test(day) && isUuid(id) ? { issuedOn: Temporal.PlainDate.from(day), id } : null
}

const codeOf = (line: IssuedLine): string => writtenCode({ number: line.codeNumber, notation: line.codeNotation })

const listPage: Route = {
  method: 'GET',
  path: listPath(':agencyId'),
  access: { officer: shareRoles },
  statementBudget: 2,
  handler: async (request): Promise<Answer> => {
    const asked = askedList(request)
    if (asked === null) return notFound
    const t = messages(request.locale)
    const words = t.issuing.shares
    const { database } = request.province
    const after = placeOf(fieldOf(request.query, names.after))
    const question = { ...asked, after, limit: pageLength + 1 }
    const [agency, lines] = await Promise.all([
      findAgency(database, asked.agencyId),
      listIssued(database, officerOf(request), question, request.now),
    ])
    if (agency === null) return notFound
    const own = { ...fieldsOfPeriod(asked), [names.fault]: asked.fault }
    const path = listPath(asked.agencyId)
    const rows = lines.slice(0, pageLength)
    const last = rows.at(-1)
    const view = {
      back: { href: addressWith(sharesPath, fieldsOfPeriod(asked)), text: words.title },
      title: words.listTitle(agency.name),
      pick: pickOf(request, path),
      filters: shareFaults.map((fault) => ({
        href: addressWith(path, { ...own, [names.fault]: fault }),
        text: words.faults[fault],
        current: fault === asked.fault,
      })),
      csvHref: addressWith(`${path}/van-ban.csv`, own),
      rows: rows.map((line) => ({
        id: line.id,
        href: documentPath(line.id),
        code: codeOf(line),
        subject: `${findDocumentType(line.typeCode)?.name ?? ''}: ${line.subject}`,
        issuedOn: formatDate(line.issuedOn),
      })),
      pages: {
        ...(lines.length > pageLength && last !== undefined
          ? { nextHref: addressWith(path, { ...own, [names.after]: `${last.issuedOn}_${last.id}` }) }
          : {}),
        ...(after === null ? {} : { previousHref: addressWith(path, own) }),
      },
    }
    return page(officerDocument(request, { title: view.title }, <IssuedListPage t={t} view={view} />))
  },
}

/** Page by page: the list never stands in memory as a whole. */
async function* linesOf(request: PageRequest, asked: Omit<IssuedQuestion, 'after' | 'limit'>): AsyncGenerator<string> {
  const words = messages(request.locale).issuing.shares
  yield csvMark + csvLine([words.code, words.subject, words.issuedOn])
  let after: IssuedQuestion['after'] = null
  for (;;) {
    const lines: readonly IssuedLine[] = await listIssued(
      request.province.database,
      officerOf(request),
      { ...asked, after, limit: rowsAtOnce },
      request.now,
    )
    yield lines
      .map((line) =>
        csvLine([
          codeOf(line),
          `${findDocumentType(line.typeCode)?.name ?? ''}: ${line.subject}`,
          formatDate(line.issuedOn),
        ]),
      )
      .join('')
    const last = lines.at(-1)
    if (last === undefined || lines.length < rowsAtOnce) return
    after = { issuedOn: last.issuedOn, id: last.id }
  }
}

const listCsv: Route = {
  method: 'GET',
  path: `${listPath(':agencyId')}/van-ban.csv`,
  access: { officer: shareRoles },
  rateLimit: 'file',
  handler: async (request) => {
    const asked = askedList(request)
    if (asked === null) return notFound
    return download({
      content: Readable.from(linesOf(request, asked), { objectMode: false }),
      name: `van-ban-phat-hanh-${asked.from}-${asked.until}.csv`,
      mediaType: 'text/csv; charset=utf-8',
    })
  },
}

export const sharesRoutes: readonly Route[] = [sharesPage, listPage, listCsv]
