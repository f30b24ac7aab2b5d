import { isUuid, newId } from '#kernel/ids.ts'
import { postForWork } from '#modules/dossiers/domain/index.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import {
  addCompanion,
  listCompanions,
  type OutgoingDetail,
  removeCompanion,
} from '#modules/official-documents/index.ts'
import { fileSize } from '#web/http/file-size.ts'
import { type Answer, fieldOf, keyOf, notFound, type PageRequest, type Route, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import type { CompanionsView } from '#web/ui/views/officer/drafting/companions.tsx'
import { uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { bytesOf } from '../bytes-of.ts'
import { officerOf } from '../officer-of.ts'
import { companionPath, companionRemovalPath, documentPath, outgoingRoles, sourcePath } from './outgoing-paths.ts'

const names = { file: 'tep', companion: 'tep-kem' } as const

const mayAddCompanion = (request: PageRequest, { steps }: OutgoingDetail): boolean =>
  steps.some(
    (step) =>
      step.deed === 'draft' && postForWork(officerOf(request), { ...step, role: step.role as Role }) !== undefined,
  )

/** The files that go with a document; whoever drafts it adds to them. */
export const companionsView = async (
  request: PageRequest,
  document: OutgoingDetail,
): Promise<CompanionsView | undefined> => {
  if (document.secrecy > 0) return undefined
  const files = await listCompanions(request.province.database, document.id)
  const isOpen = mayAddCompanion(request, document)
  if (files.length === 0 && !isOpen) return undefined
  const csrf = request.csrfToken
  return {
    isSealed: files.some(({ purpose }) => purpose === 'issued-companion'),
    files: files.map((file) => ({
      name: file.name,
      href: sourcePath(document.id, file.id),
      size: fileSize(file.sizeBytes),
      remove: isOpen
        ? { action: companionRemovalPath(document.id), csrf, hidden: { [names.companion]: file.id } }
        : undefined,
    })),
    add: isOpen
      ? {
          target: { action: companionPath(document.id), csrf, key: newId() },
          fieldName: names.file,
          hasOffice: (await request.deps.findOfficeConverter()) !== null,
        }
      : undefined,
  }
}

type Show = (request: PageRequest, failed: { readonly status: number; readonly problem: string }) => Promise<Answer>

/** Both acts lead back to the page of the document, which says what was wrong. */
export const companionRoutes = (show: Show): readonly Route[] => [
  {
    method: 'POST',
    path: companionPath(':id'),
    access: { officer: outgoingRoles },
    upload: true,
    handler: async (request) => {
      const t = messages(request.locale)
      const documentId = request.params.id ?? ''
      if (!isUuid(documentId)) return notFound
      if (request.uploadFault !== undefined)
        return show(request, { status: 422, problem: uploadFaultText(t, request.uploadFault) })
      const file = request.files.find((one) => one.field === names.file && one.sizeBytes > 0)
      if (file === undefined) return show(request, { status: 422, problem: t.drafting.importFileMissing })
      const office = await request.deps.findOfficeConverter()
      const deps = { ...request.deps.dossiers(request.province), office }
      const command = {
        documentId,
        fileName: file.name.slice(0, 200),
        file: await bytesOf(file.stream()),
        key: keyOf(request.form),
      }
      const done = await addCompanion(deps, officerOf(request), command)
      if (done.ok)
        return redirect(documentPath(documentId), { notice: { kind: 'done', text: t.drafting.companionAdded } })
      const { status, text } = answerOutgoingRefusal(t, done.refusal)
      return show(request, { status, problem: text })
    },
  },
  {
    method: 'POST',
    path: companionRemovalPath(':id'),
    access: { officer: outgoingRoles },
    handler: async (request) => {
      const t = messages(request.locale)
      const documentId = request.params.id ?? ''
      const attachmentId = fieldOf(request.form, names.companion)
      if (!isUuid(documentId) || !isUuid(attachmentId)) return notFound
      const deps = request.deps.dossiers(request.province)
      const done = await removeCompanion(deps, officerOf(request), { documentId, attachmentId })
      if (done.ok)
        return redirect(documentPath(documentId), { notice: { kind: 'done', text: t.drafting.companionRemoved } })
      const { status, text } = answerOutgoingRefusal(t, done.refusal)
      return show(request, { status, problem: text })
    },
  },
]
