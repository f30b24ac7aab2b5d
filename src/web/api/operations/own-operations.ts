import { z } from 'zod'
import { accept } from '#kernel/result.ts'
import { findAttachment, listAttachments } from '#modules/attachments/index.ts'
import { readDossierCode, statuses } from '#modules/dossiers/domain/index.ts'
import {
  AnswerSupplement,
  answerSupplement,
  attachToSupplement,
  findIssuedResult,
  findOpenRequest,
  findTracked,
  listOwnDossiers,
  listStory,
  type TrackedDossier,
  WithdrawDossier,
  withdrawDossier,
} from '#modules/dossiers/index.ts'
import { GiveRating, giveRating } from '#modules/feedback/index.ts'
import type { CitizenActor } from '#modules/identity/domain/index.ts'
import { moneyOfDossier, requestPayment } from '#modules/payments/index.ts'
import { isOfFile } from '../../refusals/attachment-refusals.ts'
import { notThere, refusedAttachment, refusedDossier, refusedPayment, refusedRating } from '../api-refusal.ts'
import { type ApiCall, type Operation, operation } from '../operation.ts'
import { AddedFile, Done, DossierCode, Moment, rowsUpTo, written } from '../schemas/shared.ts'

type CodeCall = ApiCall<z.infer<typeof DossierCode>, unknown, unknown>

type Own = { readonly actor: CitizenActor; readonly dossier: TrackedDossier }

/** The caller's own dossier; of any other there is none. */
const findOwn = async ({ request, actor, params }: CodeCall): Promise<Own | null> => {
  const code = readDossierCode(params.code)
  if (actor.kind !== 'citizen' || code === null) return null
  const dossier = await findTracked(request.province.database, code)
  return dossier?.accountId === actor.accountId ? { actor, dossier } : null
}

const Head = z.object({
  id: z.uuid(),
  code: z.string(),
  procedureName: z.string(),
  status: z.enum(statuses),
  statusCode: z.number().int(),
  filedAt: Moment,
  dueAt: Moment.nullable(),
})

const OwnList = z.object({ dossiers: z.array(Head.extend({ amountDue: z.number() })), next: z.string().nullable() })

const Place = z.tuple([z.iso.datetime({ offset: true }), z.uuid()])

const readPlace = (after: string | undefined): { readonly filedAt: string; readonly id: string } | null => {
  try {
    const [filedAt, id] = Place.parse(JSON.parse(Buffer.from(after ?? '', 'base64url').toString('utf8')))
    return { filedAt, id }
  } catch {
    return null
  }
}

const listOwn = operation({
  id: 'listOwnDossiers',
  group: 'mine',
  method: 'GET',
  path: '/api/v1/me/dossiers',
  access: 'citizen',
  statementBudget: 1,
  query: z.object({ after: z.string().max(400).optional(), limit: rowsUpTo(100, 20) }),
  reply: OwnList,
  run: async ({ request, actor, query }) => {
    if (actor.kind !== 'citizen') return notThere
    const { database } = request.province
    const rows = await listOwnDossiers(database, actor.accountId, readPlace(query.after), query.limit + 1)
    const shown = rows.slice(0, query.limit)
    const last = rows.length > query.limit ? shown.at(-1) : undefined
    const next = last === undefined ? null : JSON.stringify([last.filedAt.toString(), last.id])
    return accept({
      dossiers: shown.map((row) => ({ ...row, filedAt: row.filedAt.toString(), dueAt: written(row.dueAt) })),
      next: next === null ? null : Buffer.from(next).toString('base64url'),
    })
  },
})

const StoryEntry = z.object({
  kind: z.enum(['step', 'supplement', 'answer', 'slip', 'apology']),
  key: z.string(),
  at: Moment,
  dueAt: Moment.nullable(),
  isOpen: z.boolean(),
  who: z.string(),
  text: z.string(),
})

const Asked = z.object({
  seq: z.number(),
  items: z.array(z.object({ paperCode: z.string(), text: z.string() })),
  reason: z.string(),
  answerBy: Moment.nullable(),
})

const OwnDossier = Head.extend({
  receivingAgency: z.string(),
  decidingAgency: z.string(),
  percent: z.number(),
  acceptedAt: Moment.nullable(),
  finishedAt: Moment.nullable(),
  story: z.array(StoryEntry),
  asked: Asked.nullable(),
  amountDue: z.number(),
  outcome: z.object({ id: z.uuid(), name: z.string(), notation: z.string() }).nullable(),
})

const readOwn = operation({
  id: 'readOwnDossier',
  group: 'mine',
  method: 'GET',
  path: '/api/v1/me/dossiers/:code',
  access: 'citizen',
  statementBudget: 7,
  params: DossierCode,
  reply: OwnDossier,
  run: async (call) => {
    const own = await findOwn(call)
    if (own === null) return notThere
    const { database } = call.request.province
    const { dossier } = own
    const [story, asked, money, outcome] = await Promise.all([
      listStory(database, dossier.id),
      findOpenRequest(database, dossier.id),
      moneyOfDossier(database, dossier.id),
      findIssuedResult(database, dossier.id),
    ])
    return accept({
      ...dossier,
      filedAt: dossier.filedAt.toString(),
      dueAt: written(dossier.dueAt),
      acceptedAt: written(dossier.acceptedAt),
      finishedAt: written(dossier.finishedAt),
      story: story.map((entry) => ({ ...entry, at: entry.at.toString(), dueAt: written(entry.dueAt) })),
      asked: asked === null ? null : { ...asked, items: [...asked.items], answerBy: written(asked.answerBy) },
      amountDue: money.due,
      outcome,
    })
  },
})

