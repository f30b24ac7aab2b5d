import { Readable } from 'node:stream'
import { isUuid } from '#kernel/ids.ts'
import { formatDate, formatInstant, localDate, Temporal } from '#kernel/time.ts'
import { type Actor, agencyIdsWithRole } from '#modules/identity/domain/index.ts'
import { csvLine, csvMark, type Period } from '#modules/reports/domain/index.ts'
import {
  type Desk,
  deskRegister,
  type RegisterLine,
  type RegisterPlace,
  type RegisterQuestion,
  registerDesks,
  streamDeskRegister,
} from '#modules/reports/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { officerDocument, registerRoles } from '#web/http/frames/officer-frame.tsx'
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
import { EmptyState } from '#web/ui/parts/empty-state.tsx'
import { RegisterPage, type RegisterSheetView } from '#web/ui/views/officer/register.tsx'
import {
  addressWith,
  askedPeriod,
  fieldsOfPeriod,
  isoOf,
  periodLinks,
  periodNames,
  textOfPeriod,
} from '../report-period.ts'

const path = '/can-bo/so-theo-doi'
const names = { desk: 'noi', field: 'linh-vuc', after: 'sau', count: 'tu-so' } as const
const pageLength = 50
/** A printed register longer than this is several volumes: choose a shorter period. */
const mostPrinted = 2_000

/** Officers of a desk read its register, leaders, supervisors and auditors those of their agencies. */
const readableBy = (actor: Actor): readonly string[] =>
  actor.kind === 'officer'
    ? [...new Set([...agencyIdsWithRole(actor, 'one-stop-officer', 'unit-head'), ...actor.supervisedAgencyIds])]
    : []

type Asked = {
  readonly desks: readonly Desk[]
  readonly desk: Desk
  readonly period: Period
  readonly isWrong: boolean
  readonly question: RegisterQuestion
}

/** Null when the officer may read no register, or not this one. */
const askedOf = async (request: PageRequest): Promise<Asked | null> => {
  const mayRead = readableBy(request.actor)
  const desks = await registerDesks(request.province.database, mayRead)
  const code = fieldOf(request.query, names.desk)
  const desk = code === '' ? desks[0] : desks.find((one) => one.code === code)
  if (desk === undefined) return null
  const { period, isWrong } = askedPeriod(request)
  const field = desk.fields.find((one) => one === fieldOf(request.query, names.field))
  const question = { ...period, agencyId: desk.id, mayRead, ...(field === undefined ? {} : { field }) }
  return { desks, desk, period, isWrong, question }
}

const hrefOf = ({ desk, period, question }: Asked, file = '', more: Readonly<Record<string, string>> = {}): string =>
  addressWith(`${path}${file}`, {
    [names.desk]: desk.code,
    ...fieldsOfPeriod(period),
    [names.field]: question.field ?? '',
    ...more,
  })

/** The place behind which the page begins, as its address holds it: nothing in it is personal. */
const placeOf = (text: string): RegisterPlace | null => {
  const [at = '', id = ''] = text.split('_')
  if (!isUuid(id)) return null
  try {
    return { acceptedAt: Temporal.Instant.from(at), id }
  } catch {
    return null
  }
}

const textOfPlace = ({ acceptedAt, id }: RegisterPlace): string => `${acceptedAt}_${id}`

const contactOf = (line: RegisterLine): string => [line.ownerAddress, line.ownerPhone].filter(Boolean).join('; ')

const instantText = (at: Temporal.Instant | null): string => (at === null ? '' : formatInstant(at))

const wayOf = (t: Messages, line: RegisterLine): string => {
  const ways: Readonly<Record<string, string>> = t.officer.registerWays
  return ways[line.returnMethod] ?? ''
}

const rowOf = (t: Messages, line: RegisterLine, number: number) => ({
  number: String(number),
  code: line.code,
  procedureName: line.procedureName,
  person: line.ownerName,
  address: contactOf(line),
  agency: line.decidingAgency,
  received: formatInstant(line.acceptedAt),
  due: instantText(line.dueAt),
  returned: instantText(line.returnedAt),
  way: wayOf(t, line),
  signed: '',
})

/** Heads of units stand under the tab too, and not every agency has a desk. */
const noRegister = (request: PageRequest, t: Messages): Answer =>
  page(
    officerDocument(
      request,
      { title: t.officer.registerTitle },
      <EmptyState title={t.officer.registerNone} text={t.officer.registerNoneText} />,
    ),
  )

