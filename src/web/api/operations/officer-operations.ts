import { z } from 'zod'
import { accept } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { addWorkingMinutes } from '#modules/calendar/domain/index.ts'
import { postForWork, ReturnMethod, statuses, statusOf } from '#modules/dossiers/domain/index.ts'
import {
  dossierForOfficer,
  fileForOfficer,
  listHandlers,
  listWork,
  noteLook,
  type OfficerDossier,
  prefillOutcome,
  type WorkRow,
  workLevels,
} from '#modules/dossiers/index.ts'
import type { OfficerActor, Role } from '#modules/identity/domain/index.ts'
import { Deed } from '#modules/processes/domain/index.ts'
import { notThere } from '../api-refusal.ts'
import { type Operation, operation } from '../operation.ts'
import { DossierId, Limit, Moment, rowsUpTo, written } from '../schemas/shared.ts'

/** Who has work on dossiers, or may watch it. */
const dossierRoles = [
  'one-stop-officer',
  'unit-head',
  'handler',
  'leader',
  'clerk',
  'supervisor',
  'auditor',
] as const satisfies readonly Role[]

const Place = z.object({ rank: z.number().int(), pressingAt: z.string().max(40).nullable(), id: z.uuid() })

const readPlace = (after: string | undefined): z.infer<typeof Place> | null => {
  try {
    const place = Place.parse(JSON.parse(Buffer.from(after ?? '', 'base64url').toString('utf8')))
    return place.pressingAt !== null && !Moment.safeParse(place.pressingAt).success ? null : place
  } catch {
    return null
  }
}

const WorkEntry = z.object({
  level: z.enum(workLevels),
  dossierId: z.uuid(),
  code: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  status: z.enum(statuses),
  deed: Deed,
  filedAt: Moment,
  dueAt: Moment.nullable(),
  officerName: z.string().nullable(),
  agencyName: z.string(),
})

const writtenWork = (row: WorkRow): z.infer<typeof WorkEntry> => ({
  ...row,
  status: statusOf(row.statusCode),
  filedAt: row.filedAt.toString(),
  dueAt: written(row.pressingAt),
})

const firstOfEach = (rows: readonly WorkRow[], limit: number): readonly WorkRow[] =>
  workLevels.flatMap((level) => rows.filter((row) => row.level === level).slice(0, limit))

