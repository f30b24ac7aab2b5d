import { X509Certificate } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { stoppedClock, Temporal } from '#kernel/time.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { openPdf } from '../../pdf/file/pdf-file.ts'
import { type CertifiedKey, issueCertificate, type Validity } from '../certificate-authority.ts'
import { localTimeStampAuthority } from '../cms/local-time-stamp-authority.ts'
import { numberAndSeal } from '../number-and-seal.ts'
import { outcomeFields } from '../outcome-fields.ts'
import { answerOcsp, type TakenBack, writeRevocationList } from '../revocation/local-issuer.ts'
import { newOcspRequest } from '../revocation/ocsp.ts'
import type { RevocationAnswer } from '../revocation/revocation-state.ts'
import { signPdf } from '../sign-pdf.ts'
import { localSigningKey } from '../signing-key.ts'
import { handAppearance, makeSigningSample, sealAppearance } from '../signing-sample.ts'
import type { TimeStampAuthority } from '../timestamp.ts'
import { signedPartsOf } from '../verification/signed-parts.ts'
import { codesOf, flipped } from '../verification/tampering.ts'
import { verifyPdf } from '../verification/verify-pdf.ts'
import { addValidationData } from './add-validation-data.ts'
import { archiveSignatures } from './archive-signatures.ts'
import { gatherEvidence, type RevocationSource } from './gather-evidence.ts'

const pdfsig = foreignTool('pdfsig')
const openssl = foreignTool('openssl')
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
const signedAt = at('2026-08-28T02:30:00Z')

const stampAuthority = async (
  root: CertifiedKey,
  time: Temporal.Instant,
  validity?: Validity,
): Promise<TimeStampAuthority> => {
  const until = { from: at('2026-01-01T00:00:00Z'), until: at('2030-01-01T00:00:00Z') }
  const issued = await issueCertificate(root, { commonName: 'Cấp dấu thời gian thử' }, validity ?? until, {
    purpose: 'time-stamp',
  })
  return localTimeStampAuthority(
    localSigningKey(issued.privateKey, [issued.certificate, root.certificate]),
    stoppedClock(time),
  )
}

/** The issuer's answers as of a time, by OCSP for the first certificate asked about and by its list for the others. */
const issuerAt = (
  root: CertifiedKey,
  time: Temporal.Instant,
  takenBack: readonly TakenBack[] = [],
): RevocationSource => {
  const key = localSigningKey(root.privateKey, [root.certificate])
  const issued = { key, takenBack, thisUpdate: time, nextUpdate: time.add({ hours: 168 }) }
  let list: Promise<RevocationAnswer> | undefined
  let asked = 0
  return async (certificate, issuer) => {
    asked += 1
    if (asked === 1) return { kind: 'ocsp', der: await answerOcsp(newOcspRequest(certificate, issuer).bytes, issued) }
    list ??= writeRevocationList(issued, 1).then((der) => ({ kind: 'crl', der }) as const)
    return list
  }
}

const makeScene = async () => {
  const sample = await makeSigningSample()
  const timeStampAuthority = await stampAuthority(sample.root, signedAt)
  const common = { signingTime: signedAt, timeStampAuthority }
  const signed = acceptedValue(
    await signPdf(sample.prepared, {
      ...common,
      field: outcomeFields.leader,
      key: sample.leader,
      appearance: handAppearance,
    }),
  )
  const sealed = acceptedValue(
    await numberAndSeal(signed, {
      ...common,
      number: '15',
      date: 'ngày 28 tháng 8 năm 2026',
      key: sample.agency,
      appearance: sealAppearance,
    }),
  )
  const { root, trust } = sample
  const archived = acceptedValue(
    await archiveSignatures(sealed, {
      trust,
      source: issuerAt(root, signedAt),
      authority: await stampAuthority(root, signedAt.add({ hours: 1 })),
    }),
  )
  return { ...sample, timeStamped: sealed, archived }
}
const scene = makeScene()
const judge = (pdf: Uint8Array, roots: readonly Uint8Array[], now: string, more = {}) =>
  verifyPdf(pdf, { roots, ...more }, { now: at(now) })

