import { isUuid } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import { formatDate, formatInstant, localDate, Temporal } from '#kernel/time.ts'
import { packWorkFile } from '#modules/archive/index.ts'
import { type WorkFileRefusal, writtenFileCode } from '#modules/work-files/domain/index.ts'
import {
  closeWorkFile,
  findWorkFile,
  listActs,
  listItems,
  mayKeep,
  putDocument,
  reopenWorkFile,
  setFilingRule,
  takeOut,
  type WorkFileAct,
  type WorkFileItemView,
  type WorkFileView,
} from '#modules/work-files/index.ts'
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
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import type { OfficerActView, OfficerDeedView } from '#web/ui/views/officer/officer-act.tsx'
import { WorkFilePage, type WorkFilePageView } from '#web/ui/views/officer/work-file.tsx'
import { answerPackRefusal, answerWorkFileRefusal } from '../../refusals/work-file-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { choosePath, codeName, filePath, filesPath } from './file-paths.ts'
import { retentionText } from './list-page.tsx'
import { ruleNames, ruleQuestions, typedRule } from './lists/list-forms.ts'
import { ruleText } from './lists/list-parts.ts'

const names = { code: codeName, day: 'ngay', reason: 'ly-do', item: 'tai-lieu' } as const
const actsShown = 30

const deeds = ['them', 'bo-ra', 'quy-tac', 'ket-thuc', 'mo-lai'] as const
type Deed = (typeof deeds)[number]
type Trouble = { readonly deed: Deed; readonly status: number; readonly text: string; readonly isField: boolean }

const factsOf = (t: Messages, file: WorkFileView) => {
  const { files } = t.officer
  const due = file.handOverBy === null ? files.staysWithUnit : formatDate(file.handOverBy)
  return [
    { term: files.keeper, value: file.keeperName ?? files.bySystem },
    { term: files.unit, value: [file.unitName, file.agencyName].filter(Boolean).join(', ') },
    { term: files.retention, value: retentionText(t, file.retentionYears) },
    { term: files.useMode, value: files.useModes[file.useMode] },
    { term: files.keyword, value: file.keyword },
    { term: files.note, value: file.note },
    { term: files.openedAt, value: formatInstant(file.openedAt) },
    { term: t.officer.lists.ruleTitle, value: file.state === 'open' ? ruleText(t, file.rule) : '' },
    ...(file.endedOn === null ? [] : [{ term: files.endedOn, value: formatDate(file.endedOn) }]),
    ...(file.state === 'open' ? [] : [{ term: files.handOverBy, value: due }]),
  ].filter(({ value }) => value !== '')
}

const documentOf = (
  request: PageRequest,
  t: Messages,
  file: WorkFileView,
  isOpen: boolean,
  item: WorkFileItemView,
) => ({
  id: item.id,
  ordinal: String(item.position),
  code: [item.numberText, item.notationText].filter(Boolean).join('/'),
  date: formatDate(item.documentDate),
  subject: item.subject,
  author: item.authorName,
  pages: item.pages === null ? '' : String(item.pages),
  rule: t.officer.files.rules[item.rule],
  takeOut: isOpen
    ? { action: `${filePath(file.id)}/bo-ra`, csrf: request.csrfToken, hidden: { [names.item]: item.id } }
    : undefined,
})

const askedWith = (
  request: PageRequest,
  file: WorkFileView,
  deed: Deed,
  trouble: Trouble | undefined,
  words: Pick<OfficerDeedView, 'text' | 'explains' | 'isMain'>,
  field: Omit<FormFieldView, 'section'>,
): OfficerActView => {
  const isRefused = trouble?.deed === deed
  const typed = isRefused ? fieldOf(request.form, field.name) : field.value
  const error = isRefused && trouble.isField ? trouble.text : undefined
  return {
    ...words,
    target: { action: `${filePath(file.id)}/${deed}`, csrf: request.csrfToken },
    fields: { sections: [{ id: deed }], fields: [{ ...field, section: deed, required: true, value: typed, error }] },
    problem: isRefused && !trouble.isField ? trouble.text : undefined,
  }
}

