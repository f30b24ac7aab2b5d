import { isUuid } from '#kernel/ids.ts'
import { formatDate, Temporal } from '#kernel/time.ts'
import { readingPurposes, sizeWords } from '#modules/archive/domain/index.ts'
import {
  type ArchivedLine,
  type ArchivedPlace,
  askReading,
  handOutPackage,
  listArchived,
} from '#modules/archive/index.ts'
import { agencyIdsWithRole } from '#modules/identity/domain/index.ts'
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
import { addressWith } from '../../report-period.ts'
import { archivePath, readingsPath } from '../files/file-paths.ts'
import { retentionText } from '../files/list-page.tsx'
import { askOn, type OfficerForm, typedOf } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import { archiveDeps, archiveTabs } from './archive-parts.ts'

const names = { words: 'q', after: 'sau', purpose: 'muc-dich', reason: 'ly-do', days: 'so-ngay' } as const
const pageLength = 50

const placeOf = (text: string): ArchivedPlace | null => {
  const [at = '', id = ''] = text.split('_')
  if (!isUuid(id)) return null
  try {
    return { madeAt: Temporal.Instant.from(at), id }
  } catch {
    return null
  }
}

const itemOf = (t: Messages, line: ArchivedLine, keeps: boolean): DeskItem => {
  const { archive } = t.officer
  return {
    key: line.id,
    title: line.title,
    badge: t.officer.files.useModes[line.useMode],
    lines: [
      `${line.archiveCode} · ${line.agencyName}`,
      archive.keptFacts(line.records, sizeWords(line.sizeBytes), retentionText(t, line.retentionYears)),
      line.keptUntil === null ? '' : archive.keptUntil(formatDate(line.keptUntil)),
      archive.digest(line.sha256),
    ],
    acts: [
      { text: archive.ask, href: `${archivePath}/ho-so/${line.id}/xin-doc` },
      ...(keeps ? [{ text: archive.packageText, href: `${archivePath}/goi/${line.packageId}.zip` }] : []),
    ],
  }
}

const show = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { archive } = t.officer
  const actor = officerOf(request)
  const words = fieldOf(request.query, names.words).slice(0, 100)
  const after = placeOf(fieldOf(request.query, names.after))
  const { lines, next } = await listArchived(request.province.database, actor, words, pageLength, after)
  const keeps = agencyIdsWithRole(actor, 'archivist').length > 0
  const nextHref =
    next === null
      ? null
      : addressWith(archivePath, { [names.words]: words, [names.after]: `${next.madeAt}_${next.id}` })
  const view: DeskView = {
    title: archive.title,
    lead: archive.lead,
    tabs: archiveTabs(t, archivePath),
    search: { action: archivePath, label: archive.storeWords, value: words },
    main: [
      {
        title: archive.kept,
        items: lines.map((line) => itemOf(t, line, keeps)),
        none: archive.storeNone,
        links: nextHref === null ? [] : [{ href: nextHref, text: t.common.next }],
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />))
}

const askForm = (request: PageRequest, t: Messages): OfficerForm => {
  const { archive } = t.officer
  return {
    title: archive.askTitle,
    lead: archive.askLead,
    crumbs: [{ href: archivePath, text: archive.title }],
    action: `${archivePath}/ho-so/${request.params.id}/xin-doc`,
    submit: archive.askSend,
    questions: [
      {
        name: names.purpose,
        type: 'radio',
        label: archive.purpose,
        required: true,
        options: readingPurposes.map((value) => ({ value, text: archive.purposes[value] })),
      },
      { name: names.reason, type: 'textarea', label: archive.askReason, required: true, maxLength: 1000 },
      { name: names.days, type: 'number', label: archive.askDays, hint: archive.askDaysHint, required: true },
    ],
  }
}

const takeAsk = async (request: PageRequest): Promise<Answer> => {
  const fileId = request.params.id ?? ''
  if (!isUuid(fileId)) return notFound
  const t = messages(request.locale)
  const typedPurpose = fieldOf(request.form, names.purpose)
  const days = fieldOf(request.form, names.days)
  const done = await askReading(archiveDeps(request), officerOf(request), {
    fileId,
    purpose: readingPurposes.find((one) => one === typedPurpose) ?? '02',
    reason: fieldOf(request.form, names.reason).slice(0, 1000),
    days: /^\d{1,3}$/.test(days) ? Number(days) : 0,
  })
  if (done.ok) return redirect(readingsPath, { notice: { kind: 'done', text: t.officer.archive.asked } })
  if (done.refusal.code === 'archive.not-found') return notFound
  const form = askForm(request, t)
  const { text, status } = answerArchiveRefusal(t, done.refusal)
  const name = done.refusal.code === 'archive.days-not-allowed' ? names.days : names.reason
  return askOn(request, form, typedOf(request, form.questions), [{ name, text }], status)
}

const sendPackage = async (request: PageRequest): Promise<Answer> => {
  const id = (request.params.file ?? '').replace(/\.zip$/, '')
  if (!isUuid(id)) return notFound
  const done = await handOutPackage(archiveDeps(request), officerOf(request), id)
  return done.ok ? download({ ...done.value, mediaType: 'application/zip' }) : notFound
}

const access = { officer: fileRoles }

export const storeRoutes: readonly Route[] = [
  { method: 'GET', path: archivePath, access, statementBudget: 1, handler: show },
  {
    method: 'GET',
    path: `${archivePath}/ho-so/:id/xin-doc`,
    access,
    statementBudget: 0,
    handler: async (request) =>
      isUuid(request.params.id ?? '')
        ? askOn(request, askForm(request, messages(request.locale)), { [names.purpose]: '02', [names.days]: '10' })
        : notFound,
  },
  { method: 'POST', path: `${archivePath}/ho-so/:id/xin-doc`, access, handler: takeAsk },
  {
    method: 'GET',
    path: `${archivePath}/goi/:file`,
    access: { officer: ['archivist'] },
    statementBudget: 8,
    rateLimit: 'file',
    handler: sendPackage,
  },
]
