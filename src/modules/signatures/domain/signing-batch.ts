/** One paper of a batch, as it was read when the batch was put together. */
export type BatchItem = {
  readonly position: number
  readonly subject: { readonly kind: string; readonly id: string }
  readonly version: number
  readonly state: 'waiting' | 'signed' | 'refused'
  /** Why it was not signed: the refusal of the deed as it stood. */
  readonly refusal: { readonly code: string } | null
}

export type SigningBatch = { readonly id: string; readonly items: readonly BatchItem[] }

/** What one confirmation may sign. */
export const mostInBatch = 100

export type BatchRefusal =
  | { readonly code: 'batch.not-permitted' }
  | { readonly code: 'batch.empty' }
  | { readonly code: 'batch.too-many' }
  /** The same paper twice. */
  | { readonly code: 'batch.doubled' }
  | { readonly code: 'batch.not-found' }
  /** It is being signed right now, from another page. */
  | { readonly code: 'batch.running' }

/** How far a batch is. */
export const batchProgress = (batch: SigningBatch) => {
  const count = (state: BatchItem['state']): number => batch.items.filter((item) => item.state === state).length
  return { signed: count('signed'), refused: count('refused'), waiting: count('waiting'), all: batch.items.length }
}
