import { isUuid } from '#kernel/ids.ts'
import { formatDate, formatInstant, localDate } from '#kernel/time.ts'
import {
  carryOutDestruction,
  countExpired,
  type DestructionFileLine,
  type DestructionView,
  decideDestruction,
  dropDestruction,
  findDestruction,
  judgeFiles,
  listDestructionFiles,
  listDestructions,
  listExpired,
  officersOfAgency,
  receives,
} from '#modules/archive/index.ts'
import { postFor, type Role } from '#modules/identity/domain/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  fieldOf,
  fieldsOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { answerArchiveRefusal } from '../../refusals/work-file-refusals.ts'
import { destructionPath, destructionsPath } from '../files/file-paths.ts'
import { retentionText } from '../files/list-page.tsx'
import { yearsOf } from '../files/lists/list-forms.ts'
import { askOn, type OfficerForm, typedDay, typedOf } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import { archiveDeps, archiveTabs, deedAt, sizeText, type Trouble, troubleOf } from './archive-parts.ts'

export const destructionRoles: readonly Role[] = ['archivist', 'leader']
const access = { officer: destructionRoles }

const names = {
  agency: 'co-quan',
  code: 'so-quyet-dinh',
  date: 'ngay-quyet-dinh',
  chair: 'chu-tich',
  secretary: 'thu-ky',
  members: 'uy-vien',
  metOn: 'ngay-hop',
  conclusion: 'ket-luan',
  keep: 'giu-lai',
  years: 'so-nam',
  reason: 'ly-do',
} as const

const showAll = async (request: PageRequest, problem?: { readonly text: string; readonly status: number }) => {
  const t = messages(request.locale)
  const words = t.officer.archive.destruction
  const { database } = request.province
  const actor = officerOf(request)
  const [lists, expired] = await Promise.all([
    listDestructions(database, actor),
    countExpired(database, actor, localDate(request.now)),
  ])
  const view: DeskView = {
    title: words.title,
    lead: words.lead,
    tabs: archiveTabs(t, destructionsPath),
    notices: problem === undefined ? undefined : [{ kind: 'attention', text: problem.text }],
    main: [
      {
        title: words.lists,
        items: lists.map((one) => ({
          key: one.id,
          title: words.of(one.number, one.year),
          href: destructionPath(one.id),
          badge: words.states[one.state],
          lines: [`${words.count(one.files)} · ${one.agencyName}`, formatInstant(one.madeAt)],
        })),
        none: words.none,
      },
    ],
    beside: [
      {
        title: words.expired,
        items: expired.map(({ agencyId, agencyName, files }) => ({
          key: agencyId,
          title: words.expiredOf(files),
          lines: [agencyName],
          acts: [
            {
              text: words.list,
              target: { action: destructionsPath, csrf: request.csrfToken, hidden: { [names.agency]: agencyId } },
            },
          ],
        })),
        none: words.expiredNone,
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: problem?.status ?? 200,
  })
}

const takeList = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const agencyId = fieldOf(request.form, names.agency)
  if (!isUuid(agencyId)) return notFound
  const done = await listExpired(archiveDeps(request), officerOf(request), agencyId)
  return done.ok
    ? redirect(destructionPath(done.value), { notice: { kind: 'done', text: t.officer.archive.destruction.listed } })
    : showAll(request, answerArchiveRefusal(t, done.refusal))
}

type Scene = {
  readonly request: PageRequest
  readonly t: Messages
  readonly view: DestructionView
  readonly trouble: Trouble | undefined
}

const decideAct = (scene: Scene): OfficerActView => {
  const { request, t, view, trouble } = scene
  const words = t.officer.archive.destruction
  const isRefused = trouble?.deed === 'quyet-dinh'
  const section = 'quyet-dinh'
  const date = isRefused ? typedDay(request, names.date) : localDate(request.now).toString()
  const code = isRefused ? fieldOf(request.form, names.code) : ''
  const fields = [
    { section, name: names.code, type: 'text', label: words.decisionCode, required: true, maxLength: 80, value: code },
    { section, name: names.date, type: 'date', label: words.decisionDate, required: true, value: date },
  ] as const
  const at = { id: view.id, action: `${destructionPath(view.id)}/quyet-dinh`, deed: 'quyet-dinh' }
  const asked = { text: words.decide, isMain: true, explains: words.decideExplains }
  return deedAt(request, at, { ...asked, fields: { sections: [{ id: section }], fields } }, trouble)
}

const actsOf = (scene: Scene): readonly OfficerActView[] => {
  const { request, t, view, trouble } = scene
  const words = t.officer.archive.destruction
  const actor = officerOf(request)
  const keeps = receives(actor, view.agencyId)
  const leads = postFor(actor, 'leader', view.agencyId) !== undefined
  const isOpen = view.state === 'drafted' || view.state === 'judged'
  const at = (deed: string) => ({ id: view.id, action: `${destructionPath(view.id)}/${deed}`, deed })
  const carryOut = { text: words.carryOut, isMain: true, explains: words.carryOutExplains }
  return [
    ...(leads && view.state === 'judged' ? [decideAct(scene)] : []),
    ...(keeps && isOpen
      ? [{ text: words.judge, href: `${destructionPath(view.id)}/hoi-dong`, isMain: view.state === 'drafted' }]
      : []),
    ...(keeps && view.state === 'decided' ? [deedAt(request, at('huy'), carryOut, trouble)] : []),
    ...(isOpen ? [deedAt(request, at('bo'), { text: words.drop }, trouble)] : []),
  ]
}

