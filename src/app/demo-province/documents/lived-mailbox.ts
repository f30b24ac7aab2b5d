import { localDate, type Temporal } from '#kernel/time.ts'
import { slug } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { mailboxKey } from '#modules/official-documents/domain/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { recordSetting } from '#platform/settings/settings.ts'

type Registry = { readonly agencyId: string; readonly clerk: OfficerActor }

/** The agency has an official mailbox, and what waits in it at the local mail server is fetched as soon as jobs run. */
export const openMailbox = async (
  database: Database,
  { agencyId, clerk }: Registry,
  at: Temporal.Instant,
): Promise<void> => {
  const name = clerk.posts.find((post) => post.agencyId === agencyId)?.agencyName ?? 'van-phong'
  await database.transaction().execute(async (tx) => {
    await recordSetting(tx, {
      key: mailboxKey.key,
      scopeKind: 'agency',
      scopeId: agencyId,
      value: `vanthu@${slug(name)}.example`,
      from: localDate(at),
      legalSource: 'DEMO-PROVINCE',
      certainty: 'decided',
      decidedBy: 'demo',
    })
    await enqueue(tx, 'fetch-letters', {}, { jobKey: 'fetch-letters' })
  })
}
