import { sql } from 'kysely'
import { z } from 'zod'
import { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

export type Receiver = {
  readonly id: string
  readonly name: string
  readonly channel: string
  readonly state: string
  readonly way: string
  readonly address: string
  readonly tracking: string
  readonly sentAt: Temporal.Instant | null
  readonly recallConfirmedAt: Temporal.Instant | null
  /** What was sent to it by e-mail, the first one first. */
  readonly mails: readonly ReceiverMail[]
  /** On this system: its state is that of the document there. */
  readonly isInside: boolean
}

const ReceiverMail = z.strictObject({
  kind: z.enum(['issue', 'recall', 'replacement', 'correction']),
  state: z.enum(['waiting', 'sent', 'kept', 'refused', 'given-up', 'stopped']),
  address: z.string(),
  attempts: z.int(),
  fault: z.string(),
  at: z.string().transform(Temporal.Instant.from),
})
export type ReceiverMail = z.infer<typeof ReceiverMail>

/** To whom a document went and what each has done with it; at agencies on this system as the document there stands now. */
export const listReceivers = async (reader: Reader, documentId: string): Promise<readonly Receiver[]> => {
  const answer = await sql<Omit<Receiver, 'mails'> & { readonly mails: unknown }>`
    select r.id, r.name, r.channel, r.way, r.address, r.tracking, r.sent_at as "sentAt", r.recall_confirmed_at as "recallConfirmedAt",
      r.received_document_id is not null as "isInside",
      coalesce((select jsonb_agg(jsonb_build_object('kind', m.kind, 'state', m.state, 'address', m.address, 'attempts', m.attempts,
        'fault', m.fault, 'at', coalesce(m.ended_at, m.asked_at)) order by m.asked_at, m.id)
        from document_mailing m where m.recipient_id = r.id), '[]') as mails,
      case when r.received_document_id is null or r.state = 'recalled' then r.state
        when there.state = 'returned' then 'refused'
        when there.state = 'arrived' and there.register_number is not null then 'registered'
        else there.state end as state
    from document_recipient r left join official_document there on there.id = r.received_document_id
    where r.document_id = ${documentId} order by r.position limit 2000`.execute(reader)
  return answer.rows.map((row) => ({ ...row, mails: z.array(ReceiverMail).parse(row.mails) }))
}
