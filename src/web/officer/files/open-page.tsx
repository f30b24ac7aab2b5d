import { newId } from '#kernel/ids.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type OpenWorkFile, openWorkFile } from '#modules/work-files/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, keyOf, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import { OpenWorkFilePage } from '#web/ui/views/officer/open-work-file.tsx'
import { answerWorkFileRefusal, type WorkFileRefusalAnswer } from '../../refusals/work-file-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { filePath, filesPath, openFilePath } from './file-paths.ts'
import { yearsOf } from './lists/list-forms.ts'

const names = {
  post: 'chuc-vu',
  title: 'tieu-de',
  notation: 'ky-hieu',
  kind: 'loai',
  retention: 'so-nam',
  useMode: 'che-do',
  keyword: 'tu-khoa',
  note: 'ghi-chu',
} as const

const section = 'ho-so'

const optionsOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))

const postsOf = (actor: OfficerActor) =>
  actor.posts
    .filter(({ role }) => fileRoles.includes(role))
    .map(({ postId, title, unitName, agencyName }) => ({
      value: postId,
      text: [title, unitName, agencyName].filter(Boolean).join(', '),
    }))

const typedOf =
  (request: PageRequest) =>
  (name: string, first = ''): string =>
    fieldOf(request.form, name) || first

const matterOf = (request: PageRequest, t: Messages, failed?: WorkFileRefusalAnswer): readonly FormFieldView[] => {
  const { files } = t.officer
  const error = (field: WorkFileRefusalAnswer['field']) => (failed?.field === field ? failed?.text : undefined)
  const typed = typedOf(request)
  return [
    {
      section,
      name: names.title,
      type: 'textarea',
      label: files.fileTitle,
      required: true,
      maxLength: 1000,
      value: typed(names.title),
      error: error('title'),
    },
    {
      section,
      name: names.notation,
      type: 'text',
      label: files.notation,
      hint: files.notationHint,
      required: true,
      maxLength: 20,
      value: typed(names.notation),
      error: error('notation'),
    },
    {
      section,
      name: names.kind,
      type: 'radio',
      label: files.kind,
      required: true,
      options: optionsOf(files.kinds),
      value: typed(names.kind, 'general'),
    },
    {
      section,
      name: names.retention,
      type: 'number',
      label: files.retention,
      hint: files.retentionHint,
      value: typed(names.retention),
      error: error('retention'),
    },
  ]
}

const keepingOf = (request: PageRequest, t: Messages): readonly FormFieldView[] => {
  const { files } = t.officer
  const posts = postsOf(officerOf(request))
  const typed = typedOf(request)
  return [
    {
      section,
      name: names.useMode,
      type: 'radio',
      label: files.useMode,
      required: true,
      options: optionsOf(files.useModes),
      value: typed(names.useMode, 'conditional'),
    },
    {
      section,
      name: names.post,
      type: 'select',
      label: files.post,
      required: true,
      options: posts,
      value: typed(names.post, posts[0]?.value),
    },
    { section, name: names.keyword, type: 'text', label: files.keyword, maxLength: 100, value: typed(names.keyword) },
    { section, name: names.note, type: 'textarea', label: files.note, maxLength: 2000, value: typed(names.note) },
  ]
}

const show = (request: PageRequest, failed?: WorkFileRefusalAnswer): Answer => {
  const t = messages(request.locale)
  const view = {
    listHref: filesPath,
    target: { action: openFilePath, csrf: request.csrfToken, key: newId() },
    fields: { sections: [{ id: section }], fields: [...matterOf(request, t, failed), ...keepingOf(request, t)] },
    problem: failed !== undefined && failed.field === undefined ? failed.text : undefined,
  }
  return page(
    officerDocument(request, { title: t.officer.files.openTitle }, <OpenWorkFilePage t={t} view={view} />),
    failed === undefined ? {} : { status: failed.status },
  )
}

const commandOf = ({ form }: PageRequest): OpenWorkFile => ({
  postId: fieldOf(form, names.post),
  title: fieldOf(form, names.title).slice(0, 1000),
  notation: fieldOf(form, names.notation).slice(0, 40),
  kind: fieldOf(form, names.kind) === 'construction' ? 'construction' : 'general',
  retentionYears: yearsOf(fieldOf(form, names.retention)),
  useMode: fieldOf(form, names.useMode) === 'open' ? 'open' : 'conditional',
  keyword: fieldOf(form, names.keyword).slice(0, 100),
  note: fieldOf(form, names.note).slice(0, 2000),
  key: keyOf(form),
})

export const openFileRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: openFilePath,
    access: { officer: fileRoles },
    statementBudget: 0,
    handler: async (request) => show(request),
  },
  {
    method: 'POST',
    path: openFilePath,
    access: { officer: fileRoles },
    handler: async (request) => {
      const t = messages(request.locale)
      const done = await openWorkFile(request.deps.dossiers(request.province), officerOf(request), commandOf(request))
      return done.ok
        ? redirect(filePath(done.value), { notice: { kind: 'done', text: t.officer.files.openDone } })
        : show(request, answerWorkFileRefusal(t, done.refusal))
    },
  },
]
