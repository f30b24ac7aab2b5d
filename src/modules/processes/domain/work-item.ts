import type { Temporal } from '#kernel/time.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import type { StepDeed } from './definition.ts'

/** What is to be done: a step of a process, or the apology that a late dossier asks for besides its process. */
export type Deed = StepDeed | 'apologise'

export type WorkItemState = 'open' | 'paused' | 'done' | 'sent-back' | 'cancelled'

/** A piece of work that waits for somebody: for one officer, or for whoever holds the role in the agency (and unit). */
export type WorkItem = {
  readonly id: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly stepKey: string
  readonly deed: Deed
  readonly role: Role
  readonly agencyId: string
  readonly unitId: string | null
  readonly officerId: string | null
  readonly state: WorkItemState
  readonly openedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
  readonly limitMinutes: number | null
}
