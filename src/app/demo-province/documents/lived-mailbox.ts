import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { slug } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { mailboxKey } from '#modules/official-documents/domain/index.ts'
import { type DocumentDeps, keepAddress } from '#modules/official-documents/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { recordSetting } from '#platform/settings/settings.ts'

type Registry = { readonly agencyId: string; readonly clerk: OfficerActor }

/** The agency has an official mailbox, and what waits in it at the local mail server is fetched as soon as jobs run. */
const openMailbox = async (database: Database, { agencyId, clerk }: Registry, at: Temporal.Instant): Promise<void> => {
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

/** Receivers outside that registries of the demonstration write to, with addresses that lead nowhere. */
export const demoReceiver = 'Bưu điện tỉnh Phú Thọ'
const addressBook = [
  { name: demoReceiver, email: 'vanthu@buudien-phutho.example', address: '' },
  { name: 'Ban Chỉ huy Quân sự', email: '', address: 'Đường Hùng Vương, Việt Trì' },
] as const

/** The registry knows some receivers outside: what is issued from now on goes to them by itself. */
const fillAddressBook = async (deps: DocumentDeps, { agencyId, clerk }: Registry): Promise<void> => {
  for (const line of addressBook) acceptedValue(await keepAddress(deps, clerk, { id: newId(), agencyId, ...line }))
}

/** What a registry needs for letters, those that come and those that go. */
export const openMail = async (deps: DocumentDeps, registry: Registry, at: Temporal.Instant): Promise<void> => {
  await openMailbox(deps.database, registry, at)
  await fillAddressBook(deps, registry)
}
