import { isUuid } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import type { Attachment } from '#modules/attachments/domain/index.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import { type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { documentSubject } from '#modules/official-documents/domain/index.ts'
import {
  type DocumentLook,
  type DocumentWorkLine,
  type IncomingFacts,
  incomingForOfficer,
  type LinkedDocument,
  listDocumentLooks,
  listDocumentWork,
  listLinked,
  listOpinions,
  listRoutingTargets,
  noteDocumentLook,
  type ProposedTarget,
  proposeTarget,
  type RoutingTarget,
  type SaidOpinion,
} from '#modules/official-documents/index.ts'
import { type JudgedFile, listJudged } from '#modules/signatures/index.ts'
import { listTasksOf, type TaskOfSource } from '#modules/tasks/index.ts'
import type { FormBody, PageRequest } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { officerOf } from '../officer-of.ts'
import { type LoadedIncoming, loadIncoming } from './incoming-list.tsx'

/** Why an act was not done; what was typed is shown again. */
export type FailedDeed = {
  readonly act: string
  readonly status: number
  readonly text: string
  readonly typed: FormBody
}

/** Everything that the page of a document shows. */
export type IncomingScene = {
  readonly request: PageRequest
  readonly t: Messages
  readonly actor: OfficerActor
  readonly document: IncomingFacts
  readonly opinions: readonly SaidOpinion[]
  readonly work: readonly DocumentWorkLine[]
  readonly linked: readonly LinkedDocument[]
  readonly tasks: readonly TaskOfSource[]
  readonly files: readonly Attachment[]
  readonly judged: readonly JudgedFile[]
  readonly targets: readonly RoutingTarget[]
  /** Who has looked at it; told only to those who keep the registry or answer for it. */
  readonly looks: readonly DocumentLook[]
  /** Whether this officer is of those. */
  readonly mayAudit: boolean
  readonly proposed: ProposedTarget | null
  readonly list: LoadedIncoming
  readonly failed: FailedDeed | null
}

/** Null for who may not see it. */
export const loadIncomingScene = async (
  request: PageRequest,
  id: string,
  failed: FailedDeed | null,
): Promise<IncomingScene | null> => {
  const actor = officerOf(request)
  const { database } = request.deps.dossiers(request.province)
  const { now } = request
  const document = isUuid(id) ? await incomingForOfficer(database, actor, id, now) : null
  if (document === null) return null
  const today = localDate(now)
  const targeting = listRoutingTargets(database, document.agencyId, today.toString())
  const isOfRegistry = ['clerk', 'leader'] as const
  const mayAudit = isOfRegistry.some((role) => postFor(actor, role, document.agencyId) !== undefined)
  const [opinions, work, linked, tasks, files, judged, targets, proposed, looks, list] = await Promise.all([
    listOpinions(database, id),
    listDocumentWork(database, actor, id),
    listLinked(database, actor, id, now),
    listTasksOf(database, actor, { kind: 'document', id }),
    listAttachments(database, { kind: documentSubject, id }),
    listJudged(database, { kind: documentSubject, id }),
    targeting,
    targeting.then((known) => proposeTarget(database, document, known, today)),
    mayAudit ? listDocumentLooks(database, id) : [],
    loadIncoming(request, actor),
    noteDocumentLook(database, actor, id, 'document', now),
  ])
  return {
    request,
    t: messages(request.locale),
    actor,
    document,
    opinions,
    work,
    linked,
    tasks,
    files,
    judged,
    targets,
    proposed,
    looks,
    mayAudit,
    list,
    failed,
  }
}
