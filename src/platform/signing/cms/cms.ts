import { createHash } from 'node:crypto'
import type { SignatureAlgorithm, SigningKey } from '../signing-key.ts'
import { childOf, derNull, integer, octets, oid, parse, rawOf, sequence, set, taggedOf, tlv } from './der.ts'

export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  ecdsaSha256: '1.2.840.10045.4.3.2',
} as const

const algorithmIdentifier: Readonly<Record<SignatureAlgorithm, Buffer>> = {
  'rsa-sha256': sequence(oid(oids.rsa), derNull),
  'ecdsa-sha256': sequence(oid(oids.ecdsaSha256)),
}

const sha256Identifier = sequence(oid(oids.sha256))

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const attribute = (type: string, value: Uint8Array): Buffer => sequence(oid(type), set(value))

/** Serial number and issuer of a certificate, as it carries them. */
export const issuerAndSerial = (certificate: Uint8Array): { readonly issuer: Buffer; readonly serial: Buffer } => {
  const body = childOf(parse(certificate), 0)
  const offset = taggedOf(body, 0) === undefined ? 0 : 1
  return { serial: rawOf(childOf(body, offset)), issuer: rawOf(childOf(body, offset + 2)) }
}

export type SigningMeans = {
  readonly key: SigningKey
  /** Gets the signature value and gives an RFC 3161 token over it. */
  readonly timeStamp?: ((signature: Uint8Array) => Promise<Uint8Array>) | undefined
}

/**
 * A detached CMS signature over a digest, baseline B of PAdES (ETSI EN 319 142-1): content type, digest and the signer's
 * certificate are signed; the time is not, it stands in the signature dictionary. With a time-stamp it is baseline T.
 */
export const signDigest = (digest: Uint8Array, means: SigningMeans): Promise<Buffer> =>
  signContent(oids.data, digest, undefined, means)

/** As `signDigest`, with the content (and its type) inside: how time-stamp tokens are made. */
export const signContent = async (
  contentType: string,
  digest: Uint8Array,
  content: Uint8Array | undefined,
  means: SigningMeans,
): Promise<Buffer> => {
  const { key, timeStamp } = means
  const own = key.certificateChain[0]
  if (own === undefined) throw new RangeError('key without certificate')
  const { issuer, serial } = issuerAndSerial(own)
  const reference = sequence(octets(sha256(own)), sequence(sequence(tlv(0xa4, issuer)), serial))
  const attributes = [
    attribute(oids.contentType, oid(contentType)),
    attribute(oids.messageDigest, octets(digest)),
    attribute(oids.signingCertificateV2, sequence(sequence(reference))),
  ].toSorted(Buffer.compare)
  const signature = await key.sign(set(...attributes))
  const token = await timeStamp?.(signature)
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serial),
    sha256Identifier,
    tlv(0xa0, ...attributes),
    algorithmIdentifier[key.algorithm],
    octets(signature),
    ...(token === undefined ? [] : [tlv(0xa1, attribute(oids.timeStampToken, token))]),
  )
  const encapsulated = sequence(oid(contentType), ...(content === undefined ? [] : [tlv(0xa0, octets(content))]))
  // Version 3 when the content is not plain data (RFC 5652, 5.1).
  const version = integer(contentType === oids.data ? 1 : 3)
  const certificates = tlv(0xa0, ...key.certificateChain)
  const signedData = sequence(version, set(sha256Identifier), encapsulated, certificates, set(signerInfo))
  return sequence(oid(oids.signedData), tlv(0xa0, signedData))
}

/** The parts of a CMS SignedData with exactly one signer. Throws when it is anything else. */
export type ParsedSignedData = {
  readonly contentType: string
  readonly content: Buffer | undefined
  readonly certificates: readonly Buffer[]
  readonly issuer: Buffer
  readonly serial: Buffer
  readonly digestAlgorithm: string
  /** The signed attributes as they were signed (a DER set), and each by its type. */
  readonly signedAttributes: Buffer
  readonly attributes: ReadonlyMap<string, Buffer>
  readonly signatureAlgorithm: string
  readonly signature: Buffer
  readonly unsignedAttributes: ReadonlyMap<string, Buffer>
  /** Bytes that the structure itself takes; what follows must be padding. */
  readonly length: number
}
