import type { ZodError } from 'zod'
import { isUuid, newId } from '#kernel/ids.ts'
import { formatInstant, localDate } from '#kernel/time.ts'
import type { OutgoingRefusal } from '#modules/official-documents/domain/index.ts'
import { findDraftVersion, findOutgoing, findSigningSeats, saveDraft } from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  type FormBody,
  fieldOf,
  json,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { refreshName } from '#web/ui/form/form-fields.tsx'
import type { DraftSourceView } from '#web/ui/views/officer/drafting/source-notice.tsx'
import { OutgoingEditorPage } from '#web/ui/views/officer/outgoing-editor.tsx'
import { withChoices } from '../../draft-differences.ts'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { showConflict } from './draft-conflict.tsx'
import {
  draftFields,
  draftOf,
  emptyDraft,
  names,
  postedDraft,
  postForDrafting,
  readHead,
  type TypedDraft,
  typedDraft,
  wrongFields,
} from './draft-form.ts'
import { type DraftOrigin, draftFromOrigin, readOrigin } from './draft-origin.ts'
import { freshName, keepDraft, versionName } from './keep-draft.ts'
import { documentPath, importPath, outgoingPath, outgoingRoles } from './outgoing-paths.ts'
import { sourceView } from './source-view.ts'

const newPath = `${outgoingPath}/moi`
const autosavePath = (id: string): string => `${documentPath(id)}/tu-luu`
/** The longest text, as a browser encodes Vietnamese. */
const longestBodyBytes = 4 * 1024 * 1024
const editPath = `${outgoingPath}/:id/soan`

type Shown = {
  readonly agencyId: string
  readonly documentId: string | null
  /** Of a new draft: under which id it is kept. */
  readonly freshId?: string
  readonly version: number
  readonly typed: TypedDraft
  /** Of a new draft: what it answers or changes. */
  readonly origin?: DraftOrigin | null
  readonly source?: DraftSourceView | undefined
  readonly status?: number
  readonly problem?: string
  readonly errors?: readonly { readonly name: string; readonly text: string }[]
}

const show = async (request: PageRequest, shown: Shown): Promise<Answer> => {
  const t = messages(request.locale)
  const seats = await findSigningSeats(request.province.database, shown.agencyId, localDate(request.now))
  const id = shown.documentId ?? shown.freshId ?? newId()
  const own = shown.documentId === null ? newPath : `${documentPath(shown.documentId)}/soan`
  const errors = shown.errors ?? []
  const pdf = shown.documentId === null ? undefined : `${documentPath(shown.documentId)}/tep.pdf`
  const view = {
    backHref: shown.documentId === null ? outgoingPath : documentPath(shown.documentId),
    backText: shown.documentId === null ? t.outgoing.title : shown.typed.subject || t.outgoing.title,
    target: {
      action: own,
      csrf: request.csrfToken,
      hidden: {
        [versionName]: String(shown.version),
        [names.signing]: shown.typed.signing,
        ...(shown.documentId === null ? { [freshName]: id } : {}),
        ...(shown.origin == null ? {} : { [shown.origin.name]: shown.origin.document.id }),
      },
    },
    errors,
    autosaveHref: autosavePath(id),
    problem: shown.problem,
    origin: shown.origin?.text,
    source: shown.source,
    importHref: shown.documentId === null ? undefined : `${importPath}?ban=${shown.documentId}`,
    fields: draftFields(t, shown.typed, seats, errors),
    preview:
      pdf === undefined
        ? undefined
        : {
            name: t.outgoing.preview,
            kind: 'pdf' as const,
            href: `${pdf}?ban=${shown.version}`,
            downloadHref: `${pdf}?tai=1`,
            pictureHref: `${documentPath(id)}/trang.svg?ban=${shown.version}`,
          },
  }
  return page(officerDocument(request, { title: t.outgoing.editorTitle }, <OutgoingEditorPage t={t} view={view} />), {
    status: shown.status ?? 200,
  })
}

const newDraft: Route = {
  method: 'GET',
  path: newPath,
  access: { officer: outgoingRoles },
  statementBudget: 3,
  handler: async (request) => {
    const origin = await readOrigin(request, request.query)
    const post = postForDrafting(officerOf(request), origin?.document.agencyId)
    if (post === undefined) return notFound
    const typed = origin === null ? emptyDraft : await draftFromOrigin(request, emptyDraft, origin)
    return show(request, { agencyId: post.agencyId, documentId: null, version: 1, typed, origin })
  },
}

const wrong = (request: PageRequest, shown: Shown, error: ZodError): Promise<Answer> => {
  const t = messages(request.locale)
  const paths = error.issues.map((issue) => issue.path)
  const errors = wrongFields(paths).map((name) => ({ name, text: t.outgoing.refusals.wrong }))
  return show(request, { ...shown, status: 422, errors })
}

