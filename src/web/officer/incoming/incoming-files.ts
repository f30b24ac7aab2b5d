import { isUuid } from '#kernel/ids.ts'
import { documentFileForOfficer, noteDocumentLook } from '#modules/official-documents/index.ts'
import { documentRoles } from '#web/http/frames/officer-frame.tsx'
import { download, fieldOf, notFound, type Route } from '#web/http/route.ts'
import { officerOf } from '../officer-of.ts'
import { incomingPath } from './incoming-address.ts'

/** A file of a document; a secret one has none. */
export const incomingFile: Route = {
  method: 'GET',
  path: `${incomingPath}/:id/tep/:fileId`,
  access: { officer: documentRoles },
  rateLimit: 'file',
  statementBudget: 2,
  handler: async (request) => {
    const documentId = request.params.id ?? ''
    const attachmentId = request.params.fileId ?? ''
    if (!isUuid(documentId) || !isUuid(attachmentId)) return notFound
    const { database } = request.province
    const actor = officerOf(request)
    const file = await documentFileForOfficer(database, actor, { documentId, attachmentId }, request.now)
    if (file === null) return notFound
    // The page shows the first file by itself; that somebody took one away is another matter.
    if (fieldOf(request.query, 'tai') !== '') await noteDocumentLook(database, actor, documentId, 'file', request.now)
    const { name, mediaType, sizeBytes, sha256 } = file
    const content = request.deps.files(request.province).stream(sha256)
    return download({ content, name, mediaType, sizeBytes, inline: fieldOf(request.query, 'tai') === '' })
  },
}
