import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { createAuthority, issueCertificate } from '../certificate-authority.ts'
import { localSigningKey } from '../signing-key.ts'
import { leaderSubject, sampleValidity } from '../signing-sample.ts'
import { certificateServices } from './certificate-services.ts'
import { readRevocationList } from './crl.ts'
import { answerOcsp, type Issued, writeRevocationList } from './local-issuer.ts'
import { newOcspRequest, readOcspAnswer } from './ocsp.ts'
import { revocationState } from './revocation-state.ts'

const openssl = foreignTool('openssl')

const services = { ocspUrl: 'http://ca.example/ocsp', crlUrl: 'http://ca.example/goc.crl' }
const thisUpdate = Temporal.Instant.from('2026-11-20T00:00:00Z')
const nextUpdate = Temporal.Instant.from('2026-11-27T00:00:00Z')
const takenAt = Temporal.Instant.from('2026-11-10T08:00:00Z')

const makeScene = async (keyType: 'p256' | 'rsa2048' = 'p256') => {
  const root = await createAuthority({ commonName: 'Gốc thử' }, sampleValidity, keyType)
  const stranger = await createAuthority({ commonName: 'Gốc thử' }, sampleValidity, keyType)
  const good = await issueCertificate(root, leaderSubject, sampleValidity, { keyType, services })
  const bad = await issueCertificate(root, leaderSubject, sampleValidity, { keyType, services })
  const answering = await issueCertificate(root, { commonName: 'Trả lời OCSP' }, sampleValidity, {
    keyType,
    purpose: 'revocation-answer',
  })
  const key = localSigningKey(root.privateKey, [root.certificate])
  const issued: Issued = {
    key,
    takenBack: [{ serial: new X509Certificate(bad.certificate).serialNumber, at: takenAt, reason: 1 }],
    thisUpdate,
    nextUpdate,
  }
  return {
    issued,
    issuer: new X509Certificate(root.certificate),
    stranger: new X509Certificate(stranger.certificate),
    good: new X509Certificate(good.certificate),
    bad: new X509Certificate(bad.certificate),
    answeringKey: localSigningKey(answering.privateKey, [answering.certificate]),
    documentKey: localSigningKey(good.privateKey, [good.certificate]),
  }
}
const scene = makeScene()
const folder = (): string => mkdtempSync(join(tmpdir(), 'revocation-'))

describe('a certificate', () => {
  it('says where its issuer answers', async () => {
    const { good, issuer } = await scene
    expect(certificateServices(good)).toEqual({ ocsp: [services.ocspUrl], crl: [services.crlUrl] })
    expect(certificateServices(issuer)).toEqual({ ocsp: [], crl: [] })
  })
})

describe('a list of revoked certificates', () => {
  it.each(['p256', 'rsa2048'] as const)('of an issuer with %s tells what was taken back and when', async (keyType) => {
    const { issued, issuer, good, bad } = await makeScene(keyType)
    const der = await writeRevocationList(issued, 7)
    const answers = [{ kind: 'crl', der } as const]
    const at = nextUpdate.epochMilliseconds - 1
    expect(revocationState(good, issuer, answers, at)).toMatchObject({ status: 'good' })
    expect(revocationState(bad, issuer, answers, at)).toMatchObject({
      status: 'revoked',
      revokedAt: takenAt.epochMilliseconds,
      reason: 1,
    })
  })

  it('that has run out says nothing of later', async () => {
    const { issued, issuer, good } = await scene
    const answers = [{ kind: 'crl', der: await writeRevocationList(issued, 7) } as const]
    const later = nextUpdate.add({ hours: 1 }).epochMilliseconds
    expect(revocationState(good, issuer, answers, later)).toEqual({ status: 'unknown' })
  })

  it('of somebody with the same name, and any changed one, is not believed', async () => {
    const { issued, issuer, stranger } = await scene
    const der = await writeRevocationList(issued, 7)
    expect(readRevocationList(der, issuer)).toBeDefined()
    expect(readRevocationList(der, stranger)).toBeUndefined()
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(der)
        changed[at] = (changed[at] ?? 0) ^ by
        expect(readRevocationList(changed, issuer)?.revoked.size ?? 1).toBe(1)
      }),
    )
  })

  it('of a hundred thousand is read within bounds', async () => {
    const { issued, issuer } = await scene
    const takenBack = Array.from({ length: 100_000 }, (_, index) => ({ serial: (index + 1).toString(16), at: takenAt }))
    const der = await writeRevocationList({ ...issued, takenBack }, 8)
    expect(readRevocationList(der, issuer)?.revoked.size).toBe(100_000)
  })

  openssl.test('is read by openssl, and openssl refuses the revoked certificate by it', async () => {
    const { issued, issuer, good, bad } = await scene
    const at = folder()
    writeFileSync(join(at, 'list.crl'), await writeRevocationList(issued, 7))
    writeFileSync(join(at, 'root.pem'), issuer.toString())
    writeFileSync(join(at, 'good.pem'), good.toString())
    writeFileSync(join(at, 'bad.pem'), bad.toString())
    const shown = await openssl.run([
      'crl',
      '-inform',
      'DER',
      '-in',
      join(at, 'list.crl'),
      '-text',
      '-CAfile',
      join(at, 'root.pem'),
      '-out',
      join(at, 'list.pem'),
    ])
    expect(shown.output).toContain('verify OK')
    const check = (name: string) =>
      openssl.run([
        'verify',
        '-crl_check',
        '-attime',
        String(thisUpdate.epochMilliseconds / 1000 + 60),
        '-CAfile',
        join(at, 'root.pem'),
        '-CRLfile',
        join(at, 'list.pem'),
        join(at, name),
      ])
    expect((await check('good.pem')).output).toContain('OK')
    expect((await check('bad.pem')).output).toContain('certificate revoked')
  })
})

