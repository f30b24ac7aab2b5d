import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { foreignTool, testWhen } from '#test/support/foreign-tool.ts'
import { createAuthority, issueCertificate, type KeyType } from '../certificate-authority.ts'
import { outcomeFields } from '../outcome-fields.ts'
import { signPdf } from '../sign-pdf.ts'
import { handAppearance, leaderSubject, makeSigningSample, sampleValidity, signedAt } from '../signing-sample.ts'
import { verifyPdf } from '../verification/verify-pdf.ts'
import { openTokenKey } from './pkcs11-key.ts'
import { listTokenCertificates, openPkcs11Library, type Pkcs11Library } from './pkcs11-library.ts'
import { signTogether } from './sign-together.ts'

const isBuilt = (() => {
  try {
    createRequire(import.meta.url)('pkcs11js')
    return true
  } catch {
    return false
  }
})()
const softhsm = foreignTool('softhsm2-util')
const path = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so'].find(existsSync)
const canRun = isBuilt && path !== undefined && softhsm.path !== null
const pin = '2468'

/** A token of SoftHSM with one key of each kind and its certificate, as a registration office would hand it over. */
const makeToken = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'softhsm-'))
  mkdirSync(join(folder, 'tokens'))
  writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`)
  process.env.SOFTHSM2_CONF = join(folder, 'softhsm2.conf')
  const run = async (...options: readonly string[]) => {
    const { code, output } = await softhsm.run(options)
    expect(code, output).toBe(0)
  }
  await run('--init-token', '--free', '--label', 'UBND Việt Trì', '--pin', pin, '--so-pin', '1357')
  const root = await createAuthority({ commonName: 'Gốc thử' }, sampleValidity)
  const issued = new Map<KeyType, Uint8Array>()
  const library = await openPkcs11Library(path ?? '')
  for (const [keyId, keyType] of [
    ['a1', 'rsa2048'],
    ['b2', 'p256'],
  ] as const) {
    const own = await issueCertificate(root, leaderSubject, sampleValidity, { keyType })
    const file = join(folder, `${keyId}.pem`)
    writeFileSync(
      file,
      `-----BEGIN PRIVATE KEY-----\n${Buffer.from(own.privateKey)
        .toString('base64')
        .replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`,
    )
    await run('--import', file, '--token', 'UBND Việt Trì', '--label', keyType, '--id', keyId, '--pin', pin)
    issued.set(keyType, own.certificate)
    putCertificate(library, keyId, own.certificate)
  }
  return { library, root, issued }
}

/** SoftHSM's own tool brings keys only. */
const putCertificate = ({ calls, words }: Pkcs11Library, keyId: string, certificate: Uint8Array): void => {
  const [slot] = calls.C_GetSlotList(true)
  const session = calls.C_OpenSession(slot ?? Buffer.alloc(0), words.CKF_SERIAL_SESSION | words.CKF_RW_SESSION)
  calls.C_Login(session, words.CKU_USER, pin)
  calls.C_CreateObject(session, [
    { type: words.CKA_CLASS, value: words.CKO_CERTIFICATE },
    { type: words.CKA_CERTIFICATE_TYPE, value: words.CKC_X_509 },
    { type: words.CKA_TOKEN, value: true },
    { type: words.CKA_PRIVATE, value: false },
    { type: words.CKA_ID, value: Buffer.from(keyId, 'hex') },
    { type: words.CKA_LABEL, value: 'chung thu' },
    { type: words.CKA_SUBJECT, value: Buffer.from(keyId, 'hex') },
    { type: words.CKA_VALUE, value: Buffer.from(certificate) },
  ])
  calls.C_Logout(session)
  calls.C_CloseSession(session)
}

const token = canRun ? makeToken() : undefined
const scene = async () => {
  if (token === undefined) throw new Error('no token')
  return token
}
const on = softhsm.path === null ? softhsm.test : testWhen(canRun, 'pkcs11js')
const locator = (keyId: string) => ({ tokenLabel: 'UBND Việt Trì', keyId })

describe('a key on a token', () => {
  on('is found with its certificate, without a PIN', async () => {
    const { library, issued } = await scene()
    const found = await listTokenCertificates(library, 'UBND Việt Trì')
    expect(found.map((each) => each.keyId).toSorted()).toEqual(['a1', 'b2'])
    expect(found.some((each) => Buffer.compare(each.certificate, issued.get('p256') ?? Buffer.alloc(0)) === 0)).toBe(
      true,
    )
  })

  on('signs documents that hold, with either kind of key', async () => {
    const { library, root, issued } = await scene()
    const { prepared } = await makeSigningSample()
    for (const [keyId, keyType] of [
      ['a1', 'rsa2048'],
      ['b2', 'p256'],
    ] as const) {
      const chain = [issued.get(keyType) ?? Buffer.alloc(0), root.certificate]
      const { key, close } = await openTokenKey(library, locator(keyId), chain, pin)
      const request = { field: outcomeFields.leader, key, appearance: handAppearance, signingTime: signedAt }
      const signed = await signPdf(prepared, request)
      await close()
      expect(verifyPdf(acceptedValue(signed), { roots: [root.certificate] }).verdict).toBe('valid')
    }
  })

  on('signs many with one PIN', async () => {
    const { library, root, issued } = await scene()
    const chain = [issued.get('p256') ?? Buffer.alloc(0), root.certificate]
    const { key, close } = await openTokenKey(library, locator('b2'), chain, pin)
    const texts = Array.from({ length: 100 }, (_, index) => Buffer.from(`văn bản ${index}`))
    const done = await signTogether(
      key,
      texts.map((text) => (each) => each.sign(text)),
      4,
    )
    await close()
    expect(done.every((each) => each.status === 'fulfilled')).toBe(true)
  })

  on('refuses a wrong PIN, even while another holder is logged in to the same token', async () => {
    const { library, root, issued } = await scene()
    const chain = [issued.get('p256') ?? Buffer.alloc(0), root.certificate]
    const first = await openTokenKey(library, locator('b2'), chain, pin)
    const second = openTokenKey(library, locator('b2'), chain, '0000').catch((error: unknown) => error)
    await first.key.sign(Buffer.from('x'))
    await first.close()
    expect(await second).toMatchObject({ refusal: { code: 'signature.confirmation-wrong' } })
    const third = await openTokenKey(library, locator('b2'), chain, pin)
    await third.close()
  })

  on('is not there when the token or the key is not, and signs for no other certificate', async () => {
    const { library, root, issued } = await scene()
    const chain = [issued.get('p256') ?? Buffer.alloc(0), root.certificate]
    const gone = { refusal: { code: 'signature.key-unavailable' } }
    await expect(openTokenKey(library, { tokenLabel: 'khác', keyId: 'b2' }, chain, pin)).rejects.toMatchObject(gone)
    await expect(openTokenKey(library, locator('ff'), chain, pin)).rejects.toMatchObject(gone)
    const stranger = await issueCertificate(root, leaderSubject, sampleValidity)
    expect(new X509Certificate(stranger.certificate).ca).toBe(false)
    const wrong = await openTokenKey(library, locator('b2'), [stranger.certificate], pin)
    await expect(wrong.key.sign(Buffer.from('x'))).rejects.toMatchObject(gone)
    await wrong.close()
  })
})
