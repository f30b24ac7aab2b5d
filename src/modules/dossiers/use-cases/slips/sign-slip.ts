import { accept, type Result, refuse } from '#kernel/result.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { type HeldKey, signDocument } from '#modules/signatures/index.ts'
import type { TemplateData } from '#platform/pdf/template-data.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { prepareForm } from '#platform/signing/prepare-form.ts'
import type { DossierRefusal } from '../../domain/refusals.ts'
import { slipTitle } from '../../domain/slip-form.ts'
import { findTrackingKey } from '../../store/slip-facts.ts'
import type { Scene } from '../scene.ts'
import type { SigningDeps } from '../sign-outcome.ts'
import { setSlip } from './set-slip.ts'

/** As attachments of a dossier are told apart: not handed in, and shown in its place among the slips. */
export const slipPurpose = 'slip'

/** Sets a slip under its number, has it signed by whose key is in hand, and keeps the file; answers its attachment. */
export const signSlip = async (
  scene: Scene,
  deps: SigningDeps,
  held: HeldKey,
  slip: { readonly form: '04'; readonly notation: string; readonly data: Omit<TemplateData['slip-04'], 'number'> },
): Promise<Result<string, DossierRefusal>> => {
  const { tx, dossier, now } = scene
  const { form, notation, data } = slip
  const { name } = data.signer
  const toSet = { form, notation, madeAt: now, code: dossier.code, trackingKey: await findTrackingKey(tx, dossier.id) }
  const said = { ...data, number: notation, signer: { ...data.signer, digital: true } }
  const made = await setSlip<'slip-04'>(toSet, said, deps.publicUrl)
  const prepared = prepareForm(made.pdf, made.fields)
  if (!prepared.ok) return refuse({ code: 'dossier.signature-refused', why: prepared.refusal })
  const appearance = { kind: 'handwriting', name } as const
  const signed = await signDocument(deps, held, { pdf: prepared.value, field: outcomeFields.leader, appearance })
  if (!signed.ok) return refuse({ code: 'dossier.signature-refused', why: signed.refusal })
  const attachment = await keepMadeFile(tx, {
    owner: { kind: 'dossier', id: dossier.id },
    purpose: slipPurpose,
    name: `${slipTitle(form)} ${notation.replaceAll('/', '-')}.pdf`,
    mediaType: 'application/pdf',
    content: await storeMadeBytes(deps.files, signed.value.pdf),
    madeAt: now,
  })
  return accept(attachment.id)
}
