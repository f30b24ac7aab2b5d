import { newId } from '#kernel/ids.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import { giveLastNumberBack, giveNumberBack, nextNumber } from '#platform/counters/next-number.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { Outcome } from './outcomes.ts'

/** A number of a register that waits for the seal of its result. */
export type HeldOutcomeNumber = {
  readonly id: string
  readonly agencyId: string
  readonly registerKey: string
  readonly year: number
  readonly number: number
  readonly heldAt: Temporal.Instant
  /** Since when somebody else may be sealing it too; null: only who took it. */
  readonly leftAt: Temporal.Instant | null
}

const scope = 'register'
type Register = Pick<Outcome, 'agencyId' | 'registerKey'>
const keyOf = ({ agencyId, registerKey }: Register, year: number): string => `${agencyId}:${registerKey}:${year}`

/** The next number of a register, which stays locked until the transaction ends; dated by its moment, over New Year too. */
const takeNumber = async (tx: Tx, register: Register, clock: Clock) => {
  const asked = localDate(clock.now()).year
  const number = await nextNumber(tx, scope, keyOf(register, asked))
  const heldAt = clock.now()
  const { year } = localDate(heldAt)
  if (year === asked) return { number, year, heldAt }
  await giveNumberBack(tx, scope, keyOf(register, asked))
  return { number: await nextNumber(tx, scope, keyOf(register, year)), year, heldAt }
}

export const findHeldOutcomeNumber = async (reader: Reader, outcomeId: string): Promise<HeldOutcomeNumber | null> => {
  const row = await reader
    .selectFrom('outcome_number_hold')
    .select([
      'id',
      'agency_id as agencyId',
      'register_key as registerKey',
      'year',
      'number',
      'held_at as heldAt',
      'left_at as leftAt',
    ])
    .where('outcome_id', '=', outcomeId)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/**
 * The number that a result holds already, or the next of its register, bound to it. What is found may be being sealed by whoever took it: from then on
 * it goes back to the register for neither of the two. The dossier is locked by the caller.
 */
export const takeOutcomeNumber = async (
  tx: Tx,
  outcome: Pick<Outcome, 'id'> & Register,
  clock: Clock,
  heldBy: string,
): Promise<HeldOutcomeNumber> => {
  const held = await findHeldOutcomeNumber(tx, outcome.id)
  if (held !== null) {
    const left = { left_at: clock.now() }
    await tx
      .updateTable('outcome_number_hold')
      .set(left)
      .where('id', '=', held.id)
      .where('left_at', 'is', null)
      .execute()
    return held
  }
  const { number, year, heldAt } = await takeNumber(tx, outcome, clock)
  const { agencyId, registerKey } = outcome
  const taken = { id: newId(), agencyId, registerKey, year, number, heldAt, leftAt: null }
  await tx
    .insertInto('outcome_number_hold')
    .values({
      id: taken.id,
      outcome_id: outcome.id,
      agency_id: agencyId,
      register_key: registerKey,
      year,
      number,
      held_at: heldAt,
      held_by: heldBy,
    })
    .execute()
  return taken
}

/** The result has its number: nothing is held any more. */
export const dropOutcomeHold = async (tx: Tx, { id }: Pick<HeldOutcomeNumber, 'id'>): Promise<void> => {
  await tx.deleteFrom('outcome_number_hold').where('id', '=', id).execute()
}

/** Gives a number back when it is the last one of its register and only this press knows it. False: it stays with its result. */
export const giveBackOutcomeNumber = async (tx: Tx, held: HeldOutcomeNumber): Promise<boolean> => {
  if (held.leftAt !== null || !(await giveLastNumberBack(tx, scope, keyOf(held, held.year), held.number))) return false
  await dropOutcomeHold(tx, held)
  return true
}

/** The result goes another way: its number is given back, or else given up for good with the reason. `by` is null where nobody did it. */
export const giveUpOutcomeNumber = async (
  tx: Tx,
  outcomeId: string,
  voided: { readonly at: Temporal.Instant; readonly by: string | null; readonly reason: string },
): Promise<void> => {
  const held = await findHeldOutcomeNumber(tx, outcomeId)
  if (held === null || (await giveBackOutcomeNumber(tx, held))) return
  await tx
    .updateTable('outcome_number_hold')
    .set({ voided_at: voided.at, voided_by: voided.by, reason: voided.reason })
    .where('id', '=', held.id)
    .execute()
}
