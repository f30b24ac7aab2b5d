import { isUuid } from '#kernel/ids.ts'
import { formatDate, formatInstant, localDate, Temporal } from '#kernel/time.ts'
import { mayDecideReading } from '#modules/archive/domain/index.ts'
import { decideReading, endReading, handOutCopy, listReadings, type ReadingLine } from '#modules/archive/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
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
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { answerArchiveRefusal } from '../../refusals/work-file-refusals.ts'
import { readingsPath } from '../files/file-paths.ts'
import { officerOf } from '../officer-of.ts'
import {
  type Acts,
  archiveDeps,
  archiveTabs,
  deedAt,
  reasonFields,
  reasonName,
  type Trouble,
  troubleOf,
} from './archive-parts.ts'

const isOpen = (request: PageRequest, { state, until }: ReadingLine): boolean =>
  state === 'granted' && until !== null && Temporal.PlainDate.compare(until, localDate(request.now)) >= 0

const actsOf = (request: PageRequest, t: Messages, line: ReadingLine, trouble: Trouble | undefined): Acts => {
  const { archive } = t.officer
  const actor = officerOf(request)
  const at = (deed: string) => ({ id: line.id, action: `${readingsPath}/${line.id}/${deed}`, deed })
  const isOwn = line.officerId === actor.officerId
  const decline = { text: archive.decline, fields: reasonFields(line.id, archive.declineReason) }
  return [
    ...(line.state === 'asked' && mayDecideReading(actor, line)
      ? [
          deedAt(request, at('dong-y'), { text: archive.grant }, trouble),
          deedAt(request, at('khong'), decline, trouble),
        ]
      : []),
    ...(isOwn && isOpen(request, line) ? [{ text: archive.copy, href: `${readingsPath}/${line.id}/ban-doc.zip` }] : []),
    ...(isOwn && (line.state === 'asked' || line.state === 'granted')
      ? [deedAt(request, at('xong'), { text: archive.end }, trouble)]
      : []),
  ]
}

const itemOf = (request: PageRequest, t: Messages, line: ReadingLine, trouble: Trouble | undefined): DeskItem => {
  const { archive } = t.officer
  const purpose = archive.purposes[line.purpose as keyof typeof archive.purposes]
  return {
    key: line.id,
    title: line.title,
    badge: archive.readingStates[line.state],
    lines: [
      archive.readingBy(line.officerName, line.officerTitle, formatInstant(line.askedAt)),
      `${archive.readingFor(purpose, line.days)}: ${line.reason}`,
      line.decidedBy === null ? '' : archive.decidedBy(line.decidedBy),
      line.note === '' ? '' : archive.reasonOf(line.note),
      line.until === null ? '' : archive.readingUntil(formatDate(line.until), line.downloads),
    ],
    acts: actsOf(request, t, line, trouble),
  }
}

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const t = messages(request.locale)
  const { archive } = t.officer
  const lines = await listReadings(request.province.database, officerOf(request))
  const told = trouble !== undefined && !lines.some(({ id }) => id === trouble.id)
  const view: DeskView = {
    title: archive.readings,
    lead: archive.readingsLead,
    tabs: archiveTabs(t, readingsPath),
    notices: told ? [{ kind: 'attention', text: trouble.text }] : undefined,
    main: [
      {
        title: archive.readings,
        items: lines.map((line) => itemOf(request, t, line, trouble)),
        none: archive.readingsNone,
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

const posted = (
  deed: string,
  run: (request: PageRequest, requestId: string) => ReturnType<typeof endReading>,
  done: (t: Messages) => string,
): Route => ({
  method: 'POST',
  path: `${readingsPath}/:id/${deed}`,
  access: { officer: fileRoles },
  handler: async (request) => {
    const id = request.params.id ?? ''
    if (!isUuid(id)) return notFound
    const t = messages(request.locale)
    const result = await run(request, id)
    return result.ok
      ? redirect(readingsPath, { notice: { kind: 'done', text: done(t) } })
      : show(request, troubleOf(t, id, deed, result.refusal))
  },
})

const decide =
  (isGranted: boolean) =>
  (request: PageRequest, requestId: string): ReturnType<typeof decideReading> =>
    decideReading(archiveDeps(request), officerOf(request), {
      requestId,
      isGranted,
      note: fieldOf(request.form, reasonName).slice(0, 1000),
    })

const sendCopy = async (request: PageRequest): Promise<Answer> => {
  const id = request.params.id ?? ''
  if (!isUuid(id)) return notFound
  const done = await handOutCopy(archiveDeps(request), officerOf(request), id)
  if (done.ok) return download({ ...done.value, mediaType: 'application/zip' })
  const { status, text } = answerArchiveRefusal(messages(request.locale), done.refusal)
  return status === 404 ? notFound : redirect(readingsPath, { notice: { kind: 'attention', text } })
}

export const readingRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: readingsPath,
    access: { officer: fileRoles },
    statementBudget: 1,
    handler: (request) => show(request),
  },
  posted('dong-y', decide(true), (t) => t.officer.archive.granted),
  posted('khong', decide(false), (t) => t.officer.archive.declined),
  posted(
    'xong',
    (request, id) => endReading(archiveDeps(request), officerOf(request), id),
    (t) => t.officer.archive.ended,
  ),
  {
    method: 'GET',
    path: `${readingsPath}/:id/ban-doc.zip`,
    access: { officer: fileRoles },
    statementBudget: 12,
    rateLimit: 'file',
    handler: sendCopy,
  },
]