const ruleAct = (
  request: PageRequest,
  t: Messages,
  file: WorkFileView,
  rule: Readonly<Record<keyof typeof ruleNames, string>>,
  trouble: Trouble | undefined,
): OfficerActView => {
  const isRefused = trouble?.deed === 'quy-tac'
  const shown = isRefused ? typedRule(request) : rule
  const shownIn = (name: string): string =>
    name === ruleNames.types ? shown.types : name === ruleNames.author ? shown.author : shown.words
  const errorOf = (name: string) =>
    isRefused && trouble.isField && name === ruleNames.types ? trouble.text : undefined
  return {
    text: t.officer.lists.ruleTitle,
    confirmText: t.officer.lists.ruleSave,
    target: { action: `${filePath(file.id)}/quy-tac`, csrf: request.csrfToken },
    fields: {
      sections: [{ id: 'quy-tac' }],
      fields: ruleQuestions(t).map((question) => ({
        ...question,
        section: 'quy-tac',
        value: shownIn(question.name),
        error: errorOf(question.name),
      })),
    },
    problem: isRefused && !trouble.isField ? trouble.text : undefined,
  }
}

const actsOf = (
  request: PageRequest,
  t: Messages,
  file: WorkFileView,
  trouble?: Trouble,
): readonly OfficerActView[] => {
  const { files } = t.officer
  const ask = askedWith.bind(null, request, file)
  if (file.state === 'closed')
    return [
      { text: files.pack, isMain: true, href: `${filePath(file.id)}/goi.zip` },
      ask(
        'mo-lai',
        trouble,
        { text: files.reopen },
        { name: names.reason, type: 'textarea', label: files.reopenReason, maxLength: 2000 },
      ),
    ]
  if (file.state !== 'open') return []
  const rule = { types: file.rule.types.join(', '), author: file.rule.author, words: file.rule.words }
  const day = file.kind === 'construction' ? files.closeDayConstruction : files.closeDay
  return [
    ask(
      'them',
      trouble,
      { text: files.put, isMain: true },
      { name: names.code, type: 'text', label: files.putCode, hint: files.putHint, maxLength: 100 },
    ),
    ruleAct(request, t, file, rule, trouble),
    ask(
      'ket-thuc',
      trouble,
      { text: files.close, explains: files.closeExplains },
      { name: names.day, type: 'date', label: day, value: localDate(request.now).toString() },
    ),
  ]
}

const historyOf = (t: Messages, act: WorkFileAct) => ({
  state: 'done' as const,
  what: t.officer.files.acts[act.type] ?? act.type,
  when: `${act.officerName ?? t.officer.files.bySystem}, ${formatInstant(act.at)}`,
  note: typeof act.detail.reason === 'string' ? act.detail.reason : undefined,
})

const countOf = (t: Messages, items: readonly WorkFileItemView[]): string => {
  const uncounted = items.filter(({ pages }) => pages === null).length
  const pages = items.reduce((sum, item) => sum + (item.pages ?? 0), 0)
  return (
    t.officer.files.documentsCount(items.length, pages) + (uncounted === 0 ? '' : t.officer.files.uncounted(uncounted))
  )
}

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const id = request.params.id ?? ''
  const actor = officerOf(request)
  const { database } = request.province
  const file = isUuid(id) ? await findWorkFile(database, actor, id) : null
  if (file === null) return notFound
  const t = messages(request.locale)
  const [items, acts] = await Promise.all([listItems(database, id), listActs(database, id, actsShown)])
  const keeps = mayKeep(actor, file)
  const view: WorkFilePageView = {
    title: file.title,
    listHref: filesPath,
    code: `${writtenFileCode(file)} · ${file.year}`,
    state: t.officer.files.states[file.state],
    facts: factsOf(t, file),
    count: countOf(t, items),
    documents: items.map((item) => documentOf(request, t, file, keeps && file.state === 'open', item)),
    acts: keeps ? actsOf(request, t, file, trouble) : [],
    papers: [
      { href: `${filePath(id)}/muc-luc.pdf`, text: t.officer.files.index },
      { href: `${filePath(id)}/bia.pdf`, text: t.officer.files.cover },
    ],
    history: acts.map((act) => historyOf(t, act)),
  }
  return page(
    officerDocument(request, { title: file.title }, <WorkFilePage t={t} view={view} />),
    trouble === undefined ? {} : { status: trouble.status },
  )
}

