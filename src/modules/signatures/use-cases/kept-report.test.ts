import { describe, expect, it } from 'vitest'
import { makeSigningSample } from '#platform/signing/signing-sample.ts'
import { finding, type PdfReport, type SignatureReport } from '#platform/signing/verification/verification-report.ts'
import { verifyPdf } from '#platform/signing/verification/verify-pdf.ts'
import { gravestVerdict, KeptReport } from '../domain/judged-file.ts'
import { keptReport, verdictOnFile } from './kept-report.ts'

const signature: SignatureReport = {
  field: 'x',
  signerName: 'Lê\u0000 Thị \ud800',
  organisation: 'y'.repeat(5_000),
  locality: undefined,
  issuerName: '',
  certificateSerial: '',
  signedAt: undefined,
  signedAtSource: 'unknown',
  integrity: 'intact',
  certificate: 'revoked',
  level: 'B-B',
  chain: [],
  timeStamp: undefined,
  reason: undefined,
  revision: 1,
  coversWholeFile: true,
  findings: Array.from({ length: 1_000 }, () => finding('later.field-changed', { field: '\u0000', text: '\udfff' })),
  isValid: false,
}
const hostile: PdfReport = {
  verdict: 'untrusted',
  signatures: Array.from({ length: 1_000 }, () => signature),
  timeStamps: [],
  revisions: 1,
  findings: [],
}

describe('what is kept of a report', () => {
  it('is bounded, and text that a database takes, whatever a stranger wrote', () => {
    const kept = keptReport(hostile)
    const written = JSON.stringify(kept)
    expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/)
    expect(written.length).toBeLessThan(500_000)
    expect(kept.signatures[0]?.signer).toBe('Lê Thị \ufffd')
  })

  it('says who signed when, and reads back as written', async () => {
    const { sealed, trust } = await makeSigningSample()
    const kept = keptReport(verifyPdf(sealed, trust))
    expect(KeptReport.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
    expect(kept.signatures).toMatchObject([
      { signer: 'Lê Thị Ánh Tuyết', isValid: true, signedAt: '2026-08-28T02:30:00Z' },
      { signer: 'Ủy ban nhân dân phường Việt Trì' },
    ])
  })

  it('tells a certificate that was taken back from one that nobody knows', async () => {
    const { sealed } = await makeSigningSample()
    expect(verdictOnFile(hostile)).toBe('revoked')
    expect(verdictOnFile(verifyPdf(sealed, { roots: [] }))).toBe('untrusted')
  })
})

it('the gravest of several verdicts is what speaks most against them', () => {
  expect(gravestVerdict(['valid', 'altered', 'untrusted'])).toBe('altered')
  expect(gravestVerdict(['valid', 'unsigned'])).toBe('unsigned')
  expect(gravestVerdict([])).toBeNull()
})