const readOwnOutcome = operation({
  id: 'readOwnOutcome',
  group: 'mine',
  method: 'GET',
  path: '/api/v1/me/dossiers/:code/outcome',
  access: 'citizen',
  rateLimit: 'file',
  statementBudget: 3,
  params: DossierCode,
  reply: 'file',
  run: async (call) => {
    const own = await findOwn(call)
    if (own === null) return notThere
    const { database } = call.request.province
    const outcome = await findIssuedResult(database, own.dossier.id)
    const file = outcome === null ? null : await findAttachment(database, outcome.attachmentId)
    if (file === null) return notThere
    const { name, mediaType, sizeBytes } = file
    return accept({ content: call.deps.files.stream(file.sha256), name, mediaType, sizeBytes })
  },
})

const startOwnPayment = operation({
  id: 'startPayment',
  group: 'mine',
  method: 'POST',
  path: '/api/v1/me/dossiers/:code/pay',
  access: 'citizen',
  params: DossierCode,
  reply: z.object({ paymentId: z.uuid(), reference: z.string(), amount: z.number(), redirectUrl: z.url() }),
  run: async (call) => {
    const own = await findOwn(call)
    if (own === null) return notThere
    const { request, t } = call
    const command = { dossierId: own.dossier.id, payerAddress: request.sourceAddress }
    const asked = await requestPayment(request.deps.payments(request.province), own.actor, command)
    return asked.ok ? asked : refusedPayment(t, asked.refusal)
  },
})

const addSupplementFile = operation({
  id: 'addSupplementFile',
  group: 'mine',
  method: 'POST',
  path: '/api/v1/me/dossiers/:code/attachments',
  access: 'citizen',
  rateLimit: 'file',
  upload: true,
  creates: true,
  params: DossierCode,
  reply: AddedFile,
  run: async (call) => {
    const own = await findOwn(call)
    const { request, deps, t } = call
    const [file] = request.files
    const open = own === null ? null : await findOpenRequest(request.province.database, own.dossier.id)
    if (own === null || open === null || file === undefined) return notThere
    const { id: dossierId } = own.dossier
    const command = { dossierId, seq: open.seq, name: file.name, content: file.stream() }
    const added = await attachToSupplement(deps, own.actor, command)
    if (added.ok) return added
    return isOfFile(added.refusal) ? refusedAttachment(t, added.refusal) : notThere
  },
})

const answerOwnSupplement = operation({
  id: 'answerSupplement',
  group: 'mine',
  method: 'POST',
  path: '/api/v1/me/dossiers/:code/supplement',
  access: 'citizen',
  params: DossierCode,
  body: AnswerSupplement.pick({ note: true }),
  reply: Done,
  run: async (call) => {
    const own = await findOwn(call)
    if (own === null) return notThere
    const { database } = call.request.province
    const { dossier } = own
    const open = await findOpenRequest(database, dossier.id)
    const files = await listAttachments(database, { kind: 'supplement', id: dossier.id })
    const words = open === null ? '' : open.items.map((item) => item.text).join(' ')
    const answered = await answerSupplement(call.deps, own.actor, {
      dossierId: dossier.id,
      name: words.slice(0, 2_000),
      attachmentIds: files.map((file) => file.id),
      note: call.body.note,
    })
    return answered.ok ? answered : refusedDossier(call.t, answered.refusal)
  },
})

const withdrawOwn = operation({
  id: 'withdrawDossier',
  group: 'mine',
  method: 'POST',
  path: '/api/v1/me/dossiers/:code/withdraw',
  access: 'citizen',
  params: DossierCode,
  body: WithdrawDossier.pick({ reason: true }),
  reply: Done,
  run: async (call) => {
    const own = await findOwn(call)
    if (own === null) return notThere
    const { reason } = call.body
    const withdrawn = await withdrawDossier(call.deps, own.actor, { dossierId: own.dossier.id, reason })
    return withdrawn.ok ? withdrawn : refusedDossier(call.t, withdrawn.refusal)
  },
})

const rateOwn = operation({
  id: 'rateService',
  group: 'mine',
  method: 'POST',
  path: '/api/v1/me/dossiers/:code/rating',
  access: 'citizen',
  params: DossierCode,
  body: z.strictObject(GiveRating.pick({ score: true, answers: true, comment: true }).shape),
  reply: Done,
  run: async (call) => {
    const own = await findOwn(call)
    if (own === null) return notThere
    const { dossier, actor } = own
    const rated = await giveRating(call.deps, actor, { dossierId: dossier.id, ...call.body })
    return rated.ok ? accept({ code: dossier.code }) : refusedRating(call.t, rated.refusal)
  },
})

export const ownOperations: readonly Operation[] = [
  listOwn,
  readOwn,
  readOwnOutcome,
  startOwnPayment,
  addSupplementFile,
  answerOwnSupplement,
  withdrawOwn,
  rateOwn,
]
