import { isUuid } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { arrangeHeadings, romanNumeral, writtenFileCode } from '#modules/work-files/domain/index.ts'
import {
  dropEntry,
  dropHeading,
  type EntryView,
  type FileListView,
  findFileList,
  type HeadingView,
  issueFileList,
  issuesList,
  keepsList,
  listEntries,
  listHeadings,
  mayFill,
  sendBackFileList,
  submitFileList,
} from '#modules/work-files/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { DeskPage, type DeskPart, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { typedDay } from '../../officer-form.tsx'
import { officerOf } from '../../officer-of.ts'
import { filePath, listPath, listsPath } from '../file-paths.ts'
import { retentionText } from '../list-page.tsx'
import { decisionText, fileTabs, listDeps, refusedStatus, ruleText, totalsOf } from './list-parts.ts'

const names = { id: 'dong', code: 'so-quyet-dinh', date: 'ngay-quyet-dinh' } as const

type Trouble = { readonly deed: string; readonly text: string; readonly status: number }

type Scene = {
  readonly request: PageRequest
  readonly t: Messages
  readonly list: FileListView
  readonly trouble: Trouble | undefined
}

const targetOf = ({ request, list }: Scene, deed: string, hidden: Readonly<Record<string, string>> = {}) => ({
  action: `${listPath(list.id)}/${deed}`,
  csrf: request.csrfToken,
  hidden,
})

const problemOf = ({ trouble }: Scene, deed: string): string | undefined =>
  trouble?.deed === deed ? trouble.text : undefined

const issueAct = (scene: Scene): OfficerActView => {
  const { t, request, list } = scene
  const section = 'quyet-dinh'
  const isRefused = scene.trouble?.deed === 'ban-hanh'
  return {
    text: t.officer.lists.issue,
    isMain: true,
    explains: t.officer.lists.issueExplains,
    target: targetOf(scene, 'ban-hanh'),
    problem: problemOf(scene, 'ban-hanh'),
    fields: {
      sections: [{ id: section }],
      fields: [
        {
          section,
          name: names.code,
          type: 'text',
          label: t.officer.lists.decisionCode,
          required: true,
          maxLength: 80,
          value: isRefused ? fieldOf(request.form, names.code) : list.decisionCode,
        },
        {
          section,
          name: names.date,
          type: 'date',
          label: t.officer.lists.decisionDate,
          required: true,
          value: isRefused ? typedDay(request, names.date) : localDate(request.now).toString(),
        },
      ],
    },
  }
}

const actsOf = (scene: Scene): readonly OfficerActView[] => {
  const { t, request, list } = scene
  const { lists } = t.officer
  const actor = officerOf(request)
  const keeps = keepsList(actor, list.agencyId)
  if (list.state === 'draft')
    return [
      ...(keeps
        ? [
            {
              text: lists.submit,
              isMain: true,
              explains: lists.submitExplains,
              target: targetOf(scene, 'trinh'),
              problem: problemOf(scene, 'trinh'),
            },
          ]
        : []),
      { text: lists.addEntry, href: `${listPath(list.id)}/them` },
      ...(keeps ? [{ text: lists.addHeading, href: `${listPath(list.id)}/de-muc` }] : []),
    ]
  if (list.state === 'submitted')
    return [
      ...(issuesList(actor, list.agencyId) ? [issueAct(scene)] : []),
      ...(keeps
        ? [{ text: lists.sendBack, target: targetOf(scene, 'soan-lai'), problem: problemOf(scene, 'soan-lai') }]
        : []),
    ]
  return []
}

const itemOf = (scene: Scene, heading: HeadingView, letters: string, entry: EntryView) => {
  const { t, request, list } = scene
  const { lists } = t.officer
  const code = entry.number === null ? '' : `${writtenFileCode({ number: entry.number, notation: letters })} · `
  const actor = officerOf(request)
  const mayDrop = list.state === 'draft' && mayFill(actor, list.agencyId, heading.unitId)
  return {
    key: entry.id,
    title: `${code}${entry.title}`,
    href: entry.fileId !== null && entry.keeperId === actor.officerId ? filePath(entry.fileId) : undefined,
    lines: [`${retentionText(t, entry.retentionYears)} · ${entry.keeperName}`, ruleText(t, entry.rule), entry.note],
    acts: mayDrop ? [{ text: lists.dropEntry, target: targetOf(scene, 'bo-ho-so', { [names.id]: entry.id }) }] : [],
  }
}

