import { acceptedValue } from '#kernel/result.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import {
  acceptDossier,
  agreeOutcome,
  assignDossier,
  draftOutcome,
  findIssuedResult,
  findOutcome,
  prefillOutcome,
  sealOutcome,
  signOutcome,
} from '#modules/dossiers/index.ts'
import type { DemoHouse } from './demo-house.ts'
import { type FiledBirth, fileBirth } from './filed-birth.ts'

export type IssuedBirth = FiledBirth & {
  readonly outcomeId: string
  readonly notation: string
  readonly pdf: Buffer
}

/** A birth whose result is agreed and waits for the signature of the leader `hycuong.chutich`. */
export const awaitedBirth = async (house: DemoHouse, login = 'minh'): Promise<FiledBirth> => {
  const { deps } = house
  const filed = await fileBirth(house, login)
  const dossierId = filed.id
  acceptedValue(await acceptDossier(deps, await house.officer('hycuong.motcua'), { dossierId, note: '' }))
  const handler = await house.officer('hycuong.hotich')
  const head = await house.officer('hycuong.chanhvanphong')
  acceptedValue(await assignDossier(deps, head, { dossierId, officerId: handler.officerId, note: '' }))
  const values = await prefillOutcome(deps, dossierId, 'granted')
  acceptedValue(await draftOutcome(deps, handler, { dossierId, kind: 'granted', values, submit: true, note: '' }))
  acceptedValue(await agreeOutcome(deps, head, { dossierId, note: '' }))
  return filed
}

/** A birth that went through every hand up to the sealed certificate. */
export const issueBirth = async (house: DemoHouse, login = 'minh'): Promise<IssuedBirth> => {
  const { deps } = house
  const filed = await awaitedBirth(house, login)
  const dossierId = filed.id
  const outcome = await findOutcome(deps.database, deps.sealing, dossierId)
  const leader = await house.officer('hycuong.chutich')
  acceptedValue(await signOutcome(deps, leader, { dossierId, version: outcome?.version ?? 0 }))
  acceptedValue(await sealOutcome(deps, await house.officer('hycuong.vanthu'), { dossierId }))
  const issued = await findIssuedResult(deps.database, dossierId)
  const file = issued === null ? null : await findAttachment(deps.database, issued.attachmentId)
  if (issued === null || file === null) throw new Error('nothing was issued')
  return { ...filed, outcomeId: issued.id, notation: issued.notation, pdf: await deps.files.read(file.sha256) }
}
