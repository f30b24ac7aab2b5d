import { tidy } from '#kernel/vietnamese-text.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import { type JudgingDeps, judgeFiles } from '#modules/signatures/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { TextRecogniser } from '#platform/file-text/recognise-text.ts'
import { type FileText, textOfFile } from '#platform/file-text/text-of-file.ts'
import { enqueueMany } from '#platform/jobs/enqueue.ts'
import { companionPurposes } from '../../domain/drafting/companion.ts'
import { documentSubject } from '../../domain/index.ts'
import { type DocumentText, saveDocumentText } from '../../store/document-text.ts'
import { findDraftVersion } from '../../store/drafts.ts'
import { findDocument } from '../../store/official-documents.ts'

/** The job that reads the files of a document. */
export const readDocumentTextTask = 'read-document-text'

/** Once the deed is done, and once however often it is asked. */
export const askToReadText = (tx: Tx, ...documentIds: readonly string[]): Promise<void> =>
  enqueueMany(
    tx,
    readDocumentTextTask,
    documentIds.map((documentId) => ({ payload: { documentId }, jobKey: `read-text:${documentId}` })),
  )

export type ReadTextDeps = JudgingDeps & {
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

/** Of an outgoing document what went out is read: its wording, which needs no reading back and whose marks are no words, and the files that go with it. */
const wordingOf = async (deps: ReadTextDeps, documentId: string): Promise<readonly FileText[]> => {
  const draft = await findDraftVersion(deps.database, documentId)
  return draft === null || draft.content === ''
    ? []
    : [{ how: 'read', text: tidy(draft.content.replaceAll(/[*_\\]/g, '')) }]
}

/**
 * Judges the signatures of the files of an incoming document, then reads what they say, so that it is found by it; how far that went the page tells. Harmless
 * when it runs twice.
 */
export const readDocumentText = async (deps: ReadTextDeps, documentId: string): Promise<void> => {
  const document = await findDocument(deps.database, documentId)
  if (document === null || document.secrecy > 0) return
  const isOutgoing = document.direction === 'outgoing'
  const owner = { kind: documentSubject, id: documentId }
  if (!isOutgoing) await judgeFiles(deps, owner)
  const all = await listAttachments(deps.database, owner)
  const texts: FileText[] = isOutgoing ? [...(await wordingOf(deps, documentId))] : []
  const files = isOutgoing ? all.filter(({ purpose }) => purpose === companionPurposes.issued) : all
  for (const file of files) {
    texts.push(await textOfFile(await deps.files.read(file.sha256), file.mediaType, deps.recognise))
  }
  await saveDocumentText(deps.database, documentId, wholeOf(texts))
}
