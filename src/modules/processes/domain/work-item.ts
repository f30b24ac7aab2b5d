import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import { StepDeed } from './definition.ts'

/** What may be asked for besides the process: the apology of a late dossier, the head's word on asking for papers again. */
export const asides = ['apologise', 'approve-supplement'] as const

export const Deed = z.enum([...StepDeed.options, ...asides])
/** What is to be done on a dossier: a step of a process, or something besides it. */
export type Deed = z.infer<typeof Deed>

/**
 * What is to be done on a document or a task: send it to whom it concerns, act on it, take note; draft, agree in parallel or in turn, check the
 * legal form, approve, sign, number, issue; report on a task.
 */
export const DocumentDeed = z.enum([
  'route',
  'act',
  'read',
  'draft',
  'agree',
  'check',
  'approve',
  'sign',
  'number',
  'issue',
  'report',
])
export type DocumentDeed = z.infer<typeof DocumentDeed>

export type WorkItemState = 'open' | 'paused' | 'done' | 'sent-back' | 'cancelled'

/** A piece of work that waits for somebody: for one officer, or for whoever holds the role in the agency (and unit). */
export type WorkItem<AnyDeed extends Deed | DocumentDeed = Deed> = {
  readonly id: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly stepKey: string
  readonly deed: AnyDeed
  readonly role: Role
  readonly agencyId: string
  readonly unitId: string | null
  readonly officerId: string | null
  readonly state: WorkItemState
  readonly openedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
  readonly limitMinutes: number | null
}
