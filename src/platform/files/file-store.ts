import type { Readable } from 'node:stream'
import type { Temporal } from '#kernel/time.ts'

/** Where the bytes of files lie, by the SHA-256 of their content. Bytes are durable before `put` answers. */
export type FileStore = {
  readonly put: (content: Uint8Array | Readable) => Promise<StoredContent>
  readonly read: (sha256: string) => Promise<Buffer>
  readonly stream: (sha256: string) => Readable
}

/** Held shared while a backup copies files; whoever removes one takes it for itself, for a moment. */
export const advisoryLockOfSweep = 442_003

/** A store from which content that nobody names can be taken away. */
export type SweptFileStore = FileStore & {
  /** Takes content away unless it was written again since; false when it stays. */
  readonly remove: (sha256: string, unwrittenSince: Temporal.Instant) => Promise<boolean>
  /** Takes away what writers left half when the machine stopped. */
  readonly dropUnfinished: (since: Temporal.Instant) => Promise<void>
}

export type StoredContent = { readonly sha256: string; readonly sizeBytes: number }

/** Content that grew past what was allowed while it was being stored. */
export class ContentTooLarge extends Error {
  readonly limitBytes: number
  constructor(limitBytes: number) {
    super(`content is larger than ${limitBytes} bytes`)
    this.limitBytes = limitBytes
  }
}