const itemOf = (t: Messages, file: DestructionFileLine, isJudged: boolean): DeskItem => {
  const words = t.officer.archive.destruction
  const until = file.keptUntil === null ? '' : formatDate(file.keptUntil)
  return {
    key: file.fileId,
    title: file.title,
    badge: isJudged ? words.verdicts[file.verdict] : undefined,
    lines: [
      file.archiveCode,
      words.lineFacts(file.records, retentionText(t, file.retentionYears), until),
      file.keepYears === null ? '' : words.keepFor(file.keepYears, file.reason),
      file.destroyedAt === null ? '' : words.destroyedAt(formatInstant(file.destroyedAt)),
    ],
  }
}

const factsOf = ({ t, view }: Scene) => {
  const words = t.officer.archive.destruction
  const { decisionDate, carriedOutAt } = view
  return [
    { term: words.state, value: words.states[view.state] },
    { term: words.agency, value: view.agencyName },
    { term: words.madeBy, value: `${view.madeByName}, ${formatInstant(view.madeAt)}` },
    {
      term: words.council,
      value: view.members.map(({ part, name }) => words.memberOf(words.parts[part], name)).join('; '),
    },
    { term: words.metOn, value: view.metOn === null ? '' : formatDate(view.metOn) },
    { term: words.conclusion, value: view.conclusion },
    {
      term: words.decision,
      value:
        decisionDate === null
          ? ''
          : words.decisionOf(view.decisionCode, formatDate(decisionDate), view.decidedByName ?? ''),
    },
    {
      term: words.carriedOut,
      value: carriedOutAt === null ? '' : words.carriedOutBy(formatInstant(carriedOutAt), view.carriedOutByName ?? ''),
    },
    { term: words.evidence, value: view.contents === 0 ? '' : words.evidenceOf(view.contents, sizeText(view.bytes)) },
  ].filter(({ value }) => value !== '')
}

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const id = request.params.id ?? ''
  const { database } = request.province
  const found = isUuid(id) ? await findDestruction(database, officerOf(request), id) : null
  if (found === null) return notFound
  const t = messages(request.locale)
  const words = t.officer.archive.destruction
  const scene: Scene = { request, t, view: found, trouble }
  const files = await listDestructionFiles(database, id)
  const isJudged = found.members.length > 0
  const view: DeskView = {
    title: words.of(found.number, found.year),
    crumbs: [{ href: destructionsPath, text: words.title }],
    acts: actsOf(scene),
    main: [{ title: words.files, items: files.map((file) => itemOf(t, file, isJudged)) }],
    beside: [
      {
        title: words.facts,
        facts: factsOf(scene),
        links: [
          { href: `${destructionPath(id)}/danh-muc.pdf`, text: words.listPdf },
          ...(isJudged ? [{ href: `${destructionPath(id)}/hoi-dong.pdf`, text: words.councilPdf }] : []),
          ...(found.state === 'carried-out'
            ? [{ href: `${destructionPath(id)}/bien-ban.pdf`, text: words.minutesPdf }]
            : []),
        ],
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

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
        options: files.map(({ fileId, title, archiveCode }) => ({ value: fileId, text: `${archiveCode} ${title}` })),
      },
      { name: names.years, type: 'number', label: words.keepYears },
      { name: names.reason, type: 'textarea', label: words.keepReason, maxLength: 1000 },
    ],
  }
}

const foundOf = async (request: PageRequest): Promise<DestructionView | null> => {
  const id = request.params.id ?? ''
  return isUuid(id) ? findDestruction(request.province.database, officerOf(request), id) : null
}

const takeCouncil = async (request: PageRequest): Promise<Answer> => {
  const view = await foundOf(request)
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

const posted = (
  deed: 'quyet-dinh' | 'huy' | 'bo',
  run: (request: PageRequest, id: string) => ReturnType<typeof dropDestruction>,
  done: (t: Messages) => string,
): Route => ({
  method: 'POST',
  path: `${destructionsPath}/:id/${deed}`,
  access,
  handler: async (request) => {
    const id = request.params.id ?? ''
    if (!isUuid(id)) return notFound
    const t = messages(request.locale)
    const result = await run(request, id)
    return result.ok
      ? redirect(destructionPath(id), { notice: { kind: 'done', text: done(t) } })
      : show(request, troubleOf(t, id, deed, result.refusal))
  },
})

const decide = (request: PageRequest, destructionId: string) => {
  const day = typedDay(request, names.date)
  return decideDestruction(archiveDeps(request), officerOf(request), {
    destructionId,
    decisionCode: fieldOf(request.form, names.code).slice(0, 80),
    decisionDate: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '9999-12-31',
  })
}

export const destructionRoutes: readonly Route[] = [
  { method: 'GET', path: destructionsPath, access, statementBudget: 2, handler: (request) => showAll(request) },
  { method: 'POST', path: destructionsPath, access, handler: takeList },
  { method: 'GET', path: `${destructionsPath}/:id`, access, statementBudget: 2, handler: (request) => show(request) },
  {
    method: 'GET',
    path: `${destructionsPath}/:id/hoi-dong`,
    access,
    statementBudget: 3,
    handler: async (request) => {
      const view = await foundOf(request)
      if (view === null) return notFound
      return askOn(request, await councilForm(request, view), { [names.metOn]: localDate(request.now).toString() })
    },
  },
  { method: 'POST', path: `${destructionsPath}/:id/hoi-dong`, access, handler: takeCouncil },
  posted('quyet-dinh', decide, (t) => t.officer.archive.destruction.decided),
  posted(
    'huy',
    (request, id) => carryOutDestruction(archiveDeps(request), officerOf(request), id),
    (t) => t.officer.archive.destruction.ordered,
  ),
  posted(
    'bo',
    (request, id) => dropDestruction(archiveDeps(request), officerOf(request), id),
    (t) => t.officer.archive.destruction.dropped,
  ),
]
