import { isUuid } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { type DestructionView, judgeFiles, listDestructionFiles, officersOfAgency } from '#modules/archive/index.ts'
import { type Answer, fieldOf, fieldsOf, notFound, type PageRequest, type Route, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { answerArchiveRefusal } from '../../refusals/work-file-refusals.ts'
import { destructionPath, destructionsPath } from '../files/file-paths.ts'
import { yearsOf } from '../files/lists/list-forms.ts'
import { askOn, type OfficerForm, typedDay, typedOf } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import { archiveDeps } from './archive-parts.ts'
import { destructionRoles, findAsked } from './destruction-acts.ts'

const names = {
  chair: 'chu-tich',
  secretary: 'thu-ky',
  members: 'uy-vien',
  metOn: 'ngay-hop',
  conclusion: 'ket-luan',
  keep: 'giu-lai',
  years: 'so-nam',
  reason: 'ly-do',
} as const

const councilForm = async (request: PageRequest, view: DestructionView): Promise<OfficerForm> => {
  const t = messages(request.locale)
  const words = t.officer.archive.destruction
  const { database } = request.province
  const [people, files] = await Promise.all([
    officersOfAgency(database, view.agencyId, localDate(request.now)),
    listDestructionFiles(database, view.id),
  ])
  const options = people.map(({ id, name, title }) => ({ value: id, text: `${name}, ${title}` }))
  return {
    title: words.judge,
    lead: words.judgeLead,
    crumbs: [
      { href: destructionsPath, text: words.title },
      { href: destructionPath(view.id), text: words.of(view.number, view.year) },
    ],
    action: `${destructionPath(view.id)}/hoi-dong`,
    submit: words.judgeSave,
    questions: [
      { name: names.chair, type: 'select', label: words.chair, options, required: true },
      { name: names.secretary, type: 'select', label: words.secretary, options, required: true },
      { name: names.members, type: 'checkboxes', label: words.members, options, required: true },
      { name: names.metOn, type: 'date', label: words.metOn, required: true },
      { name: names.conclusion, type: 'textarea', label: words.conclusion, maxLength: 4000 },
      {
        name: names.keep,
        type: 'checkboxes',
        label: words.keep,
        options: files
          .filter(({ removedAt }) => removedAt === null)
          .map(({ fileId, title, archiveCode }) => ({ value: fileId, text: `${archiveCode} ${title}` })),
      },
      { name: names.years, type: 'number', label: words.keepYears },
      { name: names.reason, type: 'textarea', label: words.keepReason, maxLength: 1000 },
    ],
  }
}

const takeCouncil = async (request: PageRequest): Promise<Answer> => {
  const view = await findAsked(request)
  if (view === null) return notFound
  const t = messages(request.locale)
  const { form } = request
  const metOn = typedDay(request, names.metOn)
  const done = await judgeFiles(archiveDeps(request), officerOf(request), {
    destructionId: view.id,
    chairId: fieldOf(form, names.chair),
    secretaryId: fieldOf(form, names.secretary),
    memberIds: fieldsOf(form, names.members).filter(isUuid).slice(0, 20),
    // A day that cannot be read is refused as one to come.
    metOn: /^\d{4}-\d{2}-\d{2}$/.test(metOn) ? metOn : '9999-12-31',
    conclusion: fieldOf(form, names.conclusion).slice(0, 4000),
    keepFileIds: fieldsOf(form, names.keep).filter(isUuid).slice(0, 1_000),
    keepYears: yearsOf(fieldOf(form, names.years)) ?? 0,
    keepReason: fieldOf(form, names.reason).slice(0, 1000),
  })
  if (done.ok)
    return redirect(destructionPath(view.id), { notice: { kind: 'done', text: t.officer.archive.destruction.judged } })
  const asked = await councilForm(request, view)
  const { text, status } = answerArchiveRefusal(t, done.refusal)
  const { code } = done.refusal
  const name =
    code === 'archive.years-not-allowed' ? names.years : code === 'archive.reason-missing' ? names.reason : names.chair
  return askOn(request, asked, typedOf(request, asked.questions), [{ name, text }], status)
}

/** As it was written down last; a new one begins today. */
const begunWith = async (
  request: PageRequest,
  view: DestructionView,
): Promise<Record<string, string | readonly string[]>> => {
  if (view.metOn === null) return { [names.metOn]: localDate(request.now).toString() }
  const files = await listDestructionFiles(request.province.database, view.id)
  const ids = (part: string) => view.members.filter((one) => one.part === part).map(({ id }) => id)
  return {
    [names.chair]: ids('chair')[0] ?? '',
    [names.secretary]: ids('secretary')[0] ?? '',
    [names.members]: ids('member'),
    [names.metOn]: view.metOn.toString(),
    [names.conclusion]: view.conclusion,
    [names.keep]: files.filter(({ keepYears }) => keepYears !== null).map(({ fileId }) => fileId),
  }
}

const access = { officer: destructionRoles }

/** Who sat in the council and what it came to. */
export const councilRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${destructionsPath}/:id/hoi-dong`,
    access,
    statementBudget: 4,
    handler: async (request) => {
      const view = await findAsked(request)
      if (view === null) return notFound
      return askOn(request, await councilForm(request, view), await begunWith(request, view))
    },
  },
  { method: 'POST', path: `${destructionsPath}/:id/hoi-dong`, access, handler: takeCouncil },
]
