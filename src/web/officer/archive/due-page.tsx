import { isUuid } from '#kernel/ids.ts'
import { formatDate, formatInstant, localDate, Temporal } from '#kernel/time.ts'
import { type DueLine, type HandOverListLine, listDueFiles, listHandOvers, offerFiles } from '#modules/archive/index.ts'
import { handOverRules, writtenFileCode } from '#modules/work-files/domain/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, fieldsOf, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { answerArchiveRefusal } from '../../refusals/work-file-refusals.ts'
import { duePath, filePath, handOverPath } from '../files/file-paths.ts'
import { fileTabs } from '../files/lists/list-parts.ts'
import { askOn, type OfficerForm, typedOf } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import { archiveDeps } from './archive-parts.ts'

const names = { files: 'ho-so', title: 'ten' } as const
const mostShown = 200
const offerPath = `${duePath}/moi`

const lateOf = (t: Messages, today: Temporal.PlainDate, by: Temporal.PlainDate): DeskItem['late'] => {
  if (Temporal.PlainDate.compare(by, today) < 0) return { level: 'overdue', text: t.officer.archive.overdue }
  const soon = today.add({ days: handOverRules.whenUndecided.warningDays })
  return Temporal.PlainDate.compare(by, soon) <= 0 ? { level: 'soon', text: t.officer.archive.dueSoon } : undefined
}

const dueItem = (t: Messages, today: Temporal.PlainDate, file: DueLine): DeskItem => ({
  key: file.id,
  title: file.title,
  href: filePath(file.id),
  late: lateOf(t, today, file.handOverBy),
  lines: [
    `${writtenFileCode(file)} · ${file.year} · ${t.officer.archive.dueBy(formatDate(file.handOverBy))}`,
    [file.keeperName, file.agencyName].filter(Boolean).join(', '),
  ],
})

export const handOverItem = (t: Messages, one: HandOverListLine): DeskItem => ({
  key: one.id,
  title: t.officer.archive.handOverOf(one.number, one.year, one.title),
  href: handOverPath(one.id),
  badge: t.officer.archive.handOverStates[one.state],
  lines: [
    t.officer.archive.byAt(one.giverName, formatInstant(one.offeredAt)),
    `${t.officer.archive.handOverCounts(one.files, one.waiting)} · ${one.agencyName}`,
  ],
})

const show = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { archive } = t.officer
  const { database } = request.province
  const actor = officerOf(request)
  const [due, given] = await Promise.all([
    listDueFiles(database, actor, mostShown),
    listHandOvers(database, actor, 'given'),
  ])
  const today = localDate(request.now)
  const view: DeskView = {
    title: archive.due,
    lead: archive.dueLead,
    tabs: fileTabs(t, duePath),
    acts: due.length === 0 ? [] : [{ text: archive.offer, href: offerPath, isMain: true }],
    main: [{ title: archive.dueFiles, items: due.map((file) => dueItem(t, today, file)), none: archive.dueNone }],
    beside: [
      { title: archive.myHandOvers, items: given.map((one) => handOverItem(t, one)), none: archive.noHandOvers },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />))
}

const offerForm = async (request: PageRequest): Promise<OfficerForm> => {
  const t = messages(request.locale)
  const { archive } = t.officer
  const due = await listDueFiles(request.province.database, officerOf(request), mostShown)
  return {
    title: archive.offer,
    lead: due.length === 0 ? archive.dueNone : archive.offerLead,
    crumbs: [{ href: duePath, text: archive.due }],
    action: offerPath,
    submit: due.length === 0 ? '' : archive.offerSend,
    questions:
      due.length === 0
        ? []
        : [
            {
              name: names.files,
              type: 'checkboxes',
              label: archive.offerFiles,
              required: true,
              options: due.map((file) => ({
                value: file.id,
                text: `${writtenFileCode(file)}/${file.year} ${file.title} (${archive.dueBy(formatDate(file.handOverBy))})`,
              })),
            },
            {
              name: names.title,
              type: 'text',
              label: archive.offerTitle,
              hint: archive.offerTitleHint,
              maxLength: 300,
            },
          ],
  }
}

const take = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const fileIds = fieldsOf(request.form, names.files).filter(isUuid).slice(0, 1_000)
  const title = fieldOf(request.form, names.title).slice(0, 300)
  const done = await offerFiles(archiveDeps(request), officerOf(request), { fileIds, title })
  if (done.ok) return redirect(handOverPath(done.value), { notice: { kind: 'done', text: t.officer.archive.offered } })
  const form = await offerForm(request)
  const { text, status } = answerArchiveRefusal(t, done.refusal)
  return askOn(request, form, typedOf(request, form.questions), [{ name: names.files, text }], status)
}

const access = { officer: fileRoles }

export const dueRoutes: readonly Route[] = [
  { method: 'GET', path: duePath, access, statementBudget: 2, handler: show },
  {
    method: 'GET',
    path: offerPath,
    access,
    statementBudget: 1,
    handler: async (request) => askOn(request, await offerForm(request), {}),
  },
  { method: 'POST', path: offerPath, access, handler: take },
]
