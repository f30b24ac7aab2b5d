import { sql } from 'kysely'
import type { Dong } from '#kernel/money.ts'
import { type Temporal, zone } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

/** How what the platform states and what is booked here stand to each other; all but `same` wants a person. */
export const statementKinds = [
  'same',
  'not-booked',
  'amount-differs',
  'other-transaction',
  'repeated',
  'unknown',
  'not-stated',
] as const
export type StatementKind = (typeof statementKinds)[number]

export type StatementDifference = {
  readonly kind: Exclude<StatementKind, 'same'>
  readonly transactionId: string
  readonly reference: string
  readonly stated: Dong | null
  readonly booked: Dong | null
  readonly paymentId: string | null
  readonly dossierId: string | null
  readonly code: string | null
}

export type StatementSum = {
  readonly kind: StatementKind
  readonly count: number
  readonly stated: Dong
  readonly booked: Dong
}

export type DayOfPayments = {
  readonly statement: { readonly fileName: string; readonly by: string; readonly at: Temporal.Instant } | null
  readonly sums: readonly StatementSum[]
  readonly differences: readonly StatementDifference[]
}

/** A payment just before midnight may stand in the statement of the day beside: lines of both are looked through. */
const judged = (day: Temporal.PlainDate) => {
  const date = day.toString()
  const [from, until] = [day, day.add({ days: 1 })].map((one) => one.toZonedDateTime(zone).toInstant())
  return sql`
    line as (
      select *, row_number() over (partition by transaction_id order by seq) as nth
      from payment_statement_line where day = ${date}::date
    ),
    judged as (
      select l.transaction_id, l.reference, l.amount as stated, case when p.state = 'paid' then p.amount end as booked,
        p.id as payment_id, p.dossier_id,
        case when l.nth > 1 then 'repeated' when p.id is null then 'unknown' when p.state <> 'paid' then 'not-booked'
          when p.transaction_id is distinct from l.transaction_id then 'other-transaction'
          when p.amount <> l.amount then 'amount-differs' else 'same' end as kind
      from line l left join payment p on p.reference = l.reference and p.method = 'platform'
      union all
      select coalesce(p.transaction_id, ''), p.reference, null, p.amount, p.id, p.dossier_id, 'not-stated'
      from payment p
      where p.method = 'platform' and p.state = 'paid' and p.paid_at >= ${from} and p.paid_at < ${until}
        and not exists (
          select from payment_statement_line l
          where l.day between ${date}::date - 1 and ${date}::date + 1 and l.reference = p.reference
        )
    )`
}

/** The statement of a day held against what is booked: what agrees is summed up, what differs is listed, at most `limit`. */
export const dayOfPayments = async (reader: Reader, day: Temporal.PlainDate, limit: number): Promise<DayOfPayments> => {
  const head = await reader
    .selectFrom('payment_statement as s')
    .innerJoin('officer as o', 'o.id', 's.taken_by')
    .select(['s.file_name as fileName', 'o.full_name as by', 's.taken_at as at'])
    .where('s.day', '=', sql<never>`${day.toString()}::date`)
    .executeTakeFirst()
  const sums = await sql<StatementSum>`
    with ${judged(day)} select kind, count(*)::int as count, coalesce(sum(stated), 0)::bigint as stated,
      coalesce(sum(booked), 0)::bigint as booked from judged group by kind`.execute(reader)
  const differences = await sql<StatementDifference>`
    with ${judged(day)} select j.kind, j.transaction_id as "transactionId", j.reference, j.stated, j.booked,
      j.payment_id as "paymentId", j.dossier_id as "dossierId", d.code
    from judged j left join dossier d on d.id = j.dossier_id
    where j.kind <> 'same' order by array_position(${[...statementKinds]}::text[], j.kind), j.transaction_id, j.reference
    limit ${limit}`.execute(reader)
  return { statement: head ?? null, sums: sums.rows, differences: differences.rows }
}
