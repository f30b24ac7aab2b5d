import { constants, createPrivateKey, privateEncrypt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { issueCertificate } from '#platform/signing/certificate-authority.ts'
import {
  findRemoteCredential,
  listRemoteCredentials,
  openRemoteKey,
  type RemoteSigner,
} from '#platform/signing/keys/remote-signer.ts'
import { signTogether } from '#platform/signing/keys/sign-together.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { signPdf } from '#platform/signing/sign-pdf.ts'
import {
  handAppearance,
  leaderSubject,
  makeSigningSample,
  sampleValidity,
  signedAt,
} from '#platform/signing/signing-sample.ts'
import { verifyPdf } from '#platform/signing/verification/verify-pdf.ts'
import { type DemoCredential, type DemoRemoteSigner, openDemoRemoteSigner } from './demo-remote-signer.ts'

const now = Temporal.Instant.from('2026-11-22T02:00:00Z')
let twin: DemoRemoteSigner
let service: RemoteSigner
let credential: DemoCredential
let sample: Awaited<ReturnType<typeof makeSigningSample>>

beforeAll(async () => {
  sample = await makeSigningSample()
  const issued = await issueCertificate(sample.root, leaderSubject, sampleValidity, { keyType: 'rsa2048' })
  const key = createPrivateKey({ key: Buffer.from(issued.privateKey), format: 'der', type: 'pkcs8' })
  const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')
  credential = {
    id: 'LTAT-01',
    userId: 'hycuong.chutich',
    pin: '24681357',
    // What comes is a digest already: it is padded and nothing else.
    signDigest: async (digest) =>
      privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([digestInfo, digest])),
    certificateChain: [issued.certificate, sample.root.certificate],
    status: 'enabled',
    wrongTries: 0,
  }
  twin = openDemoRemoteSigner({
    clientId: 'motcua',
    clientSecret: 'bí mật của bài thử',
    credentials: [credential],
    clock: { now: () => now },
    authorizationSeconds: 60,
  })
  const url = await twin.app.listen({ host: '127.0.0.1', port: 0 })
  service = { url, clientId: 'motcua', clientSecret: 'bí mật của bài thử' }
})
afterAll(() => twin.app.close())

const open = (confirmation: Parameters<typeof openRemoteKey>[3], at: RemoteSigner = service) =>
  openRemoteKey(at, credential.id, credential.certificateChain, confirmation)
const signing = async (confirmation: Parameters<typeof openRemoteKey>[3]) =>
  (await open(confirmation)).sign(Buffer.from('x'))
const refused = (code: string, more = {}) => ({ refusal: { code, ...more } })

describe('a key at a remote signing service', () => {
  it('is listed for its holder, with its certificates', async () => {
    expect(await listRemoteCredentials(service, 'hycuong.chutich')).toEqual(['LTAT-01'])
    expect(await listRemoteCredentials(service, 'ai-do')).toEqual([])
    expect(await findRemoteCredential(service, 'LTAT-01')).toMatchObject({ mostAtOnce: 100 })
  })

  it('signs a document that holds', async () => {
    const key = await open({ pin: credential.pin, oneTimeCode: twin.newCode('LTAT-01') })
    const request = { field: outcomeFields.leader, key, appearance: handAppearance, signingTime: signedAt }
    const signed = acceptedValue(await signPdf(sample.prepared, request))
    expect(verifyPdf(signed, { roots: [sample.root.certificate] }).verdict).toBe('valid')
  })

  it('signs a hundred with one code, and only what was confirmed', async () => {
    const key = await open({ pin: credential.pin, oneTimeCode: twin.newCode('LTAT-01') })
    const deeds = Array.from({ length: 100 }, (_, index) => async (each: { sign: typeof key.sign }) => {
      if (index === 40) throw new Error('this one falls before it is signed')
      return each.sign(Buffer.from(`văn bản ${index}`))
    })
    const done = await signTogether(key, deeds, 2)
    expect(done.filter((each) => each.status === 'fulfilled')).toHaveLength(99)
    // The code served once.
    await expect(key.sign(Buffer.from('thêm'))).rejects.toMatchObject(refused('signature.confirmation-wrong'))
    credential.wrongTries = 0
  })

  it('refuses a wrong PIN or code, counts the tries, and locks', async () => {
    const wrong = 'signature.confirmation-wrong'
    const code = twin.newCode('LTAT-01')
    await expect(signing({ pin: '0', oneTimeCode: code })).rejects.toMatchObject(refused(wrong, { triesLeft: 2 }))
    await expect(signing({ pin: credential.pin, oneTimeCode: '0' })).rejects.toMatchObject(
      refused(wrong, { triesLeft: 1 }),
    )
    await expect(signing({ pin: credential.pin })).rejects.toMatchObject(refused(wrong, { triesLeft: 0 }))
    await expect(signing({ pin: credential.pin, oneTimeCode: code })).rejects.toMatchObject(
      refused('signature.key-locked'),
    )
    Object.assign(credential, { status: 'enabled', wrongTries: 0 })
  })

  it('tells an expired confirmation from a wrong one', async () => {
    // The clock of the service moves on between the confirmation and the signing.
    let calls = 0
    const clock = { now: () => now.add({ minutes: calls++ === 0 ? 0 : 2 }) }
    const slow = openDemoRemoteSigner({
      clientId: 'motcua',
      clientSecret: 'bí mật của bài thử',
      credentials: [credential],
      clock,
      authorizationSeconds: 60,
    })
    const url = await slow.app.listen({ host: '127.0.0.1', port: 0 })
    const again = openRemoteKey({ ...service, url }, credential.id, credential.certificateChain, {
      pin: credential.pin,
      oneTimeCode: slow.newCode('LTAT-01'),
    })
    await expect((await again).sign(Buffer.from('x'))).rejects.toMatchObject(refused('signature.confirmation-expired'))
    await slow.app.close()
  })

  it('is not opened when the credential was revoked, or another certificate is there', async () => {
    credential.status = 'revoked'
    await expect(open({})).rejects.toMatchObject(refused('signature.credential-revoked'))
    credential.status = 'enabled'
    const other = openRemoteKey(service, credential.id, sample.leader.certificateChain, {})
    await expect(other).rejects.toMatchObject(refused('signature.key-unavailable'))
  })

  it('is unavailable when the service is silent, away, or does not know the program', async () => {
    const gone = refused('signature.key-unavailable')
    twin.setSilent(true)
    await expect(open({}, { ...service, patienceMs: 150 })).rejects.toMatchObject(gone)
    twin.setSilent(false)
    await expect(open({}, { ...service, url: 'http://127.0.0.1:9' })).rejects.toMatchObject(gone)
    await expect(open({}, { ...service, clientSecret: 'sai' })).rejects.toMatchObject(gone)
  })
})
