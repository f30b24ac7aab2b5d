import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/connection.ts'

/** Where something changed, and by whom; what it was is not told. */
export const Change = z.object({
  subjectId: z.string(),
  /** When the deed was done, in milliseconds of the epoch. */
  at: z.number(),
  /** Who did it; empty for the program itself. */
  by: z.string(),
  /** Whose work it touches: those who took part when it was done. */
  places: z.array(z.object({ agencyId: z.string(), unitId: z.string().nullable() })),
})
export type Change = z.infer<typeof Change>

/** The server takes at most 8,000 bytes with one notification. */
const mostPlaces = 60

export const channelOf = (schemaName: string): string => `${schemaName}.changes`

/** Tells every process that shows pages of the province. Nobody is listening when nobody looks: that is fine. */
export const announceChange = async (database: Database, change: Change): Promise<void> => {
  const told = JSON.stringify({ ...change, places: change.places.slice(0, mostPlaces) })
  await sql`select pg_notify(current_schema() || '.changes', ${told})`.execute(database)
}
