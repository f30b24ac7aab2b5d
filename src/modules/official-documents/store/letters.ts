import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import { type LetterFault, mailboxKey, type RefusedFile } from '../domain/mailed-letter.ts'

export type AgencyMailbox = { readonly agencyId: string; readonly agencyCode: string; readonly mailbox: string }

/** The mailboxes that agencies have on a day. */
export const listMailboxes = async (reader: Reader, day: Temporal.PlainDate): Promise<readonly AgencyMailbox[]> => {
  const answer = await sql<AgencyMailbox>`
    select a.id as "agencyId", a.code as "agencyCode", s.value #>> '{}' as mailbox from setting s join agency a on a.id::text = s.scope_id
    where s.key = ${mailboxKey.key} and s.scope_kind = 'agency' and s.in_force @> ${day}::date and s.value #>> '{}' <> ''
      and a.abolished_on is null
    order by a.id`.execute(reader)
  return answer.rows
}

export type MailboxPlace = { readonly validity: string; readonly uid: number }

/** Up to where a mailbox has been read; numbers of another validity tell nothing. */
export const findMailboxPlace = async (
  reader: Reader,
  { agencyId, mailbox }: Pick<AgencyMailbox, 'agencyId' | 'mailbox'>,
): Promise<MailboxPlace | null> => {
  const row = await reader
    .selectFrom('mailbox_place')
    .select(['validity', sql<number>`uid::float8`.as('uid')])
    .where('agency_id', '=', agencyId)
    .where('mailbox', '=', mailbox)
    .executeTakeFirst()
  return row ?? null
}

/** Never goes back while the validity stays: two readers at once do not fetch again what one has. */
export const saveMailboxPlace = async (tx: Tx, box: AgencyMailbox, { validity, uid }: MailboxPlace): Promise<void> => {
  await sql`
    insert into mailbox_place as p (agency_id, mailbox, validity, uid) values (${box.agencyId}, ${box.mailbox}, ${validity}, ${uid})
    on conflict (agency_id, mailbox) do update set validity = excluded.validity,
      uid = case when p.validity = excluded.validity then greatest(p.uid, excluded.uid) else excluded.uid end`.execute(
    tx,
  )
}

export type NewLetter = AgencyMailbox & {
  readonly id: string
  readonly digest: Uint8Array
  readonly messageId: string
  readonly senderName: string
  readonly senderAddress: string
  readonly subject: string
  readonly body: string
  readonly sentAt: Temporal.Instant | null
  readonly fetchedAt: Temporal.Instant
  readonly sizeBytes: number
  readonly fault: LetterFault
  readonly refused: readonly RefusedFile[]
}

/** False: the agency has it already. */
export const insertLetter = async (tx: Tx, letter: NewLetter): Promise<boolean> => {
  const row = await tx
    .insertInto('mailed_letter')
    .values({
      id: letter.id,
      agency_id: letter.agencyId,
      mailbox: letter.mailbox,
      digest: Buffer.from(letter.digest),
      message_id: letter.messageId,
      sender_name: letter.senderName,
      sender_address: letter.senderAddress,
      subject: letter.subject,
      body: letter.body,
      sent_at: letter.sentAt,
      fetched_at: letter.fetchedAt,
      size_bytes: letter.sizeBytes,
      fault: letter.fault,
      refused: jsonb(letter.refused),
    })
    .onConflict((conflict) => conflict.columns(['agency_id', 'digest']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export type LetterState = { readonly agencyId: string; readonly isWaiting: boolean }

/** Locked until the transaction ends; null: no letter has this id. */
export const findLetterForUpdate = async (tx: Tx, id: string): Promise<LetterState | null> => {
  const row = await tx
    .selectFrom('mailed_letter')
    .select(['agency_id', 'taken_at', 'aside_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined
    ? null
    : { agencyId: row.agency_id, isWaiting: row.taken_at === null && row.aside_at === null }
}

export const markLetterTaken = async (tx: Tx, id: string, now: Temporal.Instant): Promise<void> => {
  await tx.updateTable('mailed_letter').set({ taken_at: now }).where('id', '=', id).execute()
}

export const markLetterAside = async (
  tx: Tx,
  id: string,
  aside: { readonly at: Temporal.Instant; readonly by: string; readonly reason: string },
): Promise<void> => {
  await tx
    .updateTable('mailed_letter')
    .set({ aside_at: aside.at, aside_by: aside.by, aside_reason: aside.reason })
    .where('id', '=', id)
    .execute()
}

/** One that was put aside before a moment and still has its words, locked; what another sweep holds is left to it. */
export const lockLetterToSweep = async (tx: Tx, before: Temporal.Instant): Promise<string | null> => {
  const row = await tx
    .selectFrom('mailed_letter')
    .select('id')
    .where('aside_at', '<', before)
    .where('swept_at', 'is', null)
    .where('taken_at', 'is', null)
    .orderBy('aside_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row?.id ?? null
}

/** Its digest stays, so that it is known when a server brings it again. */
export const emptyLetter = async (tx: Tx, id: string, at: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('mailed_letter')
    .set({ subject: '', body: '', sender_name: '', sender_address: '', message_id: '', refused: '[]', swept_at: at })
    .where('id', '=', id)
    .execute()
}
