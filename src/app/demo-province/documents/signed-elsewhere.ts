import { acceptedValue } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { CompiledForm } from '#platform/pdf/compile-pdf.ts'
import { createAuthority, issueCertificate } from '#platform/signing/certificate-authority.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { prepareForm } from '#platform/signing/prepare-form.ts'
import { signPdf } from '#platform/signing/sign-pdf.ts'
import { localSigningKey } from '#platform/signing/signing-key.ts'

const yearHours = 24 * 365

type Stranger = { readonly name: string; readonly organisation: string }

/** Signed as organisations outside the administration sign: with a key of an authority that nobody of the province has decided to believe. */
export const signedElsewhere = async (
  { pdf, fields }: CompiledForm,
  { name, organisation }: Stranger,
  at: Temporal.Instant,
): Promise<Uint8Array> => {
  const validity = { from: at.subtract({ hours: yearHours }), until: at.add({ hours: 2 * yearHours }) }
  const authority = await createAuthority(
    { commonName: 'Chữ ký số doanh nghiệp CA', organisation: 'Công ty chứng thực' },
    validity,
  )
  const issued = await issueCertificate(authority, { commonName: name, organisation }, validity)
  const signed = await signPdf(acceptedValue(prepareForm(pdf, fields)), {
    field: outcomeFields.leader,
    key: localSigningKey(issued.privateKey, [issued.certificate, authority.certificate]),
    appearance: { kind: 'handwriting', name },
    signingTime: at,
    reason: 'Ký ban hành',
  })
  return acceptedValue(signed)
}
