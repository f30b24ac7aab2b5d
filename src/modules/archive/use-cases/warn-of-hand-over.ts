import { accept } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { handOverRules } from '#modules/work-files/domain/index.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { findSetting } from '#platform/settings/settings.ts'
import { listToWarn } from '../queries/hand-overs.ts'
import { markWarned } from '../store/hand-overs.ts'
import type { ArchiveDeps } from './hand-over/on-hand-over.ts'

/** What a keeper is told of files that are due or overdue. */
export type HandOverLetter = {
  readonly accountId: string
  readonly to: string
  readonly files: readonly { readonly title: string; readonly by: Temporal.PlainDate; readonly isOverdue: boolean }[]
}

/** An overdue file is brought to mind again after so many days. */
const againAfterDays = 30

/**
 * Tells keepers of files that are to be handed over within the days of the rule, once, and of overdue ones each month. `write` puts the letter
 * into the transaction that keeps that it was written. @legal ND-30-2020 Phụ lục VI
 */
export const warnOfHandOver = async (
  { database, clock }: Pick<ArchiveDeps, 'clock'> & { readonly database: Database },
  write: (tx: Tx, letter: HandOverLetter) => Promise<void>,
): Promise<number> => {
  const now = clock.now()
  const today = localDate(now)
  const { warningDays } = (await findSetting(database, handOverRules, today))?.value ?? handOverRules.whenUndecided
  const since = now.subtract({ hours: 24 * againAfterDays })
  const keepers = await listToWarn(database, today, today.add({ days: warningDays }), since)
  for (const { accountId, email, files } of keepers)
    await inTransaction(database, async (tx) => {
      const told = files.map(({ title, by }) => {
        const day = Temporal.PlainDate.from(by)
        return { title, by: day, isOverdue: Temporal.PlainDate.compare(day, today) < 0 }
      })
      await markWarned(
        tx,
        files.map(({ id }) => id),
        now,
      )
      await write(tx, { accountId, to: email, files: told })
      return accept(null)
    })
  return keepers.length
}