describe('an answer of a responder', () => {
  it('tells the state of one certificate, from the issuer and from whom it named', async () => {
    const { issued, issuer, good, bad, answeringKey } = await scene
    for (const responder of [issued, { ...issued, answeringKey }]) {
      const asked = newOcspRequest(good, issuer)
      const said = readOcspAnswer(await answerOcsp(asked.bytes, responder), good, issuer)
      expect(said).toMatchObject({ status: 'good', thisUpdate: thisUpdate.epochMilliseconds })
      expect(said?.nonce?.equals(asked.nonce)).toBe(true)
      const refused = readOcspAnswer(await answerOcsp(newOcspRequest(bad, issuer).bytes, responder), bad, issuer)
      expect(refused).toMatchObject({ status: 'revoked', revokedAt: takenAt.epochMilliseconds, reason: 1 })
    }
  })

  it('counts for no other certificate, nor from one who may not answer', async () => {
    const { issued, issuer, stranger, good, bad, documentKey } = await scene
    const der = await answerOcsp(newOcspRequest(good, issuer).bytes, issued)
    expect(readOcspAnswer(der, bad, issuer)).toBeUndefined()
    expect(readOcspAnswer(der, good, stranger)).toBeUndefined()
    const usurped = await answerOcsp(newOcspRequest(good, issuer).bytes, { ...issued, answeringKey: documentKey })
    expect(readOcspAnswer(usurped, good, issuer)).toBeUndefined()
    expect(readOcspAnswer(await answerOcsp(Buffer.from('x'), issued), good, issuer)).toBeUndefined()
  })

  it('that came later outweighs a list that came before', async () => {
    const { issued, issuer, bad } = await scene
    const older = { kind: 'crl', der: await writeRevocationList(issued, 7) } as const
    const again = { ...issued, takenBack: [], thisUpdate: thisUpdate.add({ hours: 2 }) }
    const newer = { kind: 'ocsp', der: await answerOcsp(newOcspRequest(bad, issuer).bytes, again) } as const
    const at = thisUpdate.epochMilliseconds
    expect(revocationState(bad, issuer, [older, newer], at)).toMatchObject({ status: 'good' })
    expect(revocationState(bad, issuer, [newer, older], at)).toMatchObject({ status: 'good' })
    expect(revocationState(bad, issuer, [older], at)).toMatchObject({ status: 'revoked' })
  })

  it('never ends the reader, whatever is sent', async () => {
    const { issued, issuer, good } = await scene
    const der = await answerOcsp(newOcspRequest(good, issuer).bytes, issued)
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(der)
        changed[at] = (changed[at] ?? 0) ^ by
        expect(readOcspAnswer(changed, good, issuer)?.status ?? 'good').toBe('good')
      }),
      { numRuns: 200 },
    )
    expect(readOcspAnswer(Buffer.alloc(10), good, issuer)).toBeUndefined()
  })

  openssl.test('holds for openssl, and openssl’s for us', async () => {
    const { issued, issuer, good, bad, answeringKey } = await scene
    const at = folder()
    const file = (name: string): string => join(at, name)
    writeFileSync(file('root.pem'), issuer.toString())
    for (const [name, certificate] of [
      ['good', good],
      ['bad', bad],
    ] as const) {
      writeFileSync(file(`${name}.pem`), certificate.toString())
      const made = await openssl.run([
        'ocsp',
        '-issuer',
        file('root.pem'),
        '-cert',
        file(`${name}.pem`),
        '-reqout',
        file('asked.der'),
      ])
      expect(made.code).toBe(0)
      const answer = await answerOcsp(readFileSync(file('asked.der')), {
        ...issued,
        answeringKey,
        thisUpdate: Temporal.Now.instant().subtract({ minutes: 1 }),
        nextUpdate: Temporal.Now.instant().add({ hours: 1 }),
      })
      writeFileSync(file('answer.der'), answer)
      const { output } = await openssl.run([
        'ocsp',
        '-issuer',
        file('root.pem'),
        '-cert',
        file(`${name}.pem`),
        '-no_nonce',
        '-respin',
        file('answer.der'),
        '-CAfile',
        file('root.pem'),
      ])
      expect(output).toContain('Response verify OK')
      expect(output).toContain(`${file(`${name}.pem`)}: ${name === 'good' ? 'good' : 'revoked'}`)
    }
  })
})
