import { X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { OctetString } from 'asn1js'
import {
  AuthenticatedSafe,
  CertBag,
  Certificate,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
} from 'pkijs'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type CertifiedKey, toArrayBuffer } from './certificate-authority.ts'
import { localSigningKey, type SigningKey } from './signing-key.ts'

export type Pkcs12Refusal =
  /** Wrong password, or the file was changed. */
  | { readonly code: 'pkcs12.not-opened' }
  /** The password is right, the encryption is one of the last century; it has to be written anew. */
  | { readonly code: 'pkcs12.old-encryption' }
  /** Opened, but without a key that fits its certificate. */
  | { readonly code: 'pkcs12.no-signing-key' }

const shroudedKeyBag = '1.2.840.113549.1.12.10.1.2'
const certificateBag = '1.2.840.113549.1.12.10.1.3'

/** For passwords that people choose; a long random one needs no more than a thousand. */
const patientIterations = 100_000

/** A PKCS#12 file (RFC 7292) with the key encrypted (PBES2, AES-256) and the whole protected by a SHA-256 code from the password. */
export const writePkcs12 = async (
  owner: CertifiedKey,
  issuers: readonly Uint8Array[],
  password: string,
  iterations = patientIterations,
): Promise<Uint8Array> => {
  const secret = toArrayBuffer(Buffer.from(password, 'utf8'))
  const keyBag = new PKCS8ShroudedKeyBag({ parsedValue: PrivateKeyInfo.fromBER(toArrayBuffer(owner.privateKey)) })
  await keyBag.makeInternalValues({
    password: secret,
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 } as Parameters<
      PKCS8ShroudedKeyBag['makeInternalValues']
    >[0]['contentEncryptionAlgorithm'],
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: iterations,
  })
  const certificates = [owner.certificate, ...issuers].map(
    (certificate) =>
      new SafeBag({
        bagId: certificateBag,
        bagValue: new CertBag({ parsedValue: Certificate.fromBER(toArrayBuffer(certificate)) }),
      }),
  )
  const keys = new SafeBag({ bagId: shroudedKeyBag, bagValue: keyBag })
  const safe = new AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: 0, value: new SafeContents({ safeBags: [keys] }) },
        { privacyMode: 0, value: new SafeContents({ safeBags: certificates }) },
      ],
    },
  })
  await safe.makeInternalValues({ safeContents: [{}, {}] })
  const pfx = new PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } })
  await pfx.makeInternalValues({
    password: secret,
    iterations,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  })
  return new Uint8Array(pfx.toSchema().toBER())
}

/** A private key (PKCS#8) with its certificate first, then those of the issuers; all DER. */
type OwnKey = { readonly privateKey: Uint8Array; readonly certificateChain: readonly [Uint8Array, ...Uint8Array[]] }

const findOwnKey = async (file: Uint8Array, password: string): Promise<Result<OwnKey, Pkcs12Refusal>> => {
  const opened = await openPkcs12(file, toArrayBuffer(Buffer.from(password, 'utf8')))
  if (opened === undefined)
    return refuse({ code: opensElsewhere(file, password) ? 'pkcs12.old-encryption' : 'pkcs12.not-opened' })
  for (const privateKey of opened.keys) {
    for (const own of opened.certificates) {
      const key: OwnKey = { privateKey, certificateChain: [own, ...issuersOf(own, opened.certificates)] }
      if (fits(key)) return accept(key)
    }
  }
  return refuse({ code: 'pkcs12.no-signing-key' })
}

/** The key of a PKCS#12 file. The certificate that fits the key comes first in its chain, the other certificates follow. */
export const readPkcs12 = async (file: Uint8Array, password: string): Promise<Result<SigningKey, Pkcs12Refusal>> => {
  const found = await findOwnKey(file, password)
  return found.ok ? accept(localSigningKey(found.value.privateKey, found.value.certificateChain)) : found
}

/** The same key in a new file under another password, with what does not belong to it left out; and its certificates. */
export const repackPkcs12 = async (
  file: Uint8Array,
  password: string,
  next: { readonly password: string; readonly iterations: number },
): Promise<Result<{ readonly file: Uint8Array; readonly certificateChain: readonly Uint8Array[] }, Pkcs12Refusal>> => {
  const found = await findOwnKey(file, password)
  if (!found.ok) return found
  const { privateKey, certificateChain } = found.value
  const [certificate, ...issuers] = certificateChain
  const written = await writePkcs12({ certificate, privateKey }, issuers, next.password, next.iterations)
  return accept({ file: written, certificateChain })
}

/** Whether the password is right, though the file is encrypted in a way that is no longer read here (3DES, RC2). */
const opensElsewhere = (file: Uint8Array, password: string): boolean => {
  try {
    createSecureContext({ pfx: Buffer.from(file), passphrase: password })
    return true
  } catch {
    return false
  }
}

const fits = ({ privateKey, certificateChain }: OwnKey): boolean => {
  try {
    localSigningKey(privateKey, certificateChain)
    return true
  } catch {
    return false
  }
}

const issuersOf = (own: Uint8Array, all: readonly Uint8Array[]): readonly Uint8Array[] => {
  const chain: Uint8Array[] = []
  let last = new X509Certificate(own)
  for (let steps = 0; steps < 8; steps += 1) {
    const issuer = all.find(
      (candidate) =>
        !chain.includes(candidate) && candidate !== own && last.checkIssued(new X509Certificate(candidate)),
    )
    if (issuer === undefined) break
    chain.push(issuer)
    last = new X509Certificate(issuer)
  }
  return chain
}

type Opened = { readonly keys: readonly Uint8Array[]; readonly certificates: readonly Uint8Array[] }

const openPkcs12 = async (file: Uint8Array, password: ArrayBuffer): Promise<Opened | undefined> => {
  try {
    const pfx = PFX.fromBER(toArrayBuffer(file))
    await pfx.parseInternalValues({ password, checkIntegrity: true })
    const safe = pfx.parsedValue?.authenticatedSafe
    if (safe === undefined) return undefined
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) })
    const contents = (safe.parsedValue?.safeContents ?? []) as readonly { readonly value: SafeContents }[]
    const keys: Uint8Array[] = []
    const certificates: Uint8Array[] = []
    for (const bag of contents.flatMap((content) => content.value.safeBags)) {
      const value = bag.bagValue
      if (value instanceof PKCS8ShroudedKeyBag) {
        // Declared protected, yet the only way to ask for the decrypted key of a bag.
        await (
          value as unknown as { parseInternalValues: (parameters: { password: ArrayBuffer }) => Promise<void> }
        ).parseInternalValues({ password })
        if (value.parsedValue !== undefined) keys.push(new Uint8Array(value.parsedValue.toSchema().toBER()))
      } else if (value instanceof PrivateKeyInfo) keys.push(new Uint8Array(value.toSchema().toBER()))
      else if (value instanceof CertBag && value.certValue instanceof OctetString)
        certificates.push(new Uint8Array(value.certValue.getValue()))
    }
    return { keys, certificates }
  } catch {
    return undefined
  }
}
