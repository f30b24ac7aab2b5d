import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import { StepDeed } from './definition.ts'

/** What may be asked for besides the process: the apology of a late dossier, the head's word on asking for papers again. */
export const asides = ['apologise', 'approve-supplement'] as const

export const Deed = z.enum([...StepDeed.options, ...asides])
/** What is to be done: a step of a process, or something besides it. */
export type Deed = z.infer<typeof Deed>

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
