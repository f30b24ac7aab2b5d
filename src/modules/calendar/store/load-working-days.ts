import type { Tx } from '#platform/database/connection.ts'
import type { WorkingDayException } from '../domain/index.ts'

export type WorkingDayToLoad = WorkingDayException & { readonly legalSource: string }

/** Records the days that differ from their weekday. */
export const loadWorkingDays = async (tx: Tx, days: readonly WorkingDayToLoad[]): Promise<void> => {
  if (days.length === 0) return
  await tx
    .insertInto('working_day_exception')
    .values(
      days.map((day) => ({
        date: day.date,
        kind: day.kind,
        name: day.name,
        legal_source: day.legalSource,
        certainty: day.certainty,
      })),
    )
    .execute()
}