describe('the levels of a signature', () => {
  it('rise with what is laid into the file, and earlier bytes stay', async () => {
    const { sealed, timeStamped, archived, root, trust } = await scene
    const levels = (pdf: Uint8Array) => {
      const report = judge(pdf, [root.certificate], '2026-09-01T00:00:00Z')
      expect(report.verdict).toBe('valid')
      return report.signatures.map((each) => each.level)
    }
    expect(levels(sealed)).toEqual(['B-B', 'B-B'])
    expect(levels(timeStamped)).toEqual(['B-T', 'B-T'])
    const { evidence } = await gatherEvidence(timeStamped, trust, issuerAt(root, signedAt))
    expect(levels(addValidationData(timeStamped, evidence))).toEqual(['B-LT', 'B-LT'])
    expect(levels(archived.pdf)).toEqual(['B-LTA', 'B-LTA'])
    expect(Buffer.compare(archived.pdf.subarray(0, timeStamped.length), timeStamped)).toBe(0)
    expect(openPdf(archived.pdf).sections).toHaveLength(openPdf(timeStamped).sections.length + 2)
  })

  it('say who vouches, and that nothing but evidence was added', async () => {
    const { archived, root } = await scene
    const report = judge(archived.pdf, [root.certificate], '2026-09-01T00:00:00Z')
    expect(report.timeStamps).toMatchObject([{ authority: 'Cấp dấu thời gian thử', state: 'proof' }])
    const [first] = report.signatures
    expect(first?.chain.map((link) => link.revocation)).toEqual(['good', 'root'])
    expect(first?.findings.map((each) => [each.code, each.isAllowed])).toEqual([
      ['later.field-filled', true],
      ['later.field-filled', true],
      ['later.signature', true],
      ['later.time-stamp', true],
      ['later.validation-data', true],
    ])
  })

  it('need an answer for every certificate', async () => {
    const { timeStamped, trust } = await scene
    const refused = await archiveSignatures(timeStamped, { trust, source: async () => undefined })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'archive.issuer-silent' } })
  })

  it('fall with a changed byte of evidence, or of what the time-stamp is over', async () => {
    const { archived, timeStamped, root } = await scene
    // The token itself may carry certificates that nobody signed; up to there every byte counts.
    const token = signedPartsOf(archived.pdf).find((each) => each.field === 'DauThoiGian1')?.parts[0]?.length ?? 0
    expect(token).toBeGreaterThan(timeStamped.length)
    for (let place = timeStamped.length + 40; place < token; place += 97) {
      const report = judge(flipped(archived.pdf, place), [root.certificate], '2026-09-01T00:00:00Z')
      const isKept = report.verdict === 'valid' && report.signatures.every((each) => each.level === 'B-LTA')
      expect(isKept, `byte ${place}`).toBe(false)
    }
  })

  pdfsig.test('leave every signature valid for poppler', async () => {
    const { archived } = await scene
    const file = join(mkdtempSync(join(tmpdir(), 'long-term-')), 'a.pdf')
    writeFileSync(file, archived.pdf)
    const { output } = await pdfsig.run([file])
    expect(output.match(/Signature is Valid/g)).toHaveLength(2)
    // It names the time-stamp and what that covers; to check a token it was not taught.
    expect(output).toMatch(/DauThoiGian1[\s\S]*Total document signed/)
    expect(output).not.toMatch(/Error|error:/)
  })

  openssl.test('have a time-stamp of the document that holds for openssl', async () => {
    const { archived, root } = await scene
    const part = signedPartsOf(archived.pdf).find((each) => each.field === 'DauThoiGian1')
    const folder = mkdtempSync(join(tmpdir(), 'long-term-'))
    writeFileSync(join(folder, 'token'), part?.contents ?? '')
    writeFileSync(join(folder, 'data'), Buffer.concat(part?.parts ?? []))
    writeFileSync(join(folder, 'root.pem'), new X509Certificate(root.certificate).toString())
    const check = [
      ['-in', 'token'],
      ['-data', 'data'],
      ['-CAfile', 'root.pem'],
    ].flatMap(([option = '', name = '']) => [option, join(folder, name)])
    expect((await openssl.run(['ts', '-verify', '-token_in', ...check])).output).toContain('Verification: OK')
  })
})

