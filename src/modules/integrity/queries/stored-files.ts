import type { Reader } from '#platform/database/connection.ts'

export type StoredFile = { readonly sha256: string; readonly sizeBytes: number }

const batchRows = 2_000

/** All files that rows speak of, a batch at a time. */
export async function* storedFiles(reader: Reader): AsyncGenerator<StoredFile> {
  let after = ''
  for (;;) {
    const batch = await reader
      .selectFrom('stored_file')
      .select(['sha256', 'size_bytes as sizeBytes'])
      .where('sha256', '>', after)
      // What was destroyed by decision is meant to be gone.
      .where('destroyed_at', 'is', null)
      .orderBy('sha256')
      .limit(batchRows)
      .execute()
    yield* batch
    const last = batch.at(-1)
    if (last === undefined || batch.length < batchRows) return
    after = last.sha256
  }
}
