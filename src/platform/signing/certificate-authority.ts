import { randomBytes, X509Certificate } from 'node:crypto'
import {
  BitString,
  Set as DerSet,
  IA5String,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Primitive,
  PrintableString,
  Sequence,
  Utf8String,
} from 'asn1js'
import {
  AccessDescription,
  BasicConstraints,
  Certificate,
  CRLDistributionPoints,
  DistributionPoint,
  Extension,
  ExtKeyUsage,
  GeneralName,
  InfoAccess,
  RelativeDistinguishedNames,
} from 'pkijs'
import { dateOf, type Temporal } from '#kernel/time.ts'

/** A certificate with its private key, both DER (the key as PKCS#8). */
export type CertifiedKey = { readonly certificate: Uint8Array; readonly privateKey: Uint8Array }

export type Subject = {
  readonly commonName: string
  readonly organisation?: string
  readonly locality?: string
  /** Identity number of a person, or code of an agency (attribute serialNumber). */
  readonly serialNumber?: string
  readonly email?: string
}

export type Validity = { readonly from: Temporal.Instant; readonly until: Temporal.Instant }

/** Elliptic keys are made in a millisecond, RSA keys in a third of a second; readers accept both. */
export type KeyType = 'p256' | 'rsa2048'

/**
 * A root of the program's own, for demonstration and rehearsal: its signatures are real, its certificates bind nobody.
 * Offices use the certificates that the law prescribes.
 */
export const createAuthority = async (
  subject: Subject,
  validity: Validity,
  keyType: KeyType = 'p256',
): Promise<CertifiedKey> => {
  const keys = await generateKeys(keyType)
  const certificate = await newCertificate(subject, validity, keys.publicKey)
  certificate.issuer = certificate.subject
  certificate.extensions = [
    extension('2.5.29.19', true, new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema().toBER()),
    extension('2.5.29.15', true, keyUsage(0b00000110, 1)),
  ]
  return finish(certificate, keys.privateKey, keys.privateKey)
}

export type IssueOptions = {
  readonly keyType?: KeyType
  /** A time-stamping certificate signs time-stamps only (RFC 3161, 2.3), one for answering signs answers of OCSP only (RFC 6960, 4.2.2.2). */
  readonly purpose?: 'document' | 'time-stamp' | 'revocation-answer'
  /** Where the issuer will say whether the certificate still stands. */
  readonly services?: { readonly ocspUrl: string; readonly crlUrl: string }
}

/** A certificate for a person or an agency, good for documents: digitalSignature and nonRepudiation. */
export const issueCertificate = async (
  authority: CertifiedKey,
  subject: Subject,
  validity: Validity,
  options: IssueOptions = {},
): Promise<CertifiedKey> => {
  const keys = await generateKeys(options.keyType ?? 'p256')
  const certificate = await newCertificate(subject, validity, keys.publicKey)
  const issuer = Certificate.fromBER(toArrayBuffer(authority.certificate))
  certificate.issuer = issuer.subject
  certificate.extensions = [
    extension('2.5.29.19', true, new BasicConstraints({ cA: false }).toSchema().toBER()),
    extension('2.5.29.15', true, keyUsage(0b11000000, 6)),
    await issuerIdentifier(issuer),
    ...purposeExtensions(options.purpose ?? 'document'),
    ...(options.services === undefined ? [] : serviceExtensions(options.services)),
  ]
  return finish(certificate, keys.privateKey, await importPrivateKey(authority))
}

const extendedUsage = (purpose: string): Extension =>
  extension('2.5.29.37', true, new ExtKeyUsage({ keyPurposes: [purpose] }).toSchema().toBER())

const purposeExtensions = (purpose: NonNullable<IssueOptions['purpose']>): readonly Extension[] => {
  if (purpose === 'document') return []
  if (purpose === 'time-stamp') return [extendedUsage('1.3.6.1.5.5.7.3.8')]
  // Who answers for others is not asked about itself (id-pkix-ocsp-nocheck).
  return [extendedUsage('1.3.6.1.5.5.7.3.9'), extension('1.3.6.1.5.5.7.48.1.5', false, new Null().toBER())]
}

const serviceExtensions = (services: NonNullable<IssueOptions['services']>): readonly Extension[] => {
  const address = (url: string): GeneralName => new GeneralName({ type: 6, value: url })
  const access = new InfoAccess({
    accessDescriptions: [
      new AccessDescription({ accessMethod: '1.3.6.1.5.5.7.48.1', accessLocation: address(services.ocspUrl) }),
    ],
  })
  const points = new CRLDistributionPoints({
    distributionPoints: [new DistributionPoint({ distributionPoint: [address(services.crlUrl)] })],
  })
  return [
    extension('1.3.6.1.5.5.7.1.1', false, access.toSchema().toBER()),
    extension('2.5.29.31', false, points.toSchema().toBER()),
  ]
}

