import { createHash } from 'node:crypto'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { WorkFile } from '#modules/work-files/domain/index.ts'
import { listActs } from '#modules/work-files/index.ts'
import { checkContent } from '#platform/archive-package/layout.ts'
import type { PackageContent, PackageKind, RecordData } from '#platform/archive-package/package-content.ts'
import type { Tx } from '#platform/database/connection.ts'
import { contentKinds, extensionOf, mediaTypeOf } from '#platform/file-types/content-fault.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { countPages } from '#platform/pdf/file/count-pages.ts'
import type { PackRefusal } from '../domain/index.ts'
import { agencyOfFile, fileContents, type StoredContent } from '../queries/file-contents.ts'
import { describeFile, describeRecord, type FileContent, fileCodeOf } from './describe-file.ts'

const extensions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(contentKinds.map((kind) => [mediaTypeOf[kind], extensionOf[kind]])),
  'image/tiff': 'tif',
}

const isCountable = (mediaType: string): boolean => mediaType.startsWith('image/') || mediaType === mediaTypeOf.pdf

const mostActs = 1_000

/** Counted by the program, else as whoever registered the paper counted; null: nobody did. */
const pagesOf = async (files: FileStore, one: StoredContent): Promise<number | null> => {
  const typed = one.files <= 1 ? one.itemPages : null
  if (one.id === null) return typed
  if (one.mediaType.startsWith('image/')) return 1
  const counted = one.mediaType === mediaTypeOf.pdf ? await countPages(await files.read(one.sha256)) : null
  return counted ?? typed
}

const dataOf = (one: StoredContent): RecordData | null => {
  if (one.id === null) return null
  const { sha256, sizeBytes, mediaType, addedAt } = one
  return { sha256, sizeBytes, mediaType, extension: extensions[mediaType] ?? 'bin', madeAt: addedAt }
}

const paperOf = (one: StoredContent): FileContent['paper'] => {
  if (one.id !== null) return 'none'
  return one.isRecalled ? 'recalled' : 'beside'
}

type Content = FileContent & { readonly data: RecordData | null }

const counted = async (files: FileStore, stored: readonly StoredContent[]): Promise<Result<Content[], PackRefusal>> => {
  const contents: Content[] = []
  for (const one of stored) {
    const { subject } = one
    if (one.id === null && !one.isDocument) return refuse({ code: 'archive.content-missing', subject })
    const pages = await pagesOf(files, one)
    if (pages === null && one.id !== null && isCountable(one.mediaType))
      return refuse({ code: 'archive.pages-unknown', subject })
    const { typeCode, numberText, notationText, authorName } = one
    const named = { typeCode, subject, numberText, notationText, authorName, issuedOn: one.issuedOn.toString() }
    contents.push({ ...named, id: one.id ?? one.itemId, paper: paperOf(one), pages, data: dataOf(one) })
  }
  return contents.length === 0 ? refuse({ code: 'archive.content-missing', subject: '' }) : accept(contents)
}

type Wanted = {
  readonly kind: PackageKind
  readonly file: WorkFile
  readonly madeAt: Temporal.Instant
  /** Of the package that is kept, when it has one already. */
  readonly id?: string
  readonly request?: PackageContent['request']
}

/**
 * What the package of a file holds, by the rows of the file; refused when a paper of a dossier lacks its bytes, when a file that has pages cannot
 * be read, or when a description is broken. A document on paper is described and goes beside the package.
 * @legal TT-05-2025-BNV Phụ lục I, III, V
 */
export const packageOfFile = async (
  tx: Tx,
  files: FileStore,
  { kind, file, madeAt, id = newId(), request }: Wanted,
): Promise<Result<PackageContent, PackRefusal>> => {
  if (file.state === 'open') return refuse({ code: 'archive.file-open' })
  const [stored, agency, acts] = await Promise.all([
    fileContents(tx, file.id),
    agencyOfFile(tx, file.agencyId),
    listActs(tx, file.id, mostActs),
  ])
  const contents = await counted(files, stored)
  if (!contents.ok) return contents
  const code = fileCodeOf(agency.code, file)
  const described = describeFile(file, code, file.endedOn?.toString() ?? '', contents.value)
  const { fileCode = [], ...rest } = described
  const content: PackageContent = {
    kind,
    id,
    fonds: agency.code,
    agencyName: agency.name,
    madeAt,
    software: 'Một Cửa',
    // The archive puts its own code before that of the file.
    description:
      kind === 'SIP' ? described : { arcFileCode: fileCode.map((one) => `${agency.code}.LT.${one}`), ...rest },
    records: contents.value.map((one, index) => ({
      id: one.id,
      description: describeRecord(file, code, one, index + 1),
      data: one.data,
    })),
    events: acts.toReversed().map(({ type, at }) => ({ id: newId(), type, at, detail: type })),
    ...(request === undefined ? {} : { request }),
  }
  const faults = checkContent(content)
  return faults.length > 0
    ? refuse({ code: 'archive.description-broken', fields: faults.map(({ field }) => field).join(', ') })
    : accept(content)
}

/** Reads every record to its end: what is stored must still be what it was. */
export const checkBytes = async (files: FileStore, content: PackageContent): Promise<Result<null, PackRefusal>> => {
  for (const { data, description } of content.records) {
    if (data === null) continue
    const { sha256 } = data
    const subject = description.subject?.[0] ?? ''
    const digest = createHash('sha256')
    try {
      for await (const chunk of files.stream(sha256)) digest.update(chunk as Uint8Array)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      return refuse({ code: 'archive.content-missing', subject })
    }
    if (digest.digest('hex') !== sha256) return refuse({ code: 'archive.content-changed', subject })
  }
  return accept(null)
}
