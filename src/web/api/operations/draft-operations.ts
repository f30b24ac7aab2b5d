import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import { type DossierRefusal, dossierOfDraft, FilingDraft, filingSteps } from '#modules/dossiers/domain/index.ts'
import {
  attachToFiling,
  type Filed,
  findDraft,
  findFiledDossiers,
  type KeptDraft,
  listDrafts,
  receiveFiling,
  SaveDraft,
  saveDraft,
} from '#modules/dossiers/index.ts'
import type { CitizenActor } from '#modules/identity/domain/index.ts'
import { papersOf } from '#modules/procedures/domain/index.ts'
import type { OfferedProcedure } from '#modules/procedures/index.ts'
import { isOfFile } from '../../refusals/attachment-refusals.ts'
import { notThere, refusedAttachment, refusedDossier } from '../api-refusal.ts'
import { type ApiCall, type Operation, operation } from '../operation.ts'
import { AddedFile, FilingId, Moment } from '../schemas/shared.ts'

const DraftHead = z.object({
  filingId: z.uuid(),
  procedureCode: z.string(),
  procedureName: z.string(),
  step: z.enum(filingSteps),
  updatedAt: Moment,
})

const listOwnDrafts = operation({
  id: 'listDrafts',
  group: 'filing',
  method: 'GET',
  path: '/api/v1/me/drafts',
  access: 'citizen',
  statementBudget: 1,
  reply: z.object({ drafts: z.array(DraftHead) }),
  run: async ({ request, actor }) => {
    if (actor.kind !== 'citizen') return notThere
    const drafts = await listDrafts(request.province.database, actor.accountId)
    return accept({ drafts: drafts.map((draft) => ({ ...draft, updatedAt: draft.updatedAt.toString() })) })
  },
})

// A version is a counter in the database, which ends sooner than the numbers of JSON.
const SaveDraftBody = SaveDraft.extend({ version: z.number().int().min(0).max(1_000_000_000) })

const saveOwnDraft = operation({
  id: 'saveDraft',
  group: 'filing',
  method: 'POST',
  path: '/api/v1/me/drafts',
  access: 'citizen',
  body: SaveDraftBody,
  reply: z.object({ filingId: z.uuid(), version: z.number() }),
  run: async ({ request, deps, actor, body, t }) => {
    const { database } = request.province
    const offer = await deps.catalogue.findByCode(database, body.draft.procedureCode, localDate(request.now))
    if (offer === null) return refusedDossier(t, { code: 'dossier.procedure-unknown' })
    const saved = await saveDraft(deps, actor, body)
    return saved.ok
      ? accept({ filingId: body.filingId, version: saved.value.version })
      : refusedDossier(t, saved.refusal)
  },
})

type DraftCall = ApiCall<z.infer<typeof FilingId>, unknown, unknown>

type Own = { readonly actor: CitizenActor; readonly kept: KeptDraft }

/** A filing of the caller, still a draft or filed since; of anybody else's there is none. */
const findOwn = async ({ request, deps, actor, params }: DraftCall): Promise<Own | null> => {
  if (actor.kind !== 'citizen') return null
  const kept = await findDraft(request.province.database, deps.sealing, actor.accountId, params.filingId)
  return kept === null ? null : { actor, kept }
}

const Draft = z.object({
  filingId: z.uuid(),
  state: z.enum(['draft', 'filed', 'abandoned']),
  version: z.number(),
  step: z.enum(filingSteps),
  draft: FilingDraft.nullable(),
  attachments: z.array(AddedFile.extend({ paper: z.string() })),
  updatedAt: Moment,
})

const readDraft = operation({
  id: 'readDraft',
  group: 'filing',
  method: 'GET',
  path: '/api/v1/me/drafts/:filingId',
  access: 'citizen',
  statementBudget: 2,
  params: FilingId,
  reply: Draft,
  run: async (call) => {
    const own = await findOwn(call)
    if (own === null) return notThere
    const { kept } = own
    const files = await listAttachments(call.request.province.database, { kind: 'filing', id: kept.filingId })
    const attachments = files.map((file) => ({ ...file, paper: file.purpose }))
    return accept({ ...kept, attachments, updatedAt: kept.updatedAt.toString() })
  },
})

const offerOf = (call: DraftCall, draft: FilingDraft): Promise<OfferedProcedure | null> =>
  call.deps.catalogue.findByCode(call.request.province.database, draft.procedureCode, localDate(call.request.now))

const addDraftFile = operation({
  id: 'addDraftFile',
  group: 'filing',
  method: 'POST',
  path: '/api/v1/me/drafts/:filingId/attachments',
  access: 'citizen',
  rateLimit: 'file',
  upload: true,
  creates: true,
  params: FilingId,
  body: z.object({ paper: z.string().max(80) }),
  reply: AddedFile,
  run: async (call) => {
    const own = await findOwn(call)
    const draft = own?.kept.state === 'draft' ? own.kept.draft : null
    const [file] = call.request.files
    if (own === null || draft === null || file === undefined) return notThere
    const offer = await offerOf(call, draft)
    const { paper } = call.body
    if (offer === null || !papersOf(offer, draft.caseKey).some((one) => one.code === paper))
      return refuse({ status: 422, code: 'draft.paper-unknown', detail: call.t.api.paperUnknown } as const)
    const { name } = file
    const added = await attachToFiling(call.deps, own.actor, {
      filingId: own.kept.filingId,
      paper,
      name,
      content: file.stream(),
    })
    if (added.ok) return added
    return isOfFile(added.refusal) ? refusedAttachment(call.t, added.refusal) : notThere
  },
})

/** Hands a draft in by the same deed as the last page of the filing. */
const handIn = async (
  call: DraftCall,
  actor: CitizenActor,
  draft: FilingDraft,
): Promise<Result<Filed, DossierRefusal>> => {
  const offer = await offerOf(call, draft)
  if (offer === null) return refuse({ code: 'dossier.procedure-unknown' })
  if (!z.uuid().safeParse(draft.receivingAgencyId).success) return refuse({ code: 'dossier.agency-not-competent' })
  const { filingId } = call.params
  const files = await listAttachments(call.request.province.database, { kind: 'filing', id: filingId })
  const dossiers = [dossierOfDraft(offer, draft, files)]
  return receiveFiling(call.deps, actor, { filingId, channel: 'own-portal', origin: '', externalIds: [], dossiers })
}

const FiledReply = z.object({
  filingId: z.uuid(),
  dossiers: z.array(z.object({ id: z.uuid(), code: z.string() })),
  again: z.boolean(),
})

const submitDraft = operation({
  id: 'submitDraft',
  group: 'filing',
  method: 'POST',
  path: '/api/v1/me/drafts/:filingId/submit',
  access: 'citizen',
  rateLimit: 'file',
  params: FilingId,
  // The applicant declares that everything is true, as on the page.
  body: z.strictObject({ declared: z.literal(true) }),
  reply: FiledReply,
  run: async (call) => {
    const own = await findOwn(call)
    if (own === null || own.kept.state === 'abandoned') return notThere
    const { filingId, draft } = own.kept
    if (draft === null) {
      const dossiers = await findFiledDossiers(call.request.province.database, filingId)
      return accept({ filingId, dossiers, again: true })
    }
    const filed = await handIn(call, own.actor, draft)
    return filed.ok
      ? accept({ ...filed.value, dossiers: [...filed.value.dossiers] })
      : refusedDossier(call.t, filed.refusal)
  },
})

export const draftOperations: readonly Operation[] = [listOwnDrafts, saveOwnDraft, readDraft, addDraftFile, submitDraft]