const showRegister = async (request: PageRequest): Promise<Answer> => {
  const asked = await askedOf(request)
  const t = messages(request.locale)
  if (asked === null) return fieldOf(request.query, names.desk) === '' ? noRegister(request, t) : notFound
  const after = placeOf(fieldOf(request.query, names.after))
  const counted = after === null ? 0 : Math.max(0, Number.parseInt(fieldOf(request.query, names.count), 10) || 0)
  const found = await deskRegister(request.province.database, asked.question, pageLength, after)
  const nextHref =
    found.next === null
      ? undefined
      : hrefOf(asked, '', {
          [names.after]: textOfPlace(found.next),
          [names.count]: String(counted + found.lines.length),
        })
  const text = textOfPeriod(asked.period)
  const view: RegisterSheetView = {
    action: path,
    names: { ...names, ...periodNames },
    isWrong: asked.isWrong,
    isTooLong: fieldOf(request.query, 'qua-dai') === '1' ? mostPrinted.toLocaleString('vi') : undefined,
    desks: asked.desks.map(({ code, name }) => ({ value: code, text: name })),
    deskCode: asked.desk.code,
    ...isoOf(asked.period),
    periods: periodLinks(t, localDate(request.now), asked.period, (period) => hrefOf({ ...asked, period })),
    fromText: text.from,
    untilText: text.until,
    field: asked.question.field,
    fields: asked.desk.fields.map((field) => ({ value: field, text: field })),
    superior: asked.desk.superior,
    desk: asked.desk.name,
    rows: found.lines.map((line, index) => rowOf(t, line, counted + index + 1)),
    pages: { nextHref, previousHref: after === null ? undefined : hrefOf(asked) },
    pdfHref: hrefOf(asked, '/so.pdf'),
    csvHref: hrefOf(asked, '/so.csv'),
  }
  const content = <RegisterPage t={t} view={view} />
  return page(officerDocument(request, { title: t.officer.registerTitle }, content), {
    status: asked.isWrong ? 422 : 200,
  })
}

const fileName = ({ desk, period }: Asked, ending: string): string =>
  `so-theo-doi-${desk.code}-${period.from}-${period.until}.${ending}`

const sendPdf = async (request: PageRequest): Promise<Answer> => {
  const asked = await askedOf(request)
  if (asked === null || asked.isWrong) return notFound
  const t = messages(request.locale)
  const found = await deskRegister(request.province.database, asked.question, mostPrinted)
  if (found.next !== null) return redirect(hrefOf(asked, '', { 'qua-dai': '1' }))
  const text = textOfPeriod(asked.period)
  const rows = found.lines.map((line, index) => {
    const row = rowOf(t, line, index + 1)
    return {
      code: row.code,
      procedure: row.procedureName,
      person: row.person,
      contact: row.address,
      agency: row.agency,
      receivedAt: row.received,
      dueAt: row.due,
      returnedAt: row.returned,
      returnWay: row.way,
    }
  })
  const { field } = asked.question
  const { superior, name } = asked.desk
  const pdf = await compilePdf(
    'slip-07',
    {
      agency: name,
      ...text,
      to: text.until,
      rows,
      ...(superior === '' ? {} : { parentAgency: superior }),
      ...(field === undefined ? {} : { field }),
    },
    { title: `${t.officer.registerTitle}, ${formatDate(localDate(request.now))}`, createdAt: request.now },
  )
  return download({ content: pdf, name: fileName(asked, 'pdf'), mediaType: 'application/pdf', inline: true })
}

const csvHead = (t: Messages): string =>
  csvLine([
    t.officer.registerNumber,
    t.officer.registerCode,
    t.officer.registerProcedure,
    t.officer.registerPerson,
    t.officer.registerAddress,
    t.officer.registerPhone,
    t.officer.registerAgency,
    t.officer.registerReceived,
    t.officer.registerDue,
    t.officer.registerReturned,
    t.officer.registerWay,
    t.officer.registerStatus,
  ])

const csvRow = (t: Messages, line: RegisterLine, number: number): string => {
  const statuses: Readonly<Record<number, string>> = t.statuses.official
  return csvLine([
    number,
    line.code,
    line.procedureName,
    line.ownerName,
    line.ownerAddress,
    line.ownerPhone,
    line.decidingAgency,
    formatInstant(line.acceptedAt),
    instantText(line.dueAt),
    instantText(line.returnedAt),
    wayOf(t, line),
    statuses[line.status] ?? '',
  ])
}

async function* csvOf(request: PageRequest, question: RegisterQuestion): AsyncGenerator<string> {
  const t = messages(request.locale)
  let number = 0
  yield csvMark + csvHead(t)
  for await (const lines of streamDeskRegister(request.province.database, question)) {
    yield lines
      .map((line) => {
        number += 1
        return csvRow(t, line, number)
      })
      .join('')
  }
}

const sendCsv = async (request: PageRequest): Promise<Answer> => {
  const asked = await askedOf(request)
  if (asked === null || asked.isWrong) return notFound
  return download({
    content: Readable.from(csvOf(request, asked.question)),
    name: fileName(asked, 'csv'),
    mediaType: 'text/csv; charset=utf-8',
  })
}

const forRegister = { method: 'GET', access: { officer: registerRoles } } as const

/** The register of a desk, form 07: to read, to print, to take along. @legal TT-03-2025 Mẫu số 07 */
export const deskRegisterRoutes: readonly Route[] = [
  { ...forRegister, path, statementBudget: 2, handler: showRegister },
  { ...forRegister, path: `${path}/so.pdf`, statementBudget: 2, handler: sendPdf },
  // One statement for a thousand lines.
  { ...forRegister, path: `${path}/so.csv`, handler: sendCsv },
]
