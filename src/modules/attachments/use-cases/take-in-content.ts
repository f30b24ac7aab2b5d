import { Readable } from 'node:stream'
import { accept, type Result, refuse } from '#kernel/result.ts'
import {
  type ContentFault,
  type ContentKind,
  ContentRefused,
  extensionOf,
  mediaTypeOf,
} from '#platform/file-types/content-fault.ts'
import { faultOfDocxContent, faultOfDocxParts } from '#platform/file-types/docx.ts'
import { type Examined, examining } from '#platform/file-types/examine-content.ts'
import type { VirusScanner } from '#platform/file-types/virus-scanner.ts'
import { ContentTooLarge, type FileStore, type StoredContent } from '#platform/files/file-store.ts'
import type { AttachmentRefusal } from '../domain/attachment.ts'
import { extensionClaimed, safeFileName } from '../domain/file-name.ts'

export type TakeInDeps = {
  readonly files: FileStore
  /** Absent when the installation has no scanner. */
  readonly scanner?: VirusScanner | undefined
}

/** Content that is durable and is what its name says; no row tells of it yet. */
export type TakenContent = { readonly name: string; readonly mediaType: string; readonly content: StoredContent }

/** Pictures are often saved under the extension of another kind of picture; the right one is written. */
const families: Readonly<Record<ContentKind, readonly string[]>> = {
  pdf: ['pdf'],
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif', 'png'],
  png: ['png', 'jpg', 'jpeg', 'jpe', 'jfif'],
  docx: ['docx'],
}
const knownExtensions = [...new Set(Object.values(families).flat())]

/** Whether a name claims another kind than the content has: a `.pdf` that is an archive deceives whoever opens it. */
const isMisnamed = (name: string, kind: ContentKind): boolean => {
  const claimed = extensionClaimed(name)
  return knownExtensions.includes(claimed) && !families[kind].includes(claimed)
}

const refusalOf = (fault: ContentFault, name: string): AttachmentRefusal => {
  if (fault.code === 'content.empty') return { code: 'attachment.empty', name }
  if (fault.code === 'content.broken') return { code: 'attachment.broken', name, kind: fault.kind }
  return { code: 'attachment.type-not-allowed', name, found: fault.found }
}

const inspectDocx = async (deps: TakeInDeps, { kind, entries }: Examined, sha256: string): Promise<void> => {
  if (kind !== 'docx') return
  const parts = faultOfDocxParts(entries)
  if (parts === 'not-docx') throw new ContentRefused({ code: 'content.not-allowed', found: 'zip' })
  if (parts === 'macros') throw new ContentRefused({ code: 'content.not-allowed', found: 'docm' })
  const why = await faultOfDocxContent(entries, deps.files.stream(sha256))
  if (why !== null) throw new ContentRefused({ code: 'content.broken', kind, why })
}

const scan = async (deps: TakeInDeps, sha256: string, name: string): Promise<AttachmentRefusal | null> => {
  if (deps.scanner === undefined) return null
  try {
    const verdict = await deps.scanner.scan(deps.files.stream(sha256))
    return verdict.kind === 'clean' ? null : { code: 'attachment.infected', name }
  } catch {
    // A scanner that cannot tell is no reason to trust: the person tries again.
    return { code: 'attachment.not-scanned', name }
  }
}

const storeExamined = async (
  deps: TakeInDeps,
  upload: { readonly name: string; readonly content: Readable | Uint8Array },
  maxFileBytes: number,
): Promise<{ readonly examined: Examined; readonly content: StoredContent }> => {
  const seen: { examined?: Examined } = {}
  const passing = examining(upload.content, maxFileBytes, (examined) => {
    if (isMisnamed(upload.name, examined.kind)) {
      throw new ContentRefused({ code: 'content.not-allowed', found: extensionOf[examined.kind] })
    }
    seen.examined = examined
  })
  const content = await deps.files.put(Readable.from(passing, { objectMode: false }))
  if (seen.examined === undefined) throw new Error('content was stored without being examined')
  await inspectDocx(deps, seen.examined, content.sha256)
  return { examined: seen.examined, content }
}

/**
 * Streams content to the store while its size, kind and soundness are checked, and has it scanned. Nothing refused gets a row, and
 * what is refused on the way leaves no bytes behind. The rest of a refused stream stays unread. No transaction is open meanwhile.
 */
export const takeInContent = async (
  deps: TakeInDeps,
  upload: { readonly name: string; readonly content: Readable | Uint8Array; readonly maxFileBytes: number },
): Promise<Result<TakenContent, AttachmentRefusal>> => {
  const shownName = safeFileName(upload.name, extensionClaimed(upload.name) || 'bin', [extensionClaimed(upload.name)])
  try {
    const { examined, content } = await storeExamined(deps, upload, upload.maxFileBytes)
    const unsafe = await scan(deps, content.sha256, shownName)
    if (unsafe !== null) return refuse(unsafe)
    const name = safeFileName(upload.name, extensionOf[examined.kind], knownExtensions)
    return accept({ name, mediaType: mediaTypeOf[examined.kind], content })
  } catch (error) {
    if (error instanceof ContentRefused) return refuse(refusalOf(error.fault, shownName))
    if (error instanceof ContentTooLarge) {
      return refuse({ code: 'attachment.too-large', name: shownName, maxFileBytes: error.limitBytes })
    }
    throw error
  }
}
