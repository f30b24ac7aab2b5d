import { accept, type Result, refuse } from '#kernel/result.ts'
import { system } from '#modules/identity/domain/index.ts'
import type { KeyHolder } from '#modules/signatures/domain/index.ts'
import { findKeyInHand, type HeldKey, withKey } from '#modules/signatures/index.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { TemplateData } from '#platform/pdf/template-data.ts'
import type { DossierRefusal } from '../../domain/refusals.ts'
import { refusalOfSignature } from '../../domain/signature-refusal.ts'
import { findDossierForUpdate } from '../../store/dossiers.ts'
import { findUnsignedSlip, giveSlipFile, type UnsignedSlip } from '../../store/slips.ts'
import { recordDeed } from '../scene.ts'
import type { SigningDeps } from '../sign-outcome.ts'
import { keepSignedSlip, signSlip } from './sign-slip.ts'

export const signSlipTask = 'sign-slip'

/** Who may sign a slip, first whose act it was; the seal of a desk without one is that of its agency. */
const signersOf = (slip: UnsignedSlip): readonly KeyHolder[] => [
  ...(slip.officerId === null ? [] : [{ kind: 'officer' as const, id: slip.officerId }]),
  ...[slip.agencyId, slip.superiorId].flatMap((id) => (id === null ? [] : [{ kind: 'agency' as const, id }])),
]

/** The first of them whose key signs without asking anybody; keys on tokens and phones are not tried. */
const chooseSigner = async (deps: SigningDeps, slip: UnsignedSlip): Promise<KeyHolder | null> => {
  for (const holder of signersOf(slip)) {
    const key = await findKeyInHand(deps.database, holder, deps.clock.now())
    if (key?.place === 'pkcs12') return holder
  }
  return null
}

/** What may be otherwise in a while: nobody answered who was asked for the certificate, or for the time. */
const mayPass = (refusal: DossierRefusal): boolean =>
  refusal.code === 'dossier.signature-refused' &&
  ['signature.certificate-unchecked', 'signature.time-stamp-unavailable'].includes(refusal.why.code)

/** The file and its row come to be together, once: of two that signed the same slip the second leaves nothing. */
const keepSigned = async (
  deps: SigningDeps,
  dossierId: string,
  slip: UnsignedSlip,
  held: HeldKey,
): Promise<Result<null, DossierRefusal>> => {
  const data = JSON.parse(deps.sealing.open(slip.data)) as TemplateData['slip-01']
  const signed = await signSlip(deps.database, deps, held, { ...slip, data })
  if (!signed.ok) return signed
  return inTransaction(deps.database, async (tx): Promise<Result<null, DossierRefusal>> => {
    // Officers go on with the dossier while its slip is signed: both write to its log, in turn.
    if ((await findDossierForUpdate(tx, dossierId)) === null) return refuse({ code: 'dossier.not-found' })
    const now = deps.clock.now()
    const attachmentId = await keepSignedSlip(tx, dossierId, slip, signed.value, now)
    if (!(await giveSlipFile(tx, slip.id, attachmentId))) return refuse({ code: 'dossier.work-done-already' })
    const { form, notation, code } = slip
    const { sha256 } = signed.value
    const detail = { form, notation, sha256, by: held.holder.kind, certificate: held.serial }
    await recordDeed({ tx, now, dossier: { id: dossierId, code } }, system, null, 'dossier.slip-signed', detail)
    return accept(null)
  })
}

/**
 * Signs a slip that a deed has given, after the deed, so that nobody at the counter waits for it: with the key of the officer whose act it
 * was, else with the seal of the agency. Without such a key the slip stays as it is, to be signed by hand. Done twice it is done once.
 * Throws when it may succeed in a while. @legal TT-03-2025 Phụ lục I; TT-01-2018 Điều 10
 */
export const signGivenSlip = async (deps: SigningDeps, dossierId: string, notation: string): Promise<void> => {
  const slip = await findUnsignedSlip(deps.database, dossierId, notation)
  if (slip === null) return
  const signer = await chooseSigner(deps, slip)
  if (signer === null) return
  const signed = await withKey(deps, signer, {}, (held) => keepSigned(deps, dossierId, slip, held))
  if (signed.ok) return
  const refusal = refusalOfSignature(signed.refusal)
  if (mayPass(refusal)) throw new Error(`a slip could not be signed yet: ${JSON.stringify(refusal)}`)
}
