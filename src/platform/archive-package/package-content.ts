import type { Temporal } from '#kernel/time.ts'
import type { Description } from './description.ts'

/** For deposit from another system, for keeping, for handing out a copy. @legal TT-05-2025-BNV Phụ lục I, III, V */
export type PackageKind = 'SIP' | 'AIP' | 'DIP'

/** Where the bytes of a record lie. */
export type RecordData = {
  readonly sha256: string
  readonly sizeBytes: number
  readonly mediaType: string
  /** `pdf`, without a dot. */
  readonly extension: string
  readonly madeAt: Temporal.Instant
}

/** A record of a file: how it is described, and its bytes; null when there is the paper alone, which is handed over beside the package. */
export type PackagedRecord = {
  readonly id: string
  readonly description: Description
  readonly data: RecordData | null
}

/** An act on the file that whoever reads the package later must know of. */
export type PackagedEvent = {
  readonly id: string
  readonly type: string
  readonly at: Temporal.Instant
  readonly detail: string
}

export type PackageContent = {
  readonly kind: PackageKind
  /** A UUID. */
  readonly id: string
  /** Code of the fonds: whose archive the file belongs to. */
  readonly fonds: string
  readonly agencyName: string
  readonly madeAt: Temporal.Instant
  /** `Một Cửa 1.0` */
  readonly software: string
  readonly description: Description
  readonly records: readonly PackagedRecord[]
  readonly events: readonly PackagedEvent[]
  /** Of a copy that is handed out: who asked for it and why, by the names of the circular. */
  readonly request?: Readonly<Record<string, string>>
}

/** A file of the package: bytes made here, or stored ones by the digest of their content. */
export type PackageEntry = {
  readonly path: string
  readonly mediaType: string
  readonly sha256: string
  readonly sizeBytes: number
  readonly createdAt: Temporal.Instant
  /** Absent: they lie in the file store. */
  readonly bytes?: Buffer
}

/** The identifier that METS carries; the folder bears it with `_` for `:`. @legal TT-05-2025-BNV Phụ lục I */
export const objectIdOf = ({ kind, id, fonds }: Pick<PackageContent, 'kind' | 'id' | 'fonds'>): string =>
  kind === 'AIP' ? `urn:${fonds}:uuid:${id.toUpperCase()}` : `uuid-${id.toUpperCase()}`

export const folderOf = (objectId: string): string => objectId.replaceAll(':', '_')
