import type { Readable } from 'node:stream'

/** Where the bytes of files lie, by the SHA-256 of their content. Bytes are durable before `put` answers. */
export type FileStore = {
  readonly put: (content: Uint8Array | Readable) => Promise<StoredContent>
  readonly read: (sha256: string) => Promise<Buffer>
  readonly stream: (sha256: string) => Readable
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
