import { createHash, X509Certificate } from 'node:crypto'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

export type TrustedRoot = {
  readonly id: string
  readonly name: string
  readonly certificate: string
  readonly sha256: string
  readonly source: string
}

/** Roots that somebody decided to believe, besides the one of the demonstration. */
export const listAddedRoots = (reader: Reader): Promise<readonly TrustedRoot[]> =>
  reader
    .selectFrom('trusted_root')
    .select(['id', 'name', 'certificate', 'sha256', 'source'])
    .where('withdrawn_at', 'is', null)
    .orderBy('added_at')
    .execute()

export type NewRoot = {
  readonly certificate: Uint8Array
  readonly source: string
  readonly addedBy: string
  readonly at: Temporal.Instant
}

/** Believed again when it was withdrawn before. */
export const saveTrustedRoot = async (tx: Tx, root: NewRoot): Promise<Pick<TrustedRoot, 'id' | 'name' | 'sha256'>> => {
  const certificate = new X509Certificate(root.certificate)
  const name = /(?:^|\n)CN=([^\n]*)/.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll('\n', ', ')
  return tx
    .insertInto('trusted_root')
    .values({
      id: newId(),
      name,
      certificate: certificate.toString(),
      sha256: createHash('sha256').update(certificate.raw).digest('hex'),
      source: root.source,
      added_by: root.addedBy,
      added_at: root.at,
    })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ withdrawn_at: null, source: root.source }))
    .returning(['id', 'name', 'sha256'])
    .executeTakeFirstOrThrow()
}

/** Null when it is not believed today. */
export const findAddedRoot = async (reader: Reader, sha256: string): Promise<TrustedRoot | null> =>
  (await listAddedRoots(reader)).find((root) => root.sha256 === sha256) ?? null

export const withdrawTrustedRoot = async (tx: Tx, sha256: string, at: Temporal.Instant): Promise<void> => {
  await tx.updateTable('trusted_root').set({ withdrawn_at: at }).where('sha256', '=', sha256).execute()
}
