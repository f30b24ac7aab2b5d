import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { StatementLine } from '#platform/payment-gateway/pay-plat-statement.ts'

/** Whether the officer collects or answers for money in an agency of the province itself: its account is one for all its agencies. */
export const holdsProvincePost = async (reader: Reader, actor: OfficerActor): Promise<boolean> => {
  const row = await reader
    .selectFrom('agency')
    .select('id')
    .where(
      'id',
      'in',
      sql<string>`(select unnest(${[...agencyIdsWithRole(actor, 'one-stop-officer', 'leader')]}::uuid[]))`,
    )
    .where('level', '=', 'province')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export type NewStatement = {
  readonly day: Temporal.PlainDate
  readonly fileName: string
  readonly by: string
  readonly at: Temporal.Instant
  readonly lines: readonly StatementLine[]
}

/** The last statement of a day counts. */
export const saveStatement = async (tx: Tx, { day, fileName, by, at, lines }: NewStatement): Promise<void> => {
  const [date, rows] = [day.toString(), JSON.stringify(lines)]
  await Promise.all([
    sql`insert into payment_statement (day, file_name, taken_by, taken_at) values (${date}::date, ${fileName}, ${by}, ${at})
      on conflict (day) do update set file_name = excluded.file_name, taken_by = excluded.taken_by, taken_at = excluded.taken_at`.execute(
      tx,
    ),
    sql`delete from payment_statement_line where day = ${date}::date`.execute(tx),
    sql`insert into payment_statement_line (day, seq, transaction_id, reference, amount)
      select ${date}::date, seq, line ->> 'transactionId', line ->> 'reference', (line ->> 'amount')::bigint
      from jsonb_array_elements(${rows}::text::jsonb) with ordinality as given (line, seq)`.execute(tx),
  ])
}
