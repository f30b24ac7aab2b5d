import { isUuid } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { arrangeHeadings, type FileListRefusal, romanNumeral } from '#modules/work-files/domain/index.ts'
import {
  addEntry,
  addHeading,
  type FileListView,
  findFileList,
  type HeadingView,
  type ListPeople,
  listHeadings,
  mayFill,
  peopleForList,
} from '#modules/work-files/index.ts'
import { fileRoles } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { askOn, type OfficerForm, type OfficerQuestion, typedOf } from '../../officer-form.tsx'
import { officerOf } from '../../officer-of.ts'
import { listPath, listsPath } from '../file-paths.ts'
import { listDeps, refusedStatus } from './list-parts.ts'

export const ruleNames = { types: 'loai-van-ban', author: 'noi-gui', words: 'cum-tu' } as const
const names = {
  heading: 'de-muc',
  title: 'tieu-de',
  kind: 'loai',
  retention: 'so-nam',
  useMode: 'che-do',
  keeper: 'nguoi-lap',
  note: 'ghi-chu',
  name: 'ten',
  parent: 'thuoc',
  letters: 'viet-tat',
  unit: 'don-vi',
} as const

/** By which documents fall into a file; the same questions for a list and for an open file. */
export const ruleQuestions = (t: Messages): readonly OfficerQuestion[] => [
  {
    name: ruleNames.types,
    type: 'text',
    label: t.officer.lists.ruleTypes,
    hint: t.officer.lists.ruleTypesHint,
    maxLength: 400,
  },
  { name: ruleNames.author, type: 'text', label: t.officer.lists.ruleAuthor, maxLength: 200 },
  {
    name: ruleNames.words,
    type: 'text',
    label: t.officer.lists.ruleWords,
    hint: t.officer.lists.ruleWordsHint,
    maxLength: 200,
  },
]

export const typedRule = ({ form }: PageRequest) => ({
  types: fieldOf(form, ruleNames.types).slice(0, 400),
  author: fieldOf(form, ruleNames.author).slice(0, 200),
  words: fieldOf(form, ruleNames.words).slice(0, 200),
})

/** What is no number of years is told to the use case as one that is not allowed. */
export const yearsOf = (text: string): number | null => {
  if (text === '') return null
  return /^\d{1,4}$/.test(text) ? Number(text) : 0
}

type Scene = {
  readonly t: Messages
  readonly list: FileListView
  readonly headings: readonly HeadingView[]
  readonly people: ListPeople
}

const sceneOf = async (request: PageRequest): Promise<Scene | null> => {
  const id = request.params.id ?? ''
  const { database } = request.province
  const list = isUuid(id) ? await findFileList(database, officerOf(request), id) : null
  if (list === null) return null
  const [headings, people] = await Promise.all([
    listHeadings(database, id),
    peopleForList(database, list.agencyId, localDate(request.now)),
  ])
  return { t: messages(request.locale), list, headings, people }
}

const optionsOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))

const headingOptions = (request: PageRequest, { list, headings }: Scene) => {
  const actor = officerOf(request)
  return arrangeHeadings(headings).flatMap(({ large, small }, index) =>
    [large, ...small]
      .map((one, at) => ({
        unitId: one.unitId,
        value: one.id,
        text: at === 0 ? `${romanNumeral(index + 1)}. ${one.name}` : `${romanNumeral(index + 1)}.${at}. ${one.name}`,
      }))
      .filter(({ unitId }) => mayFill(actor, list.agencyId, unitId))
      .map(({ value, text }) => ({ value, text })),
  )
}

const crumbsOf = ({ t, list }: Scene) => [
  { href: listsPath, text: t.officer.lists.title },
  { href: listPath(list.id), text: t.officer.lists.ofYear(list.year) },
]

const entryForm = (request: PageRequest, scene: Scene): OfficerForm => {
  const { lists, files } = scene.t.officer
  return {
    title: lists.addEntry,
    lead: lists.addEntryLead,
    crumbs: crumbsOf(scene),
    action: `${listPath(scene.list.id)}/them`,
    submit: lists.entrySave,
    questions: [
      {
        name: names.heading,
        type: 'select',
        label: lists.entryHeading,
        required: true,
        options: headingOptions(request, scene),
      },
      { name: names.title, type: 'textarea', label: files.fileTitle, required: true, maxLength: 1000 },
      { name: names.kind, type: 'radio', label: files.kind, required: true, options: optionsOf(files.kinds) },
      { name: names.retention, type: 'number', label: files.retention, hint: files.retentionHint },
      { name: names.useMode, type: 'radio', label: files.useMode, required: true, options: optionsOf(files.useModes) },
      {
        name: names.keeper,
        type: 'select',
        label: lists.entryKeeper,
        required: true,
        options: scene.people.officers.map(({ id, name, title }) => ({ value: id, text: `${name}, ${title}` })),
      },
      ...ruleQuestions(scene.t),
      { name: names.note, type: 'textarea', label: files.note, maxLength: 2000 },
    ],
  }
}

