import type { Readable } from 'node:stream'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { WorkFile, WorkFileRefusal } from '#modules/work-files/domain/index.ts'
import { listActs, onWorkFile, recordFileDeed, type WorkFileDeps } from '#modules/work-files/index.ts'
import { checkContent } from '#platform/archive-package/layout.ts'
import { folderOf, objectIdOf, type PackageContent } from '#platform/archive-package/package-content.ts'
import { packageStream } from '#platform/archive-package/write-package.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { countPages } from '#platform/pdf/file/count-pages.ts'
import type { ArchiveRefusal } from '../domain/index.ts'
import { agencyOfFile, fileContents, type StoredContent } from '../queries/file-contents.ts'
import { describeFile, describeRecord, type FileContent, fileCodeOf } from './describe-file.ts'

export type PackDeps = WorkFileDeps & { readonly files: FileStore }

export type Packed = { readonly name: string; readonly content: Readable }

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
}

const mostActs = 1_000

const pagesOf = async (files: FileStore, { mediaType, sha256 }: StoredContent): Promise<number | null> => {
  if (mediaType?.startsWith('image/')) return 1
  return mediaType === 'application/pdf' ? countPages(await files.read(sha256)) : null
}

type Counted = Result<readonly (FileContent & StoredContent)[], ArchiveRefusal>

const counted = async (files: FileStore, stored: readonly StoredContent[]): Promise<Counted> => {
  const contents: (FileContent & StoredContent)[] = []
  for (const one of stored) {
    const { id, subject } = one
    if (id === null) return refuse({ code: 'archive.content-missing', subject })
    const pages = await pagesOf(files, one)
    if (pages === null) return refuse({ code: 'archive.pages-unknown', subject })
    contents.push({ ...one, id, pages, issuedOn: one.issuedOn.toString() } as FileContent & StoredContent)
  }
  return contents.length === 0 ? refuse({ code: 'archive.content-missing', subject: '' }) : accept(contents)
}

type Source = {
  readonly file: WorkFile
  readonly agency: { readonly name: string; readonly code: string }
  readonly contents: readonly (FileContent & StoredContent)[]
}

const contentOf = ({ file, agency, contents }: Source, now: PackageContent['madeAt']): PackageContent => {
  const code = fileCodeOf(agency.code, file)
  return {
    kind: 'SIP',
    id: newId(),
    fonds: agency.code,
    agencyName: agency.name,
    madeAt: now,
    software: 'Một Cửa',
    description: describeFile(file, code, file.endedOn?.toString() ?? '', contents),
    records: contents.map((one, index) => ({
      id: one.id,
      description: describeRecord(file, code, one, index + 1),
      sha256: one.sha256,
      sizeBytes: one.sizeBytes,
      mediaType: one.mediaType,
      extension: extensions[one.mediaType] ?? 'bin',
      madeAt: one.addedAt,
    })),
    events: [],
  }
}

/**
 * The package with which a closed file goes to an archive in another system. Nothing is packed that lacks a page count, a description or
 * its bytes. @legal TT-05-2025-BNV Phụ lục III
 */
export const packWorkFile = (
  deps: PackDeps,
  actor: OfficerActor,
  fileId: string,
): Promise<Result<Packed, ArchiveRefusal | WorkFileRefusal>> =>
  onWorkFile<Packed, ArchiveRefusal>(deps, actor, fileId, async (scene) => {
    const { tx, now, file } = scene
    if (file.state === 'open') return refuse({ code: 'archive.file-open' })
    const [stored, agency, acts] = await Promise.all([
      fileContents(tx, file.id),
      agencyOfFile(tx, file.agencyId),
      listActs(tx, file.id, mostActs),
    ])
    const contents = await counted(deps.files, stored)
    if (!contents.ok) return contents
    const events = acts.toReversed().map(({ type, at }) => ({ id: newId(), type, at, detail: type }))
    const content = { ...contentOf({ file, agency, contents: contents.value }, now), events }
    const faults = checkContent(content)
    if (faults.length > 0)
      return refuse({ code: 'archive.description-broken', fields: faults.map(({ field }) => field).join(', ') })
    await recordFileDeed(scene, actor, 'work-file.packed', { package: content.id, records: content.records.length })
    const name = `${folderOf(objectIdOf(content))}.zip`
    return accept({ name, content: packageStream(content, deps.files) })
  })
