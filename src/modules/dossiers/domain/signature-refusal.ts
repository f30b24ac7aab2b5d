import type { SignatureRefusal } from '#modules/signatures/domain/index.ts'
import type { DossierRefusal } from './refusals.ts'

/** What keeps an outcome from being signed or sealed, as a refusal of the dossier. */
export const refusalOfSignature = (refusal: DossierRefusal | SignatureRefusal): DossierRefusal =>
  isOfDossier(refusal) ? refusal : { code: 'dossier.signature-refused', why: refusal }

const isOfDossier = (refusal: DossierRefusal | SignatureRefusal): refusal is DossierRefusal =>
  refusal.code.startsWith('dossier.')
