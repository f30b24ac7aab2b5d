import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { OpenWorkGroup } from '../../domain/index.ts'

export type Handing = {
  readonly fromOfficerId: string
  /** Null: released. */
  readonly toOfficerId: string | null
  readonly group: OpenWorkGroup
  readonly byOfficerId: string
  readonly now: Temporal.Instant
}

/** A kind of open work that an officer may have in hand. The module that keeps the rows provides it. */
export type OpenWorkKind = {
  readonly groupsOf: (reader: Reader, officerId: string, day: Temporal.PlainDate) => Promise<readonly OpenWorkGroup[]>
  /** Locks the subjects, gives the work over, and returns the subjects that were touched. */
  readonly handOver: (tx: Tx, handing: Handing) => Promise<readonly string[]>
}
