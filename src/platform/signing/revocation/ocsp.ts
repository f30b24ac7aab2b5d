import { randomBytes, X509Certificate } from 'node:crypto'
import type { BaseBlock } from 'asn1js'
import {
  childOf,
  childrenOf,
  derNull,
  octets,
  octetsOf,
  oid,
  oidOf,
  parse,
  rawOf,
  sequence,
  taggedOf,
  tlv,
} from '../cms/der.ts'
import { keyBitsOf, serialOf, sha1, subjectOf } from './certificate-names.ts'
import { derAt, derTime } from './der-walk.ts'
import { isSignedBy } from './signed-by.ts'

/** What a responder says of one certificate (RFC 6960). Times are milliseconds since 1970. */
export type OcspAnswer = {
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly revokedAt: number | undefined
  readonly reason: number | undefined
  readonly thisUpdate: number
  readonly nextUpdate: number | undefined
  readonly nonce: Buffer | undefined
}

export const ocspOids = {
  basic: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  noCheck: '1.3.6.1.5.5.7.48.1.5',
  signing: '1.3.6.1.5.5.7.3.9',
  sha1: '1.3.14.3.2.26',
} as const

/** SHA-1 names the issuer here and protects nothing; responders are bound to know it (RFC 5019, 2.1.1). */
export const certificateId = (certificate: X509Certificate, issuer: X509Certificate): Buffer =>
  sequence(
    sequence(oid(ocspOids.sha1), derNull),
    octets(sha1(subjectOf(issuer))),
    octets(sha1(keyBitsOf(issuer))),
    serialOf(certificate),
  )

export type OcspRequest = { readonly bytes: Buffer; readonly nonce: Buffer }

export const newOcspRequest = (certificate: X509Certificate, issuer: X509Certificate): OcspRequest => {
  const nonce = octets(randomBytes(16))
  const extensions = tlv(0xa2, sequence(sequence(oid(ocspOids.nonce), octets(nonce))))
  const list = sequence(sequence(certificateId(certificate, issuer)))
  return { bytes: sequence(sequence(list, extensions)), nonce }
}

/**
 * What the answer says of a certificate, when the issuer or a responder that the issuer named signed it; undefined for anything else.
 * Never throws.
 */
export const readOcspAnswer = (
  bytes: Uint8Array,
  certificate: X509Certificate,
  issuer: X509Certificate,
): OcspAnswer | undefined => {
  try {
    return read(bytes, certificate, issuer)
  } catch {
    return undefined
  }
}

const read = (bytes: Uint8Array, certificate: X509Certificate, issuer: X509Certificate): OcspAnswer | undefined => {
  const response = parse(bytes)
  const state = rawOf(childOf(response, 0)).at(-1)
  const wrapped = taggedOf(response, 0)
  if (state !== 0 || wrapped === undefined) return undefined
  const typed = childOf(wrapped, 0)
  if (oidOf(childOf(typed, 0)) !== ocspOids.basic) return undefined
  const basic = parse(octetsOf(childOf(typed, 1)))
  const [data, algorithm, signature] = childrenOf(basic)
  if (data === undefined || algorithm === undefined || signature === undefined) return undefined
  const responder = responderOf(basic, data, issuer)
  const value = rawOf(signature)
  const place = derAt(value, 0, value.length)
  const isSigned =
    responder !== undefined &&
    isSignedBy(rawOf(data), oidOf(childOf(algorithm, 0)), value.subarray(place.at + 1), responder.publicKey)
  if (!isSigned) return undefined
  return answerAbout(data, certificateId(certificate, issuer))
}

/** The issuer itself, or whom it gave a certificate for answering; never anybody else. */
const responderOf = (basic: BaseBlock, data: BaseBlock, issuer: X509Certificate): X509Certificate | undefined => {
  const sent = taggedOf(basic, 0)
  const certificates = sent === undefined ? [] : childrenOf(childOf(sent, 0)).slice(0, 5)
  const candidates = [issuer, ...certificates.map((each) => new X509Certificate(rawOf(each)))]
  const { name, producedAt } = partsOf(data)
  if (producedAt === undefined) return undefined
  return candidates.find((candidate) => {
    const isNamed =
      name.idBlock.tagNumber === 1
        ? subjectOf(candidate).equals(rawOf(childOf(name, 0)))
        : sha1(keyBitsOf(candidate)).equals(octetsOf(childOf(name, 0)))
    if (!isNamed) return false
    if (candidate.raw.equals(issuer.raw)) return true
    return (
      candidate.keyUsage?.includes(ocspOids.signing) === true &&
      candidate.validFromDate.getTime() <= producedAt &&
      producedAt <= candidate.validToDate.getTime() &&
      candidate.checkIssued(issuer) &&
      candidate.verify(issuer.publicKey)
    )
  })
}

/** The data of a response: a version that is nearly always left out, the responder's name, the time, the answers, extensions. */
const partsOf = (data: BaseBlock) => {
  const from = taggedOf(data, 0) === undefined ? 0 : 1
  return {
    name: childOf(data, from),
    producedAt: timeOf(childOf(data, from + 1)),
    answers: childrenOf(childOf(data, from + 2)),
    extensions: childrenOf(data)[from + 3],
  }
}

const timeOf = (block: BaseBlock | undefined): number | undefined => {
  if (block === undefined) return undefined
  const raw = rawOf(block)
  return derTime(raw, derAt(raw, 0, raw.length))
}

const answerAbout = (data: BaseBlock, wanted: Buffer): OcspAnswer | undefined => {
  const { answers, extensions } = partsOf(data)
  const single = answers.find((each) => sameId(childOf(each, 0), wanted))
  if (single === undefined) return undefined
  const [, status, updated, next] = childrenOf(single)
  const thisUpdate = timeOf(updated)
  if (status === undefined || thisUpdate === undefined) return undefined
  const revoked = status.idBlock.tagNumber === 1 ? childrenOf(status) : []
  const reason = revoked[1]
  return {
    status: status.idBlock.tagNumber === 0 ? 'good' : status.idBlock.tagNumber === 1 ? 'revoked' : 'unknown',
    revokedAt: timeOf(revoked[0]),
    reason: reason === undefined ? undefined : rawOf(childOf(reason, 0)).at(-1),
    thisUpdate,
    nextUpdate: next?.idBlock.tagNumber === 0 ? timeOf(childOf(next, 0)) : undefined,
    nonce: nonceOf(extensions),
  }
}

/** Digests of issuer and key, and the serial number; the parameters of the algorithm may be left out by the responder. */
const sameId = (block: BaseBlock, wanted: Buffer): boolean => {
  const other = parse(wanted)
  return [1, 2, 3].every((index) => rawOf(childOf(block, index)).equals(rawOf(childOf(other, index))))
}

const nonceOf = (extensions: BaseBlock | undefined): Buffer | undefined => {
  if (extensions === undefined) return undefined
  const found = childrenOf(childOf(extensions, 0)).find((each) => oidOf(childOf(each, 0)) === ocspOids.nonce)
  return found === undefined ? undefined : octetsOf(childrenOf(found).at(-1))
}
