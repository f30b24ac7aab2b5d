import { type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { postForWork } from '#modules/dossiers/domain/index.ts'
import type { HeldPost, OfficerActor, Role } from '#modules/identity/domain/index.ts'
import type { DocumentDeed } from '#modules/processes/domain/index.ts'
import { type NewWorkItem, openWorkItem, openWorkItems } from '#modules/processes/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import { type DocumentRefusal, documentSubject } from '../domain/index.ts'
import type { DocumentScene, DocumentWork } from './scene.ts'

/** An officer at a piece of work on a document, from the post that allows it. */
export type DocumentHand = { readonly item: DocumentWork; readonly post: HeldPost }

/** The open work of the wanted kind that the actor may take; what is given to him comes before what his unit may take. */
export const takeDocumentWork = (
  scene: Pick<DocumentScene, 'work'>,
  actor: OfficerActor,
  ...wanted: readonly DocumentDeed[]
): Result<DocumentHand, DocumentRefusal> => {
  const items = scene.work.filter((item) => item.state === 'open' && wanted.includes(item.deed))
  const mineFirst = [...items].sort(
    (left, right) => Number(right.officerId === actor.officerId) - Number(left.officerId === actor.officerId),
  )
  for (const item of mineFirst) {
    const post = postForWork(actor, item)
    if (post !== undefined) return { ok: true, value: { item, post } }
  }
  return refuse({ code: items.length > 0 ? 'document.not-permitted' : 'document.work-done-already' })
}

export type NewDocumentWork = {
  readonly documentId: string
  /** Told apart from other open work on the same document. */
  readonly stepKey: string
  readonly deed: DocumentDeed
  readonly role: Role
  readonly agencyId: string
  readonly unitId: string | null
  readonly officerId: string | null
  readonly at: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
  readonly givenBy: string | null
}

const asWorkItem = (work: NewDocumentWork): NewWorkItem => ({
  subjectKind: documentSubject,
  subjectId: work.documentId,
  definitionId: null,
  stepKey: work.stepKey,
  deed: work.deed,
  role: work.role,
  agencyId: work.agencyId,
  unitId: work.unitId,
  officerId: work.officerId,
  openedAt: work.at,
  dueAt: work.dueAt,
  subjectDueAt: null,
  criticalAt: work.dueAt,
  limitMinutes: null,
  givenBy: work.givenBy,
})

export const openDocumentWork = (tx: Tx, work: NewDocumentWork): Promise<string> => openWorkItem(tx, asWorkItem(work))

/** A piece of work on each of many documents, in one statement. */
export const openManyDocumentWork = (tx: Tx, work: readonly NewDocumentWork[]): Promise<void> =>
  openWorkItems(tx, work.map(asWorkItem))
