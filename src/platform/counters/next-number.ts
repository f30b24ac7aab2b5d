import { sql } from 'kysely'
import type { Tx } from '../database/connection.ts'

/**
 * The next number of a counter, from 1. The row stays locked until the transaction ends, so that numbers have no gap and no double;
 * take it as late as possible.
 */
export const nextNumber = async (tx: Tx, scope: string, key: string): Promise<number> => {
  const answer = await sql<{ value: number }>`
    insert into counter (scope, key, value) values (${scope}, ${key}, 1)
    on conflict (scope, key) do update set value = counter.value + 1
    returning value`.execute(tx)
  const row = answer.rows[0]
  if (row === undefined) throw new Error(`counter ${scope} gave no number`)
  return row.value
}

/** Gives the number back that this transaction has just taken, as long as nobody else can have seen it. */
export const giveNumberBack = async (tx: Tx, scope: string, key: string): Promise<void> => {
  await sql`update counter set value = value - 1 where scope = ${scope} and key = ${key}`.execute(tx)
}

/** Gives back a number that was taken earlier, when it is still the last one. False when it is not. */
export const giveLastNumberBack = async (tx: Tx, scope: string, key: string, value: number): Promise<boolean> => {
  const answer = await sql`
    update counter set value = value - 1 where scope = ${scope} and key = ${key} and value = ${value} returning value`.execute(
    tx,
  )
  return answer.rows.length > 0
}

/** Goes on from a higher number than the one that this transaction has just taken. */
export const liftNumber = async (tx: Tx, scope: string, key: string, value: number): Promise<void> => {
  await sql`update counter set value = ${value} where scope = ${scope} and key = ${key}`.execute(tx)
}
