import { isUuid, newId } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { createDraft, findDraftVersion, findOutgoing, findSeats, saveDraft } from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import type { DraftSourceView } from '#web/ui/views/officer/drafting/source-notice.tsx'
import { OutgoingEditorPage } from '#web/ui/views/officer/outgoing-editor.tsx'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { officerOf } from '../officer-of.ts'
import {
  draftFields,
  draftOf,
  names,
  postForDrafting,
  readHead,
  type TypedDraft,
  typedDraft,
  wrongFields,
} from './draft-form.ts'
import { type DraftOrigin, draftFromOrigin, originNames, readOrigin } from './draft-origin.ts'
import { documentPath, importPath, outgoingPath, outgoingRoles } from './outgoing-paths.ts'
import { sourceView } from './source-view.ts'

const newPath = `${outgoingPath}/moi`
const editPath = `${outgoingPath}/:id/soan`

type Shown = {
  readonly agencyId: string
  readonly documentId: string | null
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
  const seats = await findSeats(request.province.database, shown.agencyId, localDate(request.now))
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
        [names.version]: String(shown.version),
        ...(shown.documentId === null ? { 'ma-moi': newId() } : {}),
        ...(shown.origin == null ? {} : { [shown.origin.name]: shown.origin.document.id }),
      },
    },
    errors,
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
          },
  }
  return page(officerDocument(request, { title: t.outgoing.editorTitle }, <OutgoingEditorPage t={t} view={view} />), {
    status: shown.status ?? 200,
  })
}

const emptyDraft: TypedDraft = {
  type: 'CV',
  subject: '',
  addressees: '',
  recipients: '',
  unit: '',
  signer: '',
  authority: 'own',
  urgency: '0',
  circulation: '',
  text: '',
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

const wrong = (request: PageRequest, shown: Shown, paths: readonly (readonly PropertyKey[])[]): Promise<Answer> => {
  const t = messages(request.locale)
  const errors = wrongFields(paths).map((name) => ({ name, text: t.outgoing.refusals.wrong }))
  return show(request, { ...shown, status: 422, errors })
}

const create: Route = {
  method: 'POST',
  path: newPath,
  access: { officer: outgoingRoles },
  handler: async (request) => {
    const t = messages(request.locale)
    const origin = await readOrigin(request, request.form)
    const post = postForDrafting(officerOf(request), origin?.document.agencyId)
    if (post === undefined) return notFound
    const typed = typedDraft(request.form)
    const shown = { agencyId: post.agencyId, documentId: null, version: 1, typed, origin }
    const head = await readHead(request, typed)
    if (!head.success)
      return wrong(
        request,
        shown,
        head.error.issues.map((issue) => issue.path),
      )
    const asked = fieldOf(request.form, 'ma-moi')
    const id = isUuid(asked) ? asked : newId()
    const links = origin === null ? [] : [{ kind: originNames[origin.name], toId: origin.document.id }]
    const command = { id, postId: post.postId, head: head.data, content: typed.text, links }
    const created = await createDraft(request.deps.dossiers(request.province), officerOf(request), command)
    if (!created.ok) {
      const { status, text } = answerOutgoingRefusal(t, created.refusal)
      return show(request, { ...shown, status, problem: text })
    }
    return redirect(`${documentPath(id)}/soan`, { notice: { kind: 'done', text: t.outgoing.created } })
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
  handler: async (request) => {
    const t = messages(request.locale)
    const open = await openDraft(request)
    if (open === null) return notFound
    const typed = typedDraft(request.form)
    const asked = Number(fieldOf(request.form, names.version))
    const baseVersion = Number.isSafeInteger(asked) && asked > 0 ? asked : 1
    const shown = { agencyId: open.document.agencyId, documentId: open.document.id, version: baseVersion, typed }
    const head = await readHead(request, typed)
    if (!head.success)
      return wrong(
        request,
        shown,
        head.error.issues.map((issue) => issue.path),
      )
    const command = {
      documentId: open.document.id,
      baseVersion,
      head: head.data,
      content: typed.text,
      isAutosave: false,
    }
    const saved = await saveDraft(request.deps.dossiers(request.province), officerOf(request), command)
    if (!saved.ok) {
      const { status, text } = answerOutgoingRefusal(t, saved.refusal)
      return show(request, { ...shown, status, problem: text })
    }
    return redirect(`${documentPath(open.document.id)}/soan`, { notice: { kind: 'done', text: t.outgoing.saved } })
  },
}

export const editorRoutes: readonly Route[] = [newDraft, create, edit, save]