/** A large heading, its own files, and those of the small ones below it. */
const partsOf = (
  scene: Scene,
  headings: readonly HeadingView[],
  entries: readonly EntryView[],
): readonly DeskPart[] => {
  const { t, request, list } = scene
  const mayDrop = list.state === 'draft' && keepsList(officerOf(request), list.agencyId)
  const partOf = (heading: HeadingView, letters: string, title: string): DeskPart => {
    const items = entries
      .filter(({ headingId }) => headingId === heading.id)
      .map((entry) => itemOf(scene, heading, letters, entry))
    const drop = { text: t.officer.lists.dropHeading, target: targetOf(scene, 'bo-de-muc', { [names.id]: heading.id }) }
    return { title, items, none: t.officer.lists.noEntries, acts: mayDrop && items.length === 0 ? [drop] : [] }
  }
  return arrangeHeadings(headings).flatMap(({ large, small }, index) => [
    partOf(large, large.notation, `${romanNumeral(index + 1)}. ${large.name} (${large.notation})`),
    ...small.map((one, at) => partOf(one, large.notation, `${romanNumeral(index + 1)}.${at + 1}. ${one.name}`)),
  ])
}

const factsOf = (t: Messages, list: FileListView, entries: readonly EntryView[]) =>
  [
    { term: t.officer.lists.agency, value: list.agencyName },
    { term: t.officer.lists.stateLabel, value: t.officer.lists.states[list.state] },
    { term: t.officer.lists.total, value: totalsOf(t, entries) },
    { term: t.officer.lists.madeBy, value: list.madeByName },
    { term: t.officer.lists.decision, value: decisionText(t, list) },
  ].filter(({ value }) => value !== '')

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const id = request.params.id ?? ''
  const { database } = request.province
  const list = isUuid(id) ? await findFileList(database, officerOf(request), id) : null
  if (list === null) return notFound
  const t = messages(request.locale)
  const { lists } = t.officer
  const scene: Scene = { request, t, list, trouble }
  const [headings, entries] = await Promise.all([listHeadings(database, id), listEntries(database, id)])
  const told = trouble !== undefined && !actsOf(scene).some((act) => 'problem' in act && act.problem !== undefined)
  const parts = partsOf(scene, headings, entries)
  const view: DeskView = {
    title: lists.ofYear(list.year),
    crumbs: [{ href: listsPath, text: lists.title }],
    tabs: fileTabs(t, listsPath),
    notices: told ? [{ kind: 'attention', text: trouble.text }] : undefined,
    acts: actsOf(scene),
    main: parts.length === 0 ? [{ title: lists.headingsTitle, items: [], none: lists.noHeadings }] : parts,
    beside: [
      {
        title: lists.facts,
        facts: factsOf(t, list, entries),
        links: [{ href: `${listPath(id)}/danh-muc.pdf`, text: lists.pdf }],
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

const deeds = {
  trinh: (request: PageRequest, listId: string) => submitFileList(listDeps(request), officerOf(request), { listId }),
  'soan-lai': (request: PageRequest, listId: string) =>
    sendBackFileList(listDeps(request), officerOf(request), { listId }),
  'ban-hanh': (request: PageRequest, listId: string) => {
    const day = typedDay(request, names.date)
    return issueFileList(listDeps(request), officerOf(request), {
      listId,
      decisionCode: fieldOf(request.form, names.code).slice(0, 80),
      // A day that cannot be read is refused as one to come.
      decisionDate: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '9999-12-31',
    })
  },
  'bo-ho-so': (request: PageRequest, listId: string) =>
    dropEntry(listDeps(request), officerOf(request), { listId, id: fieldOf(request.form, names.id) }),
  'bo-de-muc': (request: PageRequest, listId: string) =>
    dropHeading(listDeps(request), officerOf(request), { listId, id: fieldOf(request.form, names.id) }),
} as const

const done = (t: Messages): Readonly<Record<keyof typeof deeds, string>> => ({
  trinh: t.officer.lists.submitted,
  'soan-lai': t.officer.lists.sentBack,
  'ban-hanh': t.officer.lists.issued,
  'bo-ho-so': t.officer.lists.entryDropped,
  'bo-de-muc': t.officer.lists.headingDropped,
})

const deedRoute = (deed: keyof typeof deeds): Route => ({
  method: 'POST',
  path: `${listsPath}/:id/${deed}`,
  access: { officer: fileRoles },
  handler: async (request) => {
    const id = request.params.id ?? ''
    if (!isUuid(id)) return notFound
    const t = messages(request.locale)
    const result = await deeds[deed](request, id)
    if (result.ok) return redirect(listPath(id), { notice: { kind: 'done', text: done(t)[deed] } })
    const text = t.officer.lists.refusals[result.refusal.code]
    return show(request, { deed, text, status: refusedStatus(result.refusal) })
  },
})

export const fileListRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${listsPath}/:id`,
    access: { officer: fileRoles },
    statementBudget: 3,
    handler: (request) => show(request),
  },
  ...(Object.keys(deeds) as (keyof typeof deeds)[]).map(deedRoute),
]