/** A day that cannot be read is one after today, which no work ends on. */
const dayOf = (text: string): string => {
  try {
    return Temporal.PlainDate.from(text).toString()
  } catch {
    return '9999-12-31'
  }
}

const run = async (request: PageRequest, fileId: string, deed: Deed): Promise<Result<string, WorkFileRefusal>> => {
  const deps = request.deps.dossiers(request.province)
  const actor = officerOf(request)
  const { files } = messages(request.locale).officer
  const typed = (name: string, longest: number): string => fieldOf(request.form, name).slice(0, longest)
  switch (deed) {
    case 'them': {
      const done = await putDocument(deps, actor, { fileId, code: typed(names.code, 100) })
      return done.ok ? { ok: true, value: files.putDone(done.value.documents) } : done
    }
    case 'bo-ra': {
      const itemId = typed(names.item, 36)
      const done = isUuid(itemId)
        ? await takeOut(deps, actor, { fileId, itemId })
        : ({ ok: false, refusal: { code: 'work-file.document-unknown' } } as const)
      return done.ok ? { ok: true, value: files.takenOut } : done
    }
    case 'quy-tac': {
      const done = await setFilingRule(deps, actor, { fileId, rule: typedRule(request) })
      return done.ok ? { ok: true, value: messages(request.locale).officer.lists.ruleSaved } : done
    }
    case 'ket-thuc': {
      const done = await closeWorkFile(deps, actor, { fileId, endedOn: dayOf(typed(names.day, 20)) })
      return done.ok ? { ok: true, value: files.closed } : done
    }
    case 'mo-lai': {
      const done = await reopenWorkFile(deps, actor, { fileId, reason: typed(names.reason, 2000) })
      return done.ok ? { ok: true, value: files.reopened } : done
    }
  }
}

const deedRoute = (deed: Deed): Route => ({
  method: 'POST',
  path: `${filesPath}/:id/${deed}`,
  access: { officer: fileRoles },
  handler: async (request) => {
    const id = request.params.id ?? ''
    if (!isUuid(id)) return notFound
    const done = await run(request, id, deed)
    if (done.ok) return redirect(filePath(id), { notice: { kind: 'done', text: done.value } })
    if (done.refusal.code === 'work-file.document-several')
      return redirect(choosePath(id, fieldOf(request.form, names.code).slice(0, 100)))
    const { status, text, field } = answerWorkFileRefusal(messages(request.locale), done.refusal)
    return show(request, { deed, status, text, isField: field !== undefined })
  },
})

const sendPackage = async (request: PageRequest): Promise<Answer> => {
  const id = request.params.id ?? ''
  if (!isUuid(id)) return notFound
  const { database, clock, files } = packDepsOf(request)
  const packed = await packWorkFile({ database, clock, files }, officerOf(request), id)
  if (packed.ok) return download({ ...packed.value, mediaType: 'application/zip' })
  const { status, text } = answerPackRefusal(messages(request.locale), packed.refusal)
  if (status === 404) return notFound
  return redirect(filePath(id), { notice: { kind: 'attention', text } })
}

const packDepsOf = ({ deps, province }: PageRequest) => ({
  ...deps.dossiers(province),
  files: deps.files(province),
})

export const filePageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${filesPath}/:id`,
    access: { officer: fileRoles },
    statementBudget: 3,
    handler: (request) => show(request),
  },
  ...deeds.map(deedRoute),
  {
    method: 'GET',
    path: `${filesPath}/:id/goi.zip`,
    access: { officer: fileRoles },
    statementBudget: 12,
    handler: sendPackage,
  },
]
