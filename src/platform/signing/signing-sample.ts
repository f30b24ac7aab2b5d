import { acceptedValue } from '#kernel/result.ts'
import { instantOf, Temporal } from '#kernel/time.ts'
import { compileForm } from '../pdf/compile-pdf.ts'
import { templateSamples } from '../pdf/template-samples.ts'
import type { Appearance } from './appearance/appearance.ts'
import {
  type CertifiedKey,
  createAuthority,
  issueCertificate,
  type KeyType,
  type Subject,
  type Validity,
} from './certificate-authority.ts'
import { numberAndSeal } from './number-and-seal.ts'
import { outcomeFields } from './outcome-fields.ts'
import { prepareForm } from './prepare-form.ts'
import { signPdf } from './sign-pdf.ts'
import { localSigningKey, type SigningKey } from './signing-key.ts'

export const sampleValidity: Validity = {
  from: instantOf(new Date('2026-01-01')),
  until: instantOf(new Date('2046-01-01')),
}

export const signedAt = Temporal.Instant.from('2026-08-28T02:30:00Z')
export const sealedAt = Temporal.Instant.from('2026-08-28T02:40:00Z')

export const handAppearance: Appearance = { kind: 'handwriting', name: 'Lê Thị Ánh Tuyết' }
export const sealAppearance: Appearance = {
  kind: 'seal',
  around: 'Phường Việt Trì – Tỉnh Phú Thọ',
  middle: 'Ủy ban nhân dân',
}

export const issuedKey = async (
  root: CertifiedKey,
  subject: Subject,
  keyType: KeyType = 'p256',
  validity = sampleValidity,
): Promise<SigningKey> => {
  const issued = await issueCertificate(root, subject, validity, { keyType })
  return localSigningKey(issued.privateKey, [issued.certificate, root.certificate])
}

export const leaderSubject: Subject = {
  commonName: 'Lê Thị Ánh Tuyết',
  organisation: 'Ủy ban nhân dân phường Việt Trì',
  locality: 'Phú Thọ',
  serialNumber: '025190004321',
}
export const agencySubject: Subject = {
  commonName: 'Ủy ban nhân dân phường Việt Trì',
  organisation: 'Ủy ban nhân dân phường Việt Trì',
  locality: 'Phú Thọ',
  serialNumber: 'H44.12',
}

/** A demo authority, a leader and an agency with keys, and a decision in each stage of its making; for tests and measurements. */
export const makeSigningSample = async (keyType: KeyType = 'p256') => {
  const root = await createAuthority(
    { commonName: 'Một Cửa: CA trình diễn', organisation: 'Tỉnh Phú Thọ' },
    sampleValidity,
    keyType,
  )
  const leader = await issuedKey(root, leaderSubject, keyType)
  const agency = await issuedKey(root, agencySubject, keyType)
  const compiled = await compileForm('outcome-decision', templateSamples['outcome-decision'], {
    title: 'Quyết định',
    createdAt: signedAt,
  })
  const prepared = acceptedValue(prepareForm(compiled.pdf, compiled.fields))
  const sign = (pdf: Uint8Array) =>
    signPdf(pdf, {
      field: outcomeFields.leader,
      key: leader,
      appearance: handAppearance,
      signingTime: signedAt,
      reason: 'Ký duyệt',
    })
  const seal = (pdf: Uint8Array, key = agency) =>
    numberAndSeal(pdf, {
      number: '15',
      date: 'ngày 28 tháng 8 năm 2026',
      key,
      appearance: sealAppearance,
      signingTime: sealedAt,
    })
  const signed = acceptedValue(await sign(prepared))
  const sealed = acceptedValue(await seal(signed))
  return { root, trust: { roots: [root.certificate] }, leader, agency, compiled, prepared, signed, sealed, sign, seal }
}
