import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { systemClock } from '#kernel/time.ts'
import { type CertifiedKey, createAuthority, issueCertificate } from '#platform/signing/certificate-authority.ts'
import { archiveSignatures } from '#platform/signing/long-term/archive-signatures.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { fetchCrl, fetchOcsp } from '#platform/signing/revocation/fetch-answer.ts'
import type { TakenBack } from '#platform/signing/revocation/local-issuer.ts'
import { revocationState } from '#platform/signing/revocation/revocation-state.ts'
import { signPdf } from '#platform/signing/sign-pdf.ts'
import { localSigningKey } from '#platform/signing/signing-key.ts'
import { handAppearance, leaderSubject, makeSigningSample } from '#platform/signing/signing-sample.ts'
import { httpTimeStampAuthority } from '#platform/signing/timestamp.ts'
import { verifyPdf } from '#platform/signing/verification/verify-pdf.ts'
import { demoCertificateAddresses, openDemoCertificateAuthority } from './demo-certificate-authority.ts'

const now = systemClock.now()
const validity = { from: now.subtract({ hours: 24 }), until: now.add({ hours: 24 * 365 }) }
const takenBack: TakenBack[] = []
let authority: CertifiedKey
let stop: () => Promise<void>
let addresses: ReturnType<typeof demoCertificateAddresses>

beforeAll(async () => {
  authority = await createAuthority({ commonName: 'Gốc thử' }, validity)
  const issuer = { key: 'phu-tho', authority: async () => authority, takenBack: async () => takenBack }
  const app = openDemoCertificateAuthority([issuer], systemClock)
  addresses = demoCertificateAddresses(await app.listen({ host: '127.0.0.1', port: 0 }), 'phu-tho')
  stop = () => app.close()
})
afterAll(() => stop())

const owner = async () => {
  const issued = await issueCertificate(authority, leaderSubject, validity, { services: addresses })
  return {
    issued,
    certificate: new X509Certificate(issued.certificate),
    issuer: new X509Certificate(authority.certificate),
  }
}

it('answers over HTTP by both ways, and tells at once what was taken back', async () => {
  const { certificate, issuer } = await owner()
  const states = async () => {
    const answers = [await fetchOcsp(certificate, issuer), await fetchCrl(certificate)]
    return answers.map((answer) =>
      answer === undefined ? 'none' : revocationState(certificate, issuer, [answer], Date.now()).status,
    )
  }
  expect(await states()).toEqual(['good', 'good'])
  takenBack.push({ serial: certificate.serialNumber, at: now })
  expect(await states()).toEqual(['revoked', 'revoked'])
})

it('takes no more than the bounds allow, and leaves others alone', async () => {
  const { certificate, issuer } = await owner()
  expect(await fetchCrl(certificate, { patienceMs: 5_000, mostBytes: 100 })).toBeUndefined()
  const stranger = await issueCertificate(authority, leaderSubject, validity, {
    services: { ocspUrl: addresses.ocspUrl.replace('phu-tho', 'khac'), crlUrl: 'http://127.0.0.1:9/x.crl' },
  })
  expect(await fetchOcsp(new X509Certificate(stranger.certificate), issuer)).toBeUndefined()
  expect(await fetchCrl(new X509Certificate(stranger.certificate))).toBeUndefined()
})

it('carries a signature to B-LTA', async () => {
  const { issued } = await owner()
  const key = localSigningKey(issued.privateKey, [issued.certificate, authority.certificate])
  const timeStampAuthority = httpTimeStampAuthority(addresses.stampUrl)
  const { prepared } = await makeSigningSample()
  const request = { field: outcomeFields.leader, key, appearance: handAppearance, signingTime: now, timeStampAuthority }
  const signed = acceptedValue(await signPdf(prepared, request))
  const trust = { roots: [authority.certificate] }
  const archived = await archiveSignatures(signed, { trust, source: fetchOcsp, authority: timeStampAuthority })
  expect(archived.ok).toBe(true)
  const report = verifyPdf(acceptedValue(archived).pdf, trust)
  expect(report.verdict).toBe('valid')
  expect(report.signatures.map((each) => each.level)).toEqual(['B-LTA'])
})
