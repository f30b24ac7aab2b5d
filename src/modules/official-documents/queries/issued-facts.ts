import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
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
  /** On this system: its state is that of the document there. */
  readonly isInside: boolean
}

/** To whom a document went and what each has done with it; at agencies on this system as the document there stands now. */
export const listReceivers = async (reader: Reader, documentId: string): Promise<readonly Receiver[]> => {
  const answer = await sql<Receiver>`
    select r.id, r.name, r.channel, r.way, r.address, r.tracking, r.sent_at as "sentAt", r.recall_confirmed_at as "recallConfirmedAt",
      r.received_document_id is not null as "isInside",
      case when r.received_document_id is null or r.state = 'recalled' then r.state
        when there.state = 'returned' then 'refused'
        when there.state = 'arrived' and there.register_number is not null then 'registered'
        else there.state end as state
    from document_recipient r left join official_document there on there.id = r.received_document_id
    where r.document_id = ${documentId} order by r.position limit 2000`.execute(reader)
  return answer.rows
}