/** What a posted page says: which draft, drawn from which wording. */
const postedBase = (form: FormBody): number => {
  const version = fieldOf(form, versionName)
  return /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 1
}

const answerRefusal = (request: PageRequest, shown: Shown, refusal: OutgoingRefusal): Promise<Answer> => {
  const { status, text } = answerOutgoingRefusal(messages(request.locale), refusal)
  return show(request, { ...shown, status, problem: text })
}

const create: Route = {
  method: 'POST',
  path: newPath,
  access: { officer: outgoingRoles },
  maxBodyBytes: longestBodyBytes,
  handler: async (request) => {
    const { form } = request
    const origin = await readOrigin(request, form)
    const post = postForDrafting(officerOf(request), origin?.document.agencyId)
    if (post === undefined) return notFound
    const typed = typedDraft(form)
    const asked = fieldOf(form, freshName)
    const id = isUuid(asked) ? asked : newId()
    const version = postedBase(form)
    const shown = { agencyId: post.agencyId, documentId: null, freshId: id, version, typed, origin }
    if (fieldOf(form, refreshName) !== '') return show(request, shown)
    const head = await readHead(request, typed)
    if (!head.success) return wrong(request, shown, head.error)
    const kept = await keepDraft(request, { id, version, post, origin, head: head.data, typed, isAutosave: false })
    if (!kept.ok) return answerRefusal(request, shown, kept.refusal)
    const text = messages(request.locale).outgoing.created
    return redirect(`${documentPath(id)}/soan`, { notice: { kind: 'done', text } })
  },
}

const openDraft = async (request: PageRequest) => {
  const id = request.params.id ?? ''
  const { database } = request.province
  if (!isUuid(id)) return null
  const document = await findOutgoing(database, officerOf(request), id, request.now)
  if (document === null || document.state !== 'draft') return null
  const draft = await findDraftVersion(database, id)
  return draft === null ? null : { document, draft }
}

const edit: Route = {
  method: 'GET',
  path: editPath,
  access: { officer: outgoingRoles },
  statementBudget: 6,
  handler: async (request) => {
    const open = await openDraft(request)
    if (open === null) return notFound
    const { document, draft } = open
    const typed = draftOf(draft.head, draft.content)
    const source = sourceView(messages(request.locale), draft)
    return show(request, {
      agencyId: document.agencyId,
      documentId: document.id,
      version: draft.version,
      typed,
      source,
    })
  },
}

const save: Route = {
  method: 'POST',
  path: editPath,
  access: { officer: outgoingRoles },
  maxBodyBytes: longestBodyBytes,
  handler: async (request) => {
    const open = await openDraft(request)
    if (open === null) return notFound
    const { document, draft } = open
    const { form } = request
    // Where both had been saved, the page of both says which one is kept.
    const typed = typedDraft(withChoices(form, postedDraft(draftOf(draft.head, draft.content))))
    const version = postedBase(form)
    const shown = { agencyId: document.agencyId, documentId: document.id, version, typed }
    if (fieldOf(form, refreshName) !== '') return show(request, shown)
    const head = await readHead(request, typed)
    if (!head.success) return wrong(request, shown, head.error)
    const deps = request.deps.dossiers(request.province)
    const command = { documentId: document.id, baseVersion: version, head: head.data, content: typed.text }
    const saved = await saveDraft(deps, officerOf(request), { ...command, isAutosave: false })
    if (!saved.ok)
      return saved.refusal.code === 'draft.changed'
        ? showConflict(request, document, typed)
        : answerRefusal(request, shown, saved.refusal)
    const text = messages(request.locale).outgoing.saved
    return redirect(`${documentPath(document.id)}/soan`, { notice: { kind: 'done', text } })
  },
}

/** What the page keeps by itself while one types; a new document is begun by it as soon as it has an abstract. */
const autosave: Route = {
  method: 'POST',
  path: autosavePath(':id'),
  access: { officer: outgoingRoles },
  maxBodyBytes: longestBodyBytes,
  handler: async (request) => {
    const { form, params } = request
    const { drafting: words } = messages(request.locale)
    const id = params.id ?? ''
    const origin = await readOrigin(request, form)
    const post = postForDrafting(officerOf(request), origin?.document.agencyId)
    if (!isUuid(id) || post === undefined) return notFound
    const typed = typedDraft(form)
    const head = await readHead(request, typed)
    if (!head.success) return json({ saved: words.autosaveWaits })
    const asked = { id, version: postedBase(form), post, origin, head: head.data, typed, isAutosave: true }
    const kept = await keepDraft(request, asked)
    if (kept.ok) return json({ saved: words.autosaved(formatInstant(request.now)), version: kept.value.version })
    const isStale = kept.refusal.code === 'draft.changed'
    return json({ said: isStale ? words.conflictWhileTyping : words.autosaveOff }, 409)
  },
}

export const editorRoutes: readonly Route[] = [newDraft, create, edit, save, autosave]
