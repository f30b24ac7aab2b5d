import { isUuid, newId } from '#kernel/ids.ts'
import {
  documentFileForOfficer,
  findDraftVersion,
  findOutgoing,
  importDraft,
  type OutgoingDetail,
} from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
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
import { messages } from '#web/messages/index.ts'
import { ImportDraftPage } from '#web/ui/views/officer/drafting/import-draft.tsx'
import { uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { bytesOf } from '../bytes-of.ts'
import { officerOf } from '../officer-of.ts'
import { postForDrafting } from './draft-form.ts'
import { documentPath, importPath, outgoingPath, outgoingRoles, sourcePath } from './outgoing-paths.ts'

const names = { file: 'tep', draft: 'ban', fresh: 'ma-moi', version: 'phien-ban' } as const

type Scene = {
  /** The draft that gets a new wording; null for a new one. */
  readonly draft: (OutgoingDetail & { readonly version: number }) | null
  readonly documentId: string
}

const openScene = async (request: PageRequest, asked: string, fresh: string): Promise<Scene | null> => {
  if (asked === '') return { draft: null, documentId: isUuid(fresh) ? fresh : newId() }
  if (!isUuid(asked)) return null
  const { database } = request.province
  const document = await findOutgoing(database, officerOf(request), asked, request.now)
  const latest = document?.state === 'draft' ? await findDraftVersion(database, asked) : null
  return document === null || latest === null
    ? null
    : { draft: { ...document, version: latest.version }, documentId: asked }
}

const show = async (
  request: PageRequest,
  { draft, documentId }: Scene,
  error?: string,
  status = 200,
): Promise<Answer> => {
  const t = messages(request.locale)
  const version = fieldOf(request.form, names.version)
  const hidden: Readonly<Record<string, string>> =
    draft === null
      ? { [names.fresh]: documentId }
      : { [names.draft]: draft.id, [names.version]: version === '' ? String(draft.version) : version }
  const view = {
    back:
      draft === null
        ? { href: outgoingPath, text: t.outgoing.title }
        : { href: documentPath(draft.id), text: draft.subject },
    lead: draft === null ? t.drafting.importNewLead : t.drafting.importNextLead(draft.subject),
    target: { action: importPath, csrf: request.csrfToken, hidden },
    fileName: names.file,
    hasOffice: (await request.deps.findOfficeConverter()) !== null,
    error,
  }
  return page(officerDocument(request, { title: t.drafting.importTitle }, <ImportDraftPage t={t} view={view} />), {
    status,
  })
}

const importPage: Route = {
  method: 'GET',
  path: importPath,
  access: { officer: outgoingRoles },
  statementBudget: 5,
  handler: async (request) => {
    const scene = await openScene(request, fieldOf(request.query, names.draft), '')
    return scene === null || postForDrafting(officerOf(request)) === undefined ? notFound : show(request, scene)
  },
}

const takeFile: Route = {
  method: 'POST',
  path: importPath,
  access: { officer: outgoingRoles },
  upload: true,
  handler: async (request) => {
    const t = messages(request.locale)
    const { form } = request
    const scene = await openScene(request, fieldOf(form, names.draft), fieldOf(form, names.fresh))
    const post = postForDrafting(officerOf(request))
    if (scene === null || post === undefined) return notFound
    if (request.uploadFault !== undefined) return show(request, scene, uploadFaultText(t, request.uploadFault), 422)
    const file = request.files.find((one) => one.field === names.file && one.sizeBytes > 0)
    if (file === undefined) return show(request, scene, t.drafting.importFileMissing, 422)
    const asked = Number(fieldOf(form, names.version))
    const office = await request.deps.findOfficeConverter()
    const deps = { ...request.deps.dossiers(request.province), office }
    const imported = await importDraft(deps, officerOf(request), {
      documentId: scene.documentId,
      postId: scene.draft === null ? post.postId : null,
      baseVersion: Number.isSafeInteger(asked) && asked > 0 ? asked : 1,
      fileName: file.name,
      file: await bytesOf(file.stream()),
    })
    if (!imported.ok) {
      const { status, text } = answerOutgoingRefusal(t, imported.refusal)
      return show(request, scene, text, status)
    }
    return redirect(`${documentPath(scene.documentId)}/soan`, { notice: { kind: 'done', text: t.drafting.imported } })
  },
}

/** The file from which a draft was read, as it was handed in; the PDF of how it looks is shown. */
const sourceFile: Route = {
  method: 'GET',
  path: sourcePath(':id', ':fileId'),
  access: { officer: outgoingRoles },
  rateLimit: 'file',
  statementBudget: 1,
  handler: async (request) => {
    const { id: documentId = '', fileId: attachmentId = '' } = request.params
    if (!isUuid(documentId) || !isUuid(attachmentId)) return notFound
    const { database } = request.province
    const file = await documentFileForOfficer(database, officerOf(request), { documentId, attachmentId }, request.now)
    if (file === null) return notFound
    const { name, mediaType, sizeBytes, sha256 } = file
    const content = request.deps.files(request.province).stream(sha256)
    return download({ content, name, mediaType, sizeBytes, inline: mediaType === 'application/pdf' })
  },
}

export const importRoutes: readonly Route[] = [importPage, takeFile, sourceFile]