const headingForm = (_: PageRequest, scene: Scene): OfficerForm => {
  const { lists } = scene.t.officer
  const large = scene.headings.filter(({ parentId }) => parentId === null)
  return {
    title: lists.addHeading,
    lead: lists.addHeadingLead,
    crumbs: crumbsOf(scene),
    action: `${listPath(scene.list.id)}/de-muc`,
    submit: lists.headingSave,
    questions: [
      { name: names.name, type: 'text', label: lists.headingName, required: true, maxLength: 300 },
      {
        name: names.parent,
        type: 'select',
        label: lists.headingParent,
        hint: lists.headingParentHint,
        options: large.map(({ id, name }) => ({ value: id, text: name })),
      },
      {
        name: names.letters,
        type: 'text',
        label: lists.headingLetters,
        hint: lists.headingLettersHint,
        maxLength: 20,
      },
      {
        name: names.unit,
        type: 'select',
        label: lists.headingUnit,
        hint: lists.headingUnitHint,
        options: scene.people.units.map(({ id, name }) => ({ value: id, text: name })),
      },
    ],
  }
}

const placeOf = ({ code }: FileListRefusal): string => {
  if (code.startsWith('file-list.letters')) return names.letters
  if (code === 'file-list.heading-name-missing') return names.name
  if (code === 'file-list.title-missing') return names.title
  if (code === 'file-list.retention-not-allowed') return names.retention
  if (code === 'file-list.keeper-unknown') return names.keeper
  return code === 'file-list.types-unknown' ? ruleNames.types : names.heading
}

type FormRoute = {
  readonly key: 'them' | 'de-muc'
  readonly form: (request: PageRequest, scene: Scene) => OfficerForm
  readonly first: (request: PageRequest) => Readonly<Record<string, string>>
  readonly take: (request: PageRequest, listId: string) => ReturnType<typeof addEntry>
  readonly done: (t: Messages) => string
}

const takeEntry: FormRoute['take'] = (request, listId) =>
  addEntry(listDeps(request), officerOf(request), {
    listId,
    headingId: fieldOf(request.form, names.heading),
    title: fieldOf(request.form, names.title).slice(0, 1000),
    kind: fieldOf(request.form, names.kind) === 'construction' ? 'construction' : 'general',
    retentionYears: yearsOf(fieldOf(request.form, names.retention)),
    useMode: fieldOf(request.form, names.useMode) === 'open' ? 'open' : 'conditional',
    keeperId: fieldOf(request.form, names.keeper),
    note: fieldOf(request.form, names.note).slice(0, 2000),
    rule: typedRule(request),
  })

const takeHeading: FormRoute['take'] = (request, listId) =>
  addHeading(listDeps(request), officerOf(request), {
    listId,
    name: fieldOf(request.form, names.name).slice(0, 300),
    notation: fieldOf(request.form, names.letters).slice(0, 40),
    parentId: fieldOf(request.form, names.parent) || null,
    unitId: fieldOf(request.form, names.unit) || null,
  })

const forms: readonly FormRoute[] = [
  {
    key: 'them',
    form: entryForm,
    first: (request) => ({
      [names.kind]: 'general',
      [names.useMode]: 'conditional',
      [names.keeper]: officerOf(request).officerId,
    }),
    take: takeEntry,
    done: (t) => t.officer.lists.entryAdded,
  },
  {
    key: 'de-muc',
    form: headingForm,
    first: () => ({}),
    take: takeHeading,
    done: (t) => t.officer.lists.headingAdded,
  },
]

const routesOf = ({ key, form, first, take, done }: FormRoute): readonly Route[] => {
  const shared = { path: `${listsPath}/:id/${key}`, access: { officer: fileRoles } }
  const taken = async (request: PageRequest): Promise<Answer> => {
    const scene = await sceneOf(request)
    if (scene === null) return notFound
    const result = await take(request, scene.list.id)
    if (result.ok) return redirect(listPath(scene.list.id), { notice: { kind: 'done', text: done(scene.t) } })
    const asked = form(request, scene)
    const text = scene.t.officer.lists.refusals[result.refusal.code]
    const errors = [{ name: placeOf(result.refusal), text }]
    return askOn(request, asked, typedOf(request, asked.questions), errors, refusedStatus(result.refusal))
  }
  return [
    {
      ...shared,
      method: 'GET',
      statementBudget: 3,
      handler: async (request) => {
        const scene = await sceneOf(request)
        return scene === null ? notFound : askOn(request, form(request, scene), first(request))
      },
    },
    { ...shared, method: 'POST', handler: taken },
  ]
}

export const listFormRoutes: readonly Route[] = forms.flatMap(routesOf)
