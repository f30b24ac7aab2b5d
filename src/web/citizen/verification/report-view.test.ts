import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import type { CertificateHolder } from '#modules/signatures/index.ts'
import { makeSigningSample } from '#platform/signing/signing-sample.ts'
import { verifyPdf } from '#platform/signing/verification/verify-pdf.ts'
import { messages } from '#web/messages/index.ts'
import { signatureViews } from './report-view.ts'

const t = messages('vi')
const { sealed, trust } = await makeSigningSample()

const holderOf = (serial: string, changed: Partial<CertificateHolder> = {}): CertificateHolder => ({
  serial,
  kind: 'officer',
  name: 'Bùi Thị Huyền',
  posts: ['Chủ tịch, Ủy ban nhân dân xã Hy Cương'],
  revokedAt: null,
  ...changed,
})

/** What is said of the first signer when the register knows his certificate so. */
const saidOfHolder = (roots: readonly Uint8Array[], changed: Partial<CertificateHolder> = {}) => {
  const report = verifyPdf(sealed, { ...trust, roots })
  const holder = holderOf(report.signatures[0]?.certificateSerial ?? '', changed)
  return signatureViews(t, report, [holder])[0]?.checks.at(-1)
}

describe('whether the register knows the signer', () => {
  it('is said with the post from which he signs', () =>
    expect(saidOfHolder(trust.roots)).toEqual({
      text: 'Người ký có trong sổ của tỉnh: Bùi Thị Huyền, Chủ tịch, Ủy ban nhân dân xã Hy Cương',
      answer: 'good',
    }))

  it('is not believed of a certificate that only bears the same number', () =>
    expect(saidOfHolder([])).toEqual({ text: t.verification.checkHolder, answer: 'unknown' }))

  it('is open when he held no post that signs that day', () =>
    expect(saidOfHolder(trust.roots, { posts: [] })?.answer).toBe('unknown'))

  it('is no recommendation when the certificate was taken back', () => {
    const revokedAt = Temporal.Instant.from('2026-08-29T00:00:00Z')
    expect(saidOfHolder(trust.roots, { revokedAt })).toEqual({
      text: t.verification.holderRevoked('Bùi Thị Huyền', '07:00 thứ Bảy, 29/08/2026'),
      answer: 'bad',
    })
  })
})
