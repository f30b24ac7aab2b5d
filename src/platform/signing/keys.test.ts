import { X509Certificate } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { stoppedClock, Temporal } from '#kernel/time.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { createAuthority, issueCertificate } from './certificate-authority.ts'
import { oids } from './cms/cms.ts'
import { parseSignedData } from './cms/cms-parse.ts'
import { localTimeStampAuthority } from './cms/local-time-stamp-authority.ts'
import { outcomeFields } from './outcome-fields.ts'
import { readPkcs12, writePkcs12 } from './pkcs12.ts'
import { signPdf } from './sign-pdf.ts'
import { localSigningKey } from './signing-key.ts'
import { handAppearance, leaderSubject, makeSigningSample, sampleValidity, signedAt } from './signing-sample.ts'
import { httpTimeStampAuthority, type TimeStampAuthority } from './timestamp.ts'
import { signedPartsOf } from './verification/signed-parts.ts'
import { verifyPdf } from './verification/verify-pdf.ts'

const openssl = foreignTool('openssl')
const pdfsig = foreignTool('pdfsig')
const sample = makeSigningSample()

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`

describe('the demo authority', () => {
  it('names persons and agencies part by part', async () => {
    const { root } = await sample
    const issued = await issueCertificate(root, leaderSubject, sampleValidity)
    const certificate = new X509Certificate(issued.certificate)
    expect(certificate.subject).toBe(
      'C=VN\nL=Phú Thọ\nO=Ủy ban nhân dân phường Việt Trì\nCN=Lê Thị Ánh Tuyết\nserialNumber=025190004321',
    )
    expect(certificate.ca).toBe(false)
    expect(certificate.verify(new X509Certificate(root.certificate).publicKey)).toBe(true)
  })

  openssl.test('issues what openssl verifies', async () => {
    const { root } = await sample
    const folder = mkdtempSync(join(tmpdir(), 'keys-'))
    const issued = await issueCertificate(root, leaderSubject, sampleValidity)
    writeFileSync(join(folder, 'root.pem'), pem(root.certificate))
    writeFileSync(join(folder, 'own.pem'), pem(issued.certificate))
    const verified = await openssl.run([
      'verify',
      '-x509_strict',
      '-CAfile',
      join(folder, 'root.pem'),
      join(folder, 'own.pem'),
    ])
    expect(verified.output).toContain('OK')
    const shown = await openssl.run(['x509', '-in', join(folder, 'own.pem'), '-noout', '-ext', 'keyUsage'])
    expect(shown.output).toMatch(/critical\s+Digital Signature, Non Repudiation/)
  })

  it('gives no key with a certificate that is not its own', async () => {
    const { root } = await sample
    const one = await issueCertificate(root, leaderSubject, sampleValidity)
    const other = await issueCertificate(root, leaderSubject, sampleValidity)
    expect(() => localSigningKey(one.privateKey, [other.certificate])).toThrow(RangeError)
  })
})

describe('PKCS#12', () => {
  it.each(['p256', 'rsa2048'] as const)('keeps a %s key and its chain', async (keyType) => {
    const root = await createAuthority({ commonName: 'Gốc' }, sampleValidity, keyType)
    const issued = await issueCertificate(root, leaderSubject, sampleValidity, { keyType })
    const file = await writePkcs12(issued, [root.certificate], 'mật khẩu', 1_000)
    const key = acceptedValue(await readPkcs12(file, 'mật khẩu'))
    expect(key.certificateChain.map((each) => Buffer.from(each))).toEqual(
      [issued.certificate, root.certificate].map((each) => Buffer.from(each)),
    )
    expect((await key.sign(Buffer.from('x'))).length).toBeGreaterThan(60)
    expect(await readPkcs12(file, 'sai')).toEqual({ ok: false, refusal: { code: 'pkcs12.not-opened' } })
    expect(await readPkcs12(Buffer.from('no file'), 'x')).toEqual({ ok: false, refusal: { code: 'pkcs12.not-opened' } })
  })

  openssl.test('is understood by openssl, and openssl’s by us', async () => {
    const { root } = await sample
    const folder = mkdtempSync(join(tmpdir(), 'keys-'))
    const at = (name: string): string => join(folder, name)
    const issued = await issueCertificate(root, leaderSubject, sampleValidity)
    writeFileSync(at('ours.p12'), await writePkcs12(issued, [root.certificate], 'mat-khau', 1_000))
    const opened = await openssl.run([
      'pkcs12',
      '-in',
      at('ours.p12'),
      '-passin',
      'pass:mat-khau',
      '-nodes',
      '-out',
      at('all.pem'),
    ])
    expect(opened.code).toBe(0)
    const packed = await openssl.run([
      'pkcs12',
      '-export',
      '-in',
      at('all.pem'),
      '-out',
      at('theirs.p12'),
      '-passout',
      'pass:khac',
    ])
    expect(packed.code).toBe(0)
    const { readFile } = await import('node:fs/promises')
    const key = acceptedValue(await readPkcs12(await readFile(at('theirs.p12')), 'khac'))
    expect(Buffer.from(key.certificateChain[0] ?? []).equals(Buffer.from(issued.certificate))).toBe(true)
    expect(key.certificateChain).toHaveLength(2)
  })
})

describe('time-stamps', () => {
  const stampedAt = Temporal.Instant.from('2026-08-28T02:31:07Z')
  const authority = async (isStamping = true): Promise<TimeStampAuthority> => {
    const { root } = await sample
    const purpose = isStamping ? ({ purpose: 'time-stamp' } as const) : {}
    const issued = await issueCertificate(root, { commonName: 'Cấp dấu thời gian trình diễn' }, sampleValidity, purpose)
    return localTimeStampAuthority(localSigningKey(issued.privateKey, [issued.certificate]), stoppedClock(stampedAt))
  }
  const signWith = async (timeStampAuthority: TimeStampAuthority) => {
    const { prepared, leader } = await sample
    return signPdf(prepared, {
      field: outcomeFields.leader,
      key: leader,
      appearance: handAppearance,
      signingTime: signedAt,
      timeStampAuthority,
    })
  }

  it('over HTTP give the time of signing', async () => {
    const local = await authority()
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        void local
          .ask(Buffer.concat(chunks))
          .then((answer) => response.setHeader('content-type', 'application/timestamp-reply').end(answer))
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    try {
      const { port } = server.address() as AddressInfo
      const signed = acceptedValue(await signWith(httpTimeStampAuthority(`http://127.0.0.1:${port}/`)))
      const report = verifyPdf(signed, (await sample).trust)
      expect(report.verdict).toBe('valid')
      expect(report.signatures[0]).toMatchObject({ signedAtSource: 'time-stamp' })
      expect(report.signatures[0]?.signedAt?.equals(stampedAt)).toBe(true)
    } finally {
      server.close()
    }
  })

  it('from an authority that may not give them do not count', async () => {
    const report = verifyPdf(acceptedValue(await signWith(await authority(false))), (await sample).trust)
    expect(report.verdict).toBe('untrusted')
    expect(report.signatures[0]?.findings.map((each) => each.code)).toEqual(['time-stamp.untrusted'])
  })

  it('of something else, and silent authorities, are refused when signing', async () => {
    const honest = await authority()
    const token = await honest
      .ask(Buffer.from('3031020101302d300b0609608648016503040201041e', 'hex'))
      .catch(() => undefined)
    expect(token).toBeUndefined()
    for (const ask of [() => Promise.reject(new Error('down')), async () => new Uint8Array([0x30, 0x00])]) {
      expect(await signWith({ ask })).toEqual({ ok: false, refusal: { code: 'signature.time-stamp-unavailable' } })
    }
    const replay = async () => {
      const answers: Uint8Array[] = []
      await signWith({
        ask: async (request) => answers[answers.push(await honest.ask(request)) - 1] ?? new Uint8Array(),
      })
      return signWith({ ask: async () => answers[0] ?? new Uint8Array() })
    }
    expect(await replay()).toEqual({ ok: false, refusal: { code: 'signature.time-stamp-unavailable' } })
  })

  openssl.test('hold for openssl', async () => {
    const signed = acceptedValue(await signWith(await authority()))
    const [part] = signedPartsOf(signed)
    const cms = parseSignedData(part?.contents ?? new Uint8Array())
    const folder = mkdtempSync(join(tmpdir(), 'stamp-'))
    writeFileSync(join(folder, 'token'), cms.unsignedAttributes.get(oids.timeStampToken) ?? '')
    writeFileSync(join(folder, 'value'), cms.signature)
    writeFileSync(join(folder, 'root.pem'), pem((await sample).root.certificate))
    const { output } = await openssl.run([
      'ts',
      '-verify',
      '-in',
      join(folder, 'token'),
      '-token_in',
      '-data',
      join(folder, 'value'),
      '-CAfile',
      join(folder, 'root.pem'),
    ])
    expect(output).toContain('Verification: OK')
  })

  pdfsig.test('leave the signature valid for poppler', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stamp-'))
    writeFileSync(join(folder, 'a.pdf'), acceptedValue(await signWith(await authority())))
    expect((await pdfsig.run([join(folder, 'a.pdf')])).output).toContain('Signature is Valid')
  })
})
