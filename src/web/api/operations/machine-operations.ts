import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, refuse } from '#kernel/result.ts'
import { FilingChannel } from '#modules/dossiers/domain/index.ts'
import { attachToFiling, ReceiveFiling, receiveFiling } from '#modules/dossiers/index.ts'
import { isOfFile } from '../../refusals/attachment-refusals.ts'
import { notThere, refusedAttachment, refusedDossier } from '../api-refusal.ts'
import { type Operation, operation } from '../operation.ts'
import { AddedFile, FilingId } from '../schemas/shared.ts'

const Filing = ReceiveFiling.omit({ origin: true }).extend({
  /** Made here when the system has none; needed when files were sent for it before. */
  filingId: z.uuid().optional(),
  channel: FilingChannel.extract(['national-portal', 'post', 'other-office']),
  externalIds: ReceiveFiling.shape.externalIds.unwrap().min(1),
})

const Filed = z.object({
  filingId: z.uuid(),
  dossiers: z.array(z.object({ id: z.uuid(), code: z.string(), trackingKey: z.string() })),
  /** It had been filed before; nothing was done now. */
  again: z.boolean(),
})

/** The intake of other systems: the same deed as a filing of the own portal, with the channel and the numbers that the system gave. */
const fileForSystem = operation({
  id: 'receiveFiling',
  group: 'machine',
  method: 'POST',
  path: '/api/v1/filings',
  access: 'machine',
  body: Filing,
  reply: Filed,
  run: async ({ deps, actor, body, t }) => {
    if (actor.kind !== 'machine') return notThere
    const filingId = body.filingId ?? newId()
    const filed = await receiveFiling(deps, actor, { ...body, filingId, origin: actor.name })
    return filed.ok ? accept({ ...filed.value, dossiers: [...filed.value.dossiers] }) : refusedDossier(t, filed.refusal)
  },
})

const addFilingFile = operation({
  id: 'addFilingFile',
  group: 'machine',
  method: 'POST',
  path: '/api/v1/filings/:filingId/attachments',
  access: 'machine',
  upload: true,
  creates: true,
  params: FilingId,
  body: z.object({ paper: z.string().max(80) }),
  reply: AddedFile,
  run: async ({ request, deps, actor, params, body, t }) => {
    const [file] = request.files
    if (actor.kind !== 'machine' || file === undefined) return notThere
    // Files come before the filing: what somebody else prepares, drafts or has filed is not added to from here.
    const { name } = file
    const added = await attachToFiling(deps, actor, {
      filingId: params.filingId,
      paper: body.paper,
      name,
      content: file.stream(),
    })
    if (added.ok) return added
    if (isOfFile(added.refusal)) return refusedAttachment(t, added.refusal)
    return refuse({ status: 409, code: 'filing.known-already', detail: t.api.filingKnown } as const)
  },
})

export const machineOperations: readonly Operation[] = [fileForSystem, addFilingFile]
