import { tidy } from '#kernel/vietnamese-text.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import type { Database } from '#platform/database/connection.ts'
import type { TextRecogniser } from '#platform/file-text/recognise-text.ts'
import { type FileText, textOfFile } from '#platform/file-text/text-of-file.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { documentSubject } from '../../domain/index.ts'
import { type DocumentText, saveDocumentText } from '../../store/document-text.ts'
import { findDocument } from '../../store/official-documents.ts'

/** The job that reads the files of a document. */
export const readDocumentTextTask = 'read-document-text'

export type ReadTextDeps = {
  readonly database: Database
  readonly files: FileStore
  /** Reads pictures; null where nothing does. */
  readonly recognise: TextRecogniser | null
}

const wholeOf = (texts: readonly FileText[]): DocumentText => {
  const all = tidy(texts.flatMap((one) => ('text' in one ? [one.text] : [])).join(' '))
  const has = (how: FileText['how']): boolean => texts.some((one) => one.how === how)
  if (all !== '') return { text: all, state: has('recognised') ? 'recognised' : 'read' }
  if (has('failed')) return { text: null, state: 'failed' }
  return { text: null, state: has('unrecognised') ? 'unrecognised' : 'nothing-to-read' }
}

/**
 * Reads what the files of a document say, so that it is found by it; how far that went the page tells. Harmless when it runs twice.
 */
export const readDocumentText = async (deps: ReadTextDeps, documentId: string): Promise<void> => {
  const document = await findDocument(deps.database, documentId)
  if (document === null || document.secrecy > 0) return
  const files = await listAttachments(deps.database, { kind: documentSubject, id: documentId })
  const texts: FileText[] = []
  for (const file of files) {
    texts.push(await textOfFile(await deps.files.read(file.sha256), file.mediaType, deps.recognise))
  }
  await saveDocumentText(deps.database, documentId, wholeOf(texts))
}
