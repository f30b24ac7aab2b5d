import { tidy } from '#kernel/vietnamese-text.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { readPdfText } from '#platform/file-text/read-file-text.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { documentSubject } from '../../domain/index.ts'
import { saveDocumentText } from '../../store/document-text.ts'
import { findDocument } from '../../store/official-documents.ts'

/** The job that reads the files of a document. */
export const readDocumentTextTask = 'read-document-text'

export type ReadTextDeps = { readonly database: Database; readonly files: FileStore }

/**
 * Reads the text that lies in the files of a document, so that it is found by what it says. A scan without a text layer gives none, and the
 * page says so. Harmless when it runs twice.
 */
export const readDocumentText = async (deps: ReadTextDeps, documentId: string): Promise<void> => {
  const document = await findDocument(deps.database, documentId)
  if (document === null || document.secrecy > 0) return
  const files = await listAttachments(deps.database, { kind: documentSubject, id: documentId })
  const pdfs = files.filter((file) => file.mediaType === 'application/pdf')
  const texts: string[] = []
  let isFailed = false
  for (const file of pdfs) {
    const text = await readPdfText(await deps.files.read(file.sha256))
    if (text === null) isFailed = true
    else texts.push(text)
  }
  const text = tidy(texts.join(' '))
  const state = text !== '' ? 'read' : isFailed ? 'failed' : 'nothing-to-read'
  await saveDocumentText(deps.database, documentId, { text: text === '' ? null : text, state })
}