describe('time and revocation', () => {
  const revokedAt = (serial: string, time: string) => ({ takenBack: [{ serial, at: at(time) }] })
  const answersFor = async (time: string) => {
    const { root, leader } = await scene
    const serial = new X509Certificate(leader.certificateChain[0] ?? new Uint8Array()).serialNumber
    const key = localSigningKey(root.privateKey, [root.certificate])
    const issued = { key, ...revokedAt(serial, time), thisUpdate: at(time), nextUpdate: at('2027-01-01T00:00:00Z') }
    return { answers: [{ kind: 'crl', der: await writeRevocationList(issued, 2) } as const] }
  }

  it('a revocation after the proven time takes nothing away; one before does', async () => {
    const { timeStamped, root } = await scene
    const later = judge(
      timeStamped,
      [root.certificate],
      '2026-12-01T00:00:00Z',
      await answersFor('2026-10-01T00:00:00Z'),
    )
    expect(later.verdict).toBe('valid')
    expect(later.signatures[0]?.findings.map((each) => each.code)).toContain('certificate.revoked-later')
    const before = judge(
      timeStamped,
      [root.certificate],
      '2026-12-01T00:00:00Z',
      await answersFor('2026-08-01T00:00:00Z'),
    )
    expect(codesOf(before)).toContain('certificate.revoked')
  })

  it('a time that only the signer’s clock said protects from no revocation', async () => {
    const { sealed, root } = await scene
    const report = judge(sealed, [root.certificate], '2026-12-01T00:00:00Z', await answersFor('2026-10-01T00:00:00Z'))
    expect(codesOf(report)).toContain('certificate.revoked')
    expect(report.verdict).toBe('untrusted')
  })

  it('a hard policy wants an answer', async () => {
    const { timeStamped, archived, root } = await scene
    const hard = { policy: 'hard' } as const
    expect(codesOf(judge(timeStamped, [root.certificate], '2026-09-01T00:00:00Z', hard))).toContain(
      'certificate.unchecked',
    )
    expect(judge(archived.pdf, [root.certificate], '2026-09-01T00:00:00Z', hard).verdict).toBe('valid')
  })

  it('a time-stamp stops proving when its authority’s certificate ends, unless it was renewed before', async () => {
    const { archived, root, trust } = await scene
    const afterEnd = '2031-01-01T00:00:00Z'
    expect(judge(archived.pdf, [root.certificate], afterEnd).signatures.map((each) => each.level)).toEqual([
      'B-B',
      'B-B',
    ])
    const renewal = at('2029-12-01T00:00:00Z')
    const renewed = acceptedValue(
      await archiveSignatures(archived.pdf, {
        trust,
        source: issuerAt(root, renewal),
        authority: await stampAuthority(root, renewal, {
          from: at('2029-01-01T00:00:00Z'),
          until: at('2035-01-01T00:00:00Z'),
        }),
      }),
    )
    const report = judge(renewed.pdf, [root.certificate], afterEnd)
    expect(report.verdict).toBe('valid')
    expect(report.signatures.map((each) => [each.level, each.signedAtSource])).toEqual([
      ['B-LTA', 'time-stamp'],
      ['B-LTA', 'time-stamp'],
    ])
    expect(renewed.endsAt).toBe(at('2035-01-01T00:00:00Z').epochMilliseconds)
  })
})