const nextPlace = (row: WorkRow): string => {
  const place = { rank: row.rank, pressingAt: written(row.pressingAt), id: row.itemId }
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

const listOwnWork = operation({
  id: 'listWork',
  group: 'officer',
  method: 'GET',
  path: '/api/v1/work',
  access: { officer: dossierRoles },
  rateLimit: 'search',
  statementBudget: 6,
  query: z.object({
    scope: z.enum(['all', 'mine', 'watched']).default('all'),
    /** Without one the first rows of every level come, and there is no page after. */
    level: z.enum(workLevels).optional(),
    deed: Deed.optional(),
    field: z.string().max(300).optional(),
    after: z.string().max(400).optional(),
    limit: rowsUpTo(100, 50),
  }),
  reply: z.object({ work: z.array(WorkEntry), next: z.string().nullable() }),
  run: async ({ request, deps, actor, query }) => {
    if (actor.kind !== 'officer') return notThere
    const { database } = request.province
    const { calendar, rulesOn } = await deps.workingTime(database)
    const { now } = request
    const { level } = query
    const soonUntil = addWorkingMinutes(calendar, now, rulesOn(localDate(now)).dueSoonMinutes)
    const rows = await listWork(database, actor, {
      filter: { scope: query.scope, deed: query.deed ?? null, field: query.field ?? null },
      moment: { now, soonUntil },
      levels: level === undefined ? workLevels : [level],
      after: level === undefined ? null : readPlace(query.after),
      limit: query.limit + 1,
    })
    if (level === undefined) return accept({ work: firstOfEach(rows, query.limit).map(writtenWork), next: null })
    const shown = rows.slice(0, query.limit)
    const last = rows.length > query.limit ? shown.at(-1) : undefined
    return accept({ work: shown.map(writtenWork), next: last === undefined ? null : nextPlace(last) })
  },
})

const Work = z.object({
  deed: Deed,
  agencyName: z.string(),
  unitName: z.string(),
  officerName: z.string().nullable(),
  state: z.enum(['open', 'paused', 'done', 'sent-back', 'cancelled']),
  openedAt: Moment,
  dueAt: Moment.nullable(),
  /** The caller may take it. */
  isMine: z.boolean(),
})

const OutcomeHead = z.object({
  kind: z.enum(['granted', 'refused']),
  name: z.string(),
  state: z.enum(['draft', 'agreed', 'signed', 'issued']),
  version: z.number(),
  notation: z.string().nullable(),
})

const Dossier = z.object({
  id: z.uuid(),
  code: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  status: z.enum(statuses),
  statusCode: z.number().int(),
  receivingAgency: z.string(),
  decidingAgency: z.string(),
  ownerName: z.string(),
  /** Only its last digits; the page shows the whole number, on record. */
  identityMasked: z.string(),
  ownerPhone: z.string(),
  ownerEmail: z.string(),
  ownerAddress: z.string(),
  returnMethod: ReturnMethod,
  limit: Limit.nullable(),
  filedAt: Moment,
  acceptedAt: Moment.nullable(),
  dueAt: Moment.nullable(),
  finishedAt: Moment.nullable(),
  form: z.record(z.string(), z.unknown()),
  papers: z.array(z.object({ code: z.string(), name: z.string(), required: z.boolean(), isGiven: z.boolean() })),
  files: z.array(z.object({ id: z.uuid(), purpose: z.string(), name: z.string(), mediaType: z.string() })),
  work: z.array(Work),
  outcome: OutcomeHead.nullable(),
})

const writtenDossier = (actor: OfficerActor, dossier: OfficerDossier): z.input<typeof Dossier> => ({
  ...dossier,
  form: { ...dossier.form },
  filedAt: dossier.filedAt.toString(),
  acceptedAt: written(dossier.acceptedAt),
  dueAt: written(dossier.dueAt),
  finishedAt: written(dossier.finishedAt),
  work: dossier.work.map((item) => ({
    ...item,
    openedAt: item.openedAt.toString(),
    dueAt: written(item.dueAt),
    isMine: item.state === 'open' && postForWork(actor, item) !== undefined,
  })),
})

const readDossier = operation({
  id: 'readDossier',
  group: 'officer',
  method: 'GET',
  path: '/api/v1/dossiers/:id',
  access: { officer: dossierRoles },
  statementBudget: 2,
  params: DossierId,
  reply: Dossier,
  run: async ({ request, deps, actor, params }) => {
    if (actor.kind !== 'officer') return notThere
    const { database } = request.province
    const dossier = await dossierForOfficer(database, deps.sealing, actor, params.id, request.now)
    if (dossier === null) return notThere
    await noteLook(database, actor, params.id, 'dossier', request.now)
    return accept(writtenDossier(actor, dossier))
  },
})

const readFile = operation({
  id: 'readDossierFile',
  group: 'officer',
  method: 'GET',
  path: '/api/v1/dossiers/:id/files/:fileId',
  access: { officer: dossierRoles },
  rateLimit: 'file',
  statementBudget: 2,
  params: DossierId.extend({ fileId: z.uuid() }),
  reply: 'file',
  run: async ({ request, deps, actor, params }) => {
    if (actor.kind !== 'officer') return notThere
    const { database } = request.province
    const place = { dossierId: params.id, attachmentId: params.fileId }
    const file = await fileForOfficer(database, actor, place, request.now)
    if (file === null) return notThere
    await noteLook(database, actor, params.id, 'file', request.now)
    const { name, mediaType, sizeBytes } = file
    return accept({ content: deps.files.stream(file.sha256), name, mediaType, sizeBytes })
  },
})

const Handler = z.object({ officerId: z.uuid(), fullName: z.string(), title: z.string(), openWork: z.number() })

const listOwnHandlers = operation({
  id: 'listHandlers',
  group: 'officer',
  method: 'GET',
  path: '/api/v1/dossiers/:id/handlers',
  access: { officer: ['unit-head'] },
  statementBudget: 2,
  params: DossierId,
  reply: z.object({ handlers: z.array(Handler) }),
  run: async ({ request, deps, actor, params }) => {
    if (actor.kind !== 'officer') return notThere
    const { database } = request.province
    const dossier = await dossierForOfficer(database, deps.sealing, actor, params.id, request.now)
    if (dossier === null) return notThere
    const waiting = dossier.work.find((item) => item.deed === 'assign' && item.state === 'open')
    if (waiting === undefined || postForWork(actor, waiting) === undefined) return accept({ handlers: [] })
    const { agencyId, unitId } = waiting
    return accept({ handlers: [...(await listHandlers(database, { agencyId, unitId }))] })
  },
})

/** What the draft of a result would begin with. It holds the owner's identity number, so only the handler at work sees it, on record. */
const readOutcomeValues = operation({
  id: 'readOutcomeValues',
  group: 'officer',
  method: 'GET',
  path: '/api/v1/dossiers/:id/outcome-values',
  access: { officer: ['handler'] },
  statementBudget: 9,
  params: DossierId,
  query: z.object({ kind: z.enum(['granted', 'refused']).default('granted') }),
  reply: z.object({ values: z.record(z.string(), z.string()) }),
  run: async ({ request, deps, actor, params, query }) => {
    if (actor.kind !== 'officer') return notThere
    const { database } = request.province
    const dossier = await dossierForOfficer(database, deps.sealing, actor, params.id, request.now)
    const isAtWork = dossier?.work.some(
      (item) => item.deed === 'handle' && item.state === 'open' && postForWork(actor, item) !== undefined,
    )
    if (isAtWork !== true) return notThere
    await noteLook(database, actor, params.id, 'identity', request.now)
    return accept({ values: { ...(await prefillOutcome(deps, params.id, query.kind)) } })
  },
})

export const officerOperations: readonly Operation[] = [
  listOwnWork,
  readDossier,
  readFile,
  listOwnHandlers,
  readOutcomeValues,
]
