import type { WorkingTime } from '#modules/calendar/index.ts'
import { listAwaitedOutcomes, listWork, sealOutcomeWith, signOutcomeWith, workLevels } from '#modules/dossiers/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { findDocumentType } from '#modules/official-documents/domain/index.ts'
import { issueDocumentWith, listAwaited, signOfficialDocumentWith } from '#modules/official-documents/index.ts'
import { type BatchDeedKind, mostInBatch } from '#modules/signatures/domain/index.ts'
import type { BatchDeed } from '#modules/signatures/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { LatenessView } from '#web/ui/parts/badge.tsx'
import { dueText } from '../list/due-text.ts'
import { workMoment } from '../list/load-list.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'
import { procedureTitle } from '../procedure-title.ts'
import { partText } from '../signing-rules/order-view.ts'

/** Where the papers of each deed are looked at one by one. */
export const queuePaths = { sign: '/can-bo/ky-so', number: '/can-bo/van-thu' } as const satisfies Record<
  BatchDeedKind,
  string
>
export const manyPath = (deed: BatchDeedKind): string => `${queuePaths[deed]}/nhieu`

/** What waits for one deed of an officer: a result of a dossier, or an outgoing document. */
export type AwaitedPaper = {
  readonly subject: { readonly kind: 'outcome' | 'official-document'; readonly id: string }
  readonly version: number
  readonly agencyId: string
  /** Without the name of a citizen: it is written down. */
  readonly title: string
  readonly sub: string
  readonly href: string
  readonly due?: LatenessView | undefined
}

const awaitedOutcomes = async (
  request: PageRequest,
  t: Messages,
  deed: BatchDeedKind,
  workingTime: WorkingTime,
): Promise<readonly AwaitedPaper[]> => {
  const { database } = request.province
  const rows = await listWork(database, officerOf(request), {
    filter: { scope: 'all', deed, field: null },
    moment: workMoment(workingTime, request.now),
    levels: workLevels,
    after: null,
    limit: mostInBatch,
  })
  const outcomes = await listAwaitedOutcomes(
    database,
    rows.map((row) => row.dossierId),
  )
  const byDossier = new Map(outcomes.map((outcome) => [outcome.dossierId, outcome]))
  return rows.flatMap((row): readonly AwaitedPaper[] => {
    const outcome = byDossier.get(row.dossierId)
    if (outcome === undefined) return []
    return [
      {
        subject: { kind: 'outcome', id: row.dossierId },
        version: outcome.version,
        agencyId: outcome.agencyId,
        title: t.signingPages.outcomeOf(outcome.name, row.code).slice(0, 400),
        sub: [procedureTitle(row.procedureName), t.signingPages.applicant(row.ownerName)].join(' · '),
        href: `${queuePaths[deed]}/${row.dossierId}`,
        due: { level: row.level, text: dueText(t, workingTime, row.level, row.pressingAt, request.now) },
      },
    ]
  })
}

const awaitedDocuments = async (
  request: PageRequest,
  t: Messages,
  deed: BatchDeedKind,
): Promise<readonly AwaitedPaper[]> => {
  const asked = { deed, limit: mostInBatch }
  const papers = await listAwaited(request.province.database, officerOf(request), request.now, asked)
  return papers.map((paper) => ({
    subject: { kind: 'official-document', id: paper.id },
    version: paper.version,
    agencyId: paper.agencyId,
    title: `${findDocumentType(paper.typeCode)?.name ?? ''} ${paper.subject}`.trim().slice(0, 400),
    sub: [
      partText(t, paper.part),
      t.signingPages.urgencies[paper.urgency] ?? '',
      t.signingPages.drafter(paper.drafter ?? ''),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    href: documentPath(paper.id),
  }))
}

/** What waits, official documents first; at most a hundred, of one agency where a seal is asked for. Four statements. */
export const loadAwaited = async (
  request: PageRequest,
  deed: BatchDeedKind,
  agencyId: string | null,
): Promise<readonly AwaitedPaper[]> => {
  const t = messages(request.locale)
  const { database, workingTime: source } = request.deps.dossiers(request.province)
  const workingTime = await source(database)
  const [documents, outcomes] = await Promise.all([
    awaitedDocuments(request, t, deed),
    awaitedOutcomes(request, t, deed, workingTime),
  ])
  return [...documents, ...outcomes]
    .filter((paper) => agencyId === null || paper.agencyId === agencyId)
    .slice(0, mostInBatch)
}

/** How each kind of paper is signed, or numbered and sealed, with a key in hand. */
export const batchDeeds = (
  request: PageRequest,
  actor: OfficerActor,
  deed: BatchDeedKind,
): Readonly<Record<AwaitedPaper['subject']['kind'], BatchDeed>> => {
  const deps = request.deps.dossiers(request.province)
  if (deed === 'number')
    return {
      outcome: ({ subject }, held, inTurn) => sealOutcomeWith(deps, actor, { dossierId: subject.id }, held, inTurn),
      'official-document': ({ subject }, held, inTurn) =>
        issueDocumentWith(deps, actor, { documentId: subject.id }, held, inTurn),
    }
  return {
    outcome: ({ subject, version }, held) => signOutcomeWith(deps, actor, { dossierId: subject.id, version }, held),
    'official-document': ({ subject, version }, held) =>
      signOfficialDocumentWith(deps, actor, { documentId: subject.id, version }, held),
  }
}
