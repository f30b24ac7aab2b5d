import type { Temporal } from '#kernel/time.ts'
import type { AgencyKind, AgencyLevel } from './organisation.ts'

/** An agency as it is called now. What it was called on another day is asked by that day. */
export type Agency = {
  readonly id: string
  readonly kind: AgencyKind
  readonly level: AgencyLevel
  readonly name: string
  readonly shortName: string
  readonly parentId: string | null
  /** Its code among the agencies of the country, such as `H44.12`. */
  readonly code: string
  readonly communeCode: string | null
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly openingHours: string
  /** How it is written behind the number of a document, such as `UBND`. */
  readonly notation: string
  readonly abolishedOn: Temporal.PlainDate | null
}

/** Whether an agency still works on a day; what was open then has passed to its successor. */
export const isWorkingOn = ({ abolishedOn }: Pick<Agency, 'abolishedOn'>, day: Temporal.PlainDate): boolean =>
  abolishedOn === null || abolishedOn.since(day).sign > 0

/** A place where people hand in dossiers: a desk, or the unit of an agency that keeps one. */
export type ReceivingDesk = {
  readonly agencyId: string
  /** The unit that sits at the desk, where the agency names one. */
  readonly unitId: string | null
  readonly name: string
  readonly agencyName: string
  readonly level: AgencyLevel
  readonly code: string
  readonly communeCode: string | null
  readonly address: string
  readonly phone: string
  readonly openingHours: string
}
