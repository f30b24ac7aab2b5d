import { z } from 'zod'
import { FilingChannel } from '../domain/dossier.ts'
import { DossierIntake } from '../domain/intake.ts'

const ExternalId = z.strictObject({ issuer: z.string().min(1).max(64), id: z.string().min(1).max(64) })

/**
 * A filing of one or more dossiers from any channel. `filingId` is made by the client: the same filing sent again, by a second click or a
 * retrying machine, is answered with what was filed the first time.
 */
export const ReceiveFiling = z.strictObject({
  filingId: z.uuid(),
  channel: FilingChannel,
  origin: z.string().max(200).default(''),
  externalIds: z.array(ExternalId).max(10).default([]),
  dossiers: z.array(DossierIntake).min(1).max(10),
})
export type ReceiveFiling = z.infer<typeof ReceiveFiling>

export type FiledDossier = { readonly id: string; readonly code: string; readonly trackingKey: string }
export type Filed = { readonly filingId: string; readonly dossiers: readonly FiledDossier[]; readonly again: boolean }
