import { isUuid } from '#kernel/ids.ts'
import { formatInstant, type Temporal } from '#kernel/time.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import { listWork, type WorkMoment, type WorkRow, workLevels } from '#modules/dossiers/index.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import { findDocumentType } from '#modules/official-documents/domain/index.ts'
import { listAwaited } from '#modules/official-documents/index.ts'
import { mostInBatch } from '#modules/signatures/domain/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { signerRoles } from '#web/http/frames/officer-places.ts'
import { type Answer, notFound, type PageRequest, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import {
  NumberingPage,
  type OpenPaperView,
  type QueuedPaperView,
  SigningPage,
} from '#web/ui/views/officer/signing-pages/paper-queue.tsx'
import type { ActScene } from '../acts/act.ts'
import { sendBackView } from '../acts/handling-acts.ts'
import { sealView, signView } from '../acts/signing-acts.ts'
import { chosenDocument, documentsOf, viewerOf } from '../dossier/documents.ts'
import { type DossierScene, loadDossier } from '../dossier/load-dossier.ts'
import { dueText, levelAt } from '../list/due-text.ts'
import { dossierPath, wholeList } from '../list/list-address.ts'
import { workMoment } from '../list/load-list.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'
import { procedureTitle } from '../procedure-title.ts'
import { partText } from '../signing-rules/order-view.ts'
import { manyPath } from './batch-scene.ts'

/** Papers that wait for one deed: the signature of a leader, the number and seal of a clerk. */
type Queue = {
  readonly path: string
  readonly deed: 'sign' | 'number'
  readonly roles: readonly Role[]
  readonly mainAct: (act: ActScene) => OfficerActView
}

const signingQueue: Queue = { path: '/can-bo/ky-so', deed: 'sign', roles: signerRoles, mainAct: signView }
const numberingQueue: Queue = { path: '/can-bo/van-thu', deed: 'number', roles: ['clerk'], mainAct: sealView }

const mostShown = 100

type Queued = { readonly at: Temporal.Instant | null; readonly view: QueuedPaperView }

/** Documents have a page of their own, on which they are signed or numbered one by one. */
const documentRows = async (
  request: PageRequest,
  queue: Queue,
  workingTime: WorkingTime,
  moment: WorkMoment,
): Promise<readonly Queued[]> => {
  const asked = { deed: queue.deed, limit: mostShown }
  const t = messages(request.locale)
  const papers = await listAwaited(request.province.database, officerOf(request), request.now, asked)
  return papers.map(({ dueAt: at, ...paper }) => {
    const level = levelAt(moment, at)
    const view = {
      id: paper.id,
      href: documentPath(paper.id),
      name: paper.subject,
      code: findDocumentType(paper.typeCode)?.name ?? '',
      sub: [partText(t, paper.part), paper.drafter ?? ''].filter((part) => part !== '').join(' · '),
      ...(at === null ? {} : { due: { level, text: dueText(t, workingTime, level, at, moment.now) } }),
    }
    return { at, view }
  })
}

/** What presses most stands first, of either kind; what has no limit last. */
const pressingFirst = (one: Queued, other: Queued): number =>
  (one.at?.epochMilliseconds ?? Number.POSITIVE_INFINITY) - (other.at?.epochMilliseconds ?? Number.POSITIVE_INFINITY) ||
  0

const loadQueue = async (request: PageRequest, queue: Queue) => {
  const { database, workingTime: source } = request.deps.dossiers(request.province)
  const workingTime = await source(database)
  const moment = workMoment(workingTime, request.now)
  const [rows, documents] = await Promise.all([
    listWork(database, officerOf(request), {
      filter: { scope: 'all', deed: queue.deed, field: null },
      moment,
      levels: workLevels,
      after: null,
      limit: mostShown,
    }),
    documentRows(request, queue, workingTime, moment),
  ])
  const t = messages(request.locale)
  const dossiers = rows.map((row): Queued => {
    const due = { level: row.level, text: dueText(t, workingTime, row.level, row.pressingAt, request.now) }
    const view = {
      id: row.itemId,
      href: `${queue.path}/${row.dossierId}`,
      name: procedureTitle(row.procedureName),
      code: row.code,
      sub: row.ownerName,
      due,
      isOpen: row.dossierId === request.params.id,
    }
    return { at: row.pressingAt, view }
  })
  return { rows, papers: [...documents, ...dossiers].sort(pressingFirst).map(({ view }) => view) }
}

/** Where one goes when this one is done: the next that waits, else the list. */
const nextOf = (queue: Queue, rows: readonly WorkRow[], id: string): string => {
  const next = rows.find((row) => row.dossierId !== id)
  return next === undefined ? queue.path : `${queue.path}/${next.dossierId}`
}

const withNext = (view: OfficerActView, next: string): OfficerActView =>
  'target' in view ? { ...view, target: { ...view.target, hidden: { ...view.target.hidden, _tiep: next } } } : view

const openPaper = (request: PageRequest, queue: Queue, scene: DossierScene, next: string): OpenPaperView | null => {
  const t = messages(request.locale)
  const { dossier } = scene
  const { outcome } = dossier
  const documents = documentsOf(t, scene)
  const shown = chosenDocument(documents, scene, '')
  const file = viewerOf(t, documents, shown, { dossierId: dossier.id, address: wholeList })
  if (outcome === null || file === undefined) return null
  const act: ActScene = { request, t, actor: officerOf(request), scene, address: wholeList, failed: null }
  const isWaiting = scene.takable.some(({ work }) => work.deed === queue.deed)
  return {
    name: `${outcome.name}: ${dossier.ownerName}`,
    backHref: queue.path,
    facts: [
      { term: t.officer.factProcedure, value: procedureTitle(dossier.procedureName) },
      { term: t.officer.factKind, value: outcome.kind === 'granted' ? t.officer.draftGranted : t.officer.draftRefused },
      {
        term: t.officer.signingDrafter,
        value: t.officer.factDrafted(outcome.draftedBy, formatInstant(outcome.draftedAt)),
      },
      ...(outcome.signedBy === null || outcome.signedAt === null
        ? []
        : [
            {
              term: t.officer.numberingSigner,
              value: t.officer.factDrafted(outcome.signedBy, formatInstant(outcome.signedAt)),
            },
          ]),
      {
        term: t.officer.factDossier,
        value: <a href={dossierPath(dossier.id)}>{`${dossier.code} · ${t.officer.openWhole}`}</a>,
      },
    ],
    file,
    acts: isWaiting ? [withNext(queue.mainAct(act), next), withNext(sendBackView(act), next)] : [],
  }
}

const show = async (request: PageRequest, queue: Queue, id: string | null): Promise<Answer> => {
  const t = messages(request.locale)
  const scene = id === null ? undefined : isUuid(id) ? await loadDossier(request, officerOf(request), id) : null
  if (scene === null) return notFound
  const { rows, papers } = await loadQueue(request, queue)
  const open = scene === undefined ? undefined : openPaper(request, queue, scene, nextOf(queue, rows, scene.dossier.id))
  if (open === null) return notFound
  const isSigning = queue.deed === 'sign'
  const title = isSigning ? t.officer.signingTitle : t.officer.numberingTitle
  const count = String(Math.min(papers.length, mostInBatch))
  const many = {
    href: manyPath(queue.deed),
    text: isSigning ? t.signingPages.many(count) : t.signingPages.manySeals(count),
  }
  const view = { papers, open, ...(papers.length > 1 ? { many } : {}) }
  const content = isSigning ? <SigningPage t={t} view={view} /> : <NumberingPage t={t} view={view} />
  return page(officerDocument(request, { title, full: true }, content))
}

const routesOf = (queue: Queue): readonly Route[] => [
  {
    method: 'GET',
    path: queue.path,
    access: { officer: queue.roles },
    statementBudget: 3,
    handler: (request) => show(request, queue, null),
  },
  {
    method: 'GET',
    path: `${queue.path}/:id`,
    access: { officer: queue.roles },
    statementBudget: 13,
    handler: (request) => show(request, queue, request.params.id ?? ''),
  },
]

export const queueRoutes: readonly Route[] = [...routesOf(signingQueue), ...routesOf(numberingQueue)]