const algorithms = {
  p256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa2048: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
} as const

const generateKeys = (keyType: KeyType): Promise<CryptoKeyPair> =>
  keyType === 'p256'
    ? crypto.subtle.generateKey(algorithms.p256, true, ['sign', 'verify'])
    : crypto.subtle.generateKey(algorithms.rsa2048, true, ['sign', 'verify'])

const importPrivateKey = async (owner: CertifiedKey): Promise<CryptoKey> => {
  const type = new X509Certificate(owner.certificate).publicKey.asymmetricKeyType
  return crypto.subtle.importKey(
    'pkcs8',
    toArrayBuffer(owner.privateKey),
    algorithms[type === 'rsa' ? 'rsa2048' : 'p256'],
    true,
    ['sign'],
  )
}

const newCertificate = async (subject: Subject, validity: Validity, publicKey: CryptoKey): Promise<Certificate> => {
  const certificate = new Certificate()
  certificate.version = 2
  // Positive and 128 bits wide, so that no two certificates meet.
  certificate.serialNumber = new Integer({
    valueHex: toArrayBuffer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
  })
  certificate.subject = distinguishedName(subject)
  certificate.notBefore.value = dateOf(validity.from)
  certificate.notAfter.value = dateOf(validity.until)
  // From 2050 on the year takes four digits (RFC 5280, 4.1.2.5).
  if (certificate.notAfter.value.getUTCFullYear() >= 2050) certificate.notAfter.type = 1
  await certificate.subjectPublicKeyInfo.importKey(publicKey)
  return certificate
}

/** Country, place, organisation, name, in the order of the national certificate profile; each part stands alone. */
const distinguishedName = (subject: Subject): RelativeDistinguishedNames => {
  const text = (value: string): Utf8String => new Utf8String({ value: value.normalize('NFC') })
  const plain = (value: string): PrintableString =>
    new PrintableString({ value: value.replace(/[^A-Za-z0-9 '()+,./:=?-]/g, '-') })
  const parts: readonly (readonly [string, Utf8String | PrintableString | IA5String | undefined])[] = [
    ['2.5.4.6', plain('VN')],
    ['2.5.4.7', subject.locality === undefined ? undefined : text(subject.locality)],
    ['2.5.4.10', subject.organisation === undefined ? undefined : text(subject.organisation)],
    ['2.5.4.3', text(subject.commonName)],
    ['2.5.4.5', subject.serialNumber === undefined ? undefined : plain(subject.serialNumber)],
    ['1.2.840.113549.1.9.1', subject.email === undefined ? undefined : new IA5String({ value: subject.email })],
  ]
  const name = new Sequence({
    value: parts.flatMap(([type, value]) =>
      value === undefined
        ? []
        : [new DerSet({ value: [new Sequence({ value: [new ObjectIdentifier({ value: type }), value] })] })],
    ),
  })
  return RelativeDistinguishedNames.fromBER(name.toBER())
}

const extension = (extnID: string, critical: boolean, extnValue: ArrayBuffer): Extension =>
  new Extension({ extnID, critical, extnValue })

const keyUsage = (bits: number, unusedBits: number): ArrayBuffer =>
  new BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits }).toBER()

const finish = async (certificate: Certificate, own: CryptoKey, issuer: CryptoKey): Promise<CertifiedKey> => {
  const identifier = await keyIdentifier(certificate)
  certificate.extensions?.push(extension('2.5.29.14', false, new OctetString({ valueHex: identifier }).toBER()))
  await certificate.sign(issuer, 'SHA-256')
  return {
    certificate: new Uint8Array(certificate.toSchema(true).toBER()),
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', own)),
  }
}

/** RFC 5280, 4.2.1.2: the SHA-1 of the key's bits; a name for finding the issuer, not a protection. */
const keyIdentifier = (certificate: Certificate): Promise<ArrayBuffer> =>
  crypto.subtle.digest('SHA-1', certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView.slice())

const issuerIdentifier = async (issuer: Certificate): Promise<Extension> => {
  const keyId = new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: await keyIdentifier(issuer) })
  return extension('2.5.29.35', false, new Sequence({ value: [keyId] }).toBER())
}

export const toArrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer
