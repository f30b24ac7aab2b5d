import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { appearanceOf, type HeldKey, signDocument } from '#modules/signatures/index.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import type { PdfTemplate, TemplateData } from '#platform/pdf/template-data.ts'
import type { Appearance } from '#platform/signing/appearance/appearance.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { prepareForm } from '#platform/signing/prepare-form.ts'
import type { DossierRefusal } from '../../domain/refusals.ts'
import { slipTitle } from '../../domain/slip-form.ts'
import { findIssuingAgency } from '../../store/outcomes.ts'
import type { SigningDeps } from '../sign-outcome.ts'
import { type SlipToSet, setSlip } from './set-slip.ts'

/** As attachments of a dossier are told apart: not handed in, and shown in its place among the slips. */
export const slipPurpose = 'slip'

type SignedTemplate = Extract<PdfTemplate, 'slip-01' | 'slip-02' | 'slip-03' | 'slip-04' | 'slip-05'>

/** An officer leaves a hand signature over the name, an agency its seal. */
const slipAppearance = async (reader: Reader, held: HeldKey, name: string): Promise<Appearance> => {
  if (held.holder.kind === 'officer') return appearanceOf(reader, { officerId: held.holder.id, fullName: name })
  const agency = await findIssuingAgency(reader, held.holder.id)
  return { kind: 'seal', around: agency.parentName ?? agency.name, middle: agency.name }
}

/** Sets a slip with room for a signature and has it signed by whose key is in hand. */
export const signSlip = async (
  reader: Reader,
  deps: SigningDeps,
  held: HeldKey,
  slip: SlipToSet & { readonly data: TemplateData[SignedTemplate] },
): Promise<Result<StoredContent, DossierRefusal>> => {
  const data = { ...slip.data, signer: { ...slip.data.signer, digital: true } }
  const made = await setSlip(slip, data, deps.publicUrl)
  const prepared = prepareForm(made.pdf, made.fields)
  if (!prepared.ok) return refuse({ code: 'dossier.signature-refused', why: prepared.refusal })
  const appearance = await slipAppearance(reader, held, slip.data.signer.name)
  const signed = await signDocument(deps, held, { pdf: prepared.value, field: outcomeFields.leader, appearance })
  if (!signed.ok) return refuse({ code: 'dossier.signature-refused', why: signed.refusal })
  return accept(await storeMadeBytes(deps.files, signed.value.pdf))
}

/** Keeps the signed file of a slip with its dossier; answers its attachment. */
export const keepSignedSlip = async (
  tx: Tx,
  dossierId: string,
  slip: Pick<SlipToSet, 'form' | 'notation'>,
  content: StoredContent,
  madeAt: Temporal.Instant,
): Promise<string> => {
  const attachment = await keepMadeFile(tx, {
    owner: { kind: 'dossier', id: dossierId },
    purpose: slipPurpose,
    name: `${slipTitle(slip.form)} ${slip.notation.replaceAll('/', '-')}.pdf`,
    mediaType: 'application/pdf',
    content,
    madeAt,
  })
  return attachment.id
}
