import { X509Certificate } from 'node:crypto'
import { dateOf, type Temporal } from '#kernel/time.ts'
import {
  childOf,
  childrenOf,
  derNull,
  integer,
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
import type { SigningKey } from '../signing-key.ts'
import { keyBitsOf, sha1, subjectOf } from './certificate-names.ts'
import { ocspOids } from './ocsp.ts'

/** A certificate that its issuer took back; the serial number as hexadecimal digits, the reason by RFC 5280, 5.3.1. */
export type TakenBack = { readonly serial: string; readonly at: Temporal.Instant; readonly reason?: number }

const signatureAlgorithm = {
  'rsa-sha256': sequence(oid('1.2.840.113549.1.1.11'), derNull),
  'ecdsa-sha256': sequence(oid('1.2.840.10045.4.3.2')),
} as const

const stampOf = (at: Temporal.Instant): string => dateOf(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)
const generalizedTime = (at: Temporal.Instant): Buffer => tlv(0x18, Buffer.from(`${stampOf(at)}Z`, 'latin1'))
/** Lists write years before 2050 with two digits (RFC 5280, 5.1.2.4). */
const listTime = (at: Temporal.Instant): Buffer =>
  stampOf(at) < '2050' ? tlv(0x17, Buffer.from(`${stampOf(at).slice(2)}Z`, 'latin1')) : generalizedTime(at)

const bits = (bytes: Uint8Array): Buffer => tlv(0x03, Buffer.from([0]), bytes)

/** Content of an integer as DER wants it: no needless zeros, and never negative. */
const serialContent = (serial: string): Buffer => {
  const even = serial.length % 2 === 0 ? serial : `0${serial}`
  const bytes = Buffer.from(even, 'hex')
  const from = bytes.findIndex((byte) => byte !== 0)
  const short = from === -1 ? Buffer.from([0]) : bytes.subarray(from)
  return (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short
}

const certificateOf = (key: SigningKey): X509Certificate => {
  const own = key.certificateChain[0]
  if (own === undefined) throw new RangeError('key without certificate')
  return new X509Certificate(own)
}

const enumerated = (value: number): Buffer => tlv(0x0a, Buffer.from([value]))

export type Issued = {
  /** The key of the issuer itself. */
  readonly key: SigningKey
  readonly takenBack: readonly TakenBack[]
  readonly thisUpdate: Temporal.Instant
  readonly nextUpdate: Temporal.Instant
}

/** A whole list of what an issuer took back (RFC 5280, 5), with its number. */
export const writeRevocationList = async (issued: Issued, number: number): Promise<Buffer> => {
  const issuer = certificateOf(issued.key)
  const entries = issued.takenBack.map(({ serial, at, reason }) =>
    sequence(
      tlv(0x02, serialContent(serial)),
      listTime(at),
      ...(reason === undefined ? [] : [sequence(sequence(oid('2.5.29.21'), octets(enumerated(reason))))]),
    ),
  )
  const keyId = sequence(oid('2.5.29.35'), octets(sequence(tlv(0x80, sha1(keyBitsOf(issuer))))))
  const listNumber = sequence(oid('2.5.29.20'), octets(tlv(0x02, serialContent(number.toString(16)))))
  const algorithm = signatureAlgorithm[issued.key.algorithm]
  const body = sequence(
    integer(1),
    algorithm,
    subjectOf(issuer),
    listTime(issued.thisUpdate),
    listTime(issued.nextUpdate),
    ...(entries.length === 0 ? [] : [sequence(Buffer.concat(entries))]),
    tlv(0xa0, sequence(keyId, listNumber)),
  )
  return sequence(body, algorithm, bits(await issued.key.sign(body)))
}

/** What a responder's key answers with: the issuer's own, or one that the issuer certified for answering. */
export type Responder = Issued & { readonly answeringKey?: SigningKey; readonly isKnown?: (serial: string) => boolean }

/** The answer to a request of RFC 6960, of any number of certificates; a request that cannot be read is answered as malformed. */
export const answerOcsp = async (request: Uint8Array, responder: Responder): Promise<Buffer> => {
  try {
    return await answer(request, responder)
  } catch {
    return sequence(enumerated(1))
  }
}

const answer = async (request: Uint8Array, responder: Responder): Promise<Buffer> => {
  const body = childOf(parse(request), 0)
  const list = childrenOf(body).find((part) => part.idBlock.tagClass === 1)
  const asked = childrenOf(list).slice(0, 20)
  const issuer = certificateOf(responder.key)
  const singles = asked.map((each) => {
    const id = childOf(each, 0)
    const isOurs = octetsOf(childOf(id, 2)).equals(sha1(keyBitsOf(issuer)))
    const serial = rawOf(childOf(id, 3)).subarray(2).toString('hex')
    return sequence(
      rawOf(id),
      isOurs ? statusOf(serial, responder) : tlv(0x82),
      generalizedTime(responder.thisUpdate),
      tlv(0xa0, generalizedTime(responder.nextUpdate)),
    )
  })
  const key = responder.answeringKey ?? responder.key
  const own = certificateOf(key)
  const nonce = nonceOf(taggedOf(body, 2))
  const data = sequence(
    tlv(0xa1, subjectOf(own)),
    generalizedTime(responder.thisUpdate),
    sequence(...singles),
    ...(nonce === undefined ? [] : [tlv(0xa1, sequence(nonce))]),
  )
  const basic = sequence(
    data,
    signatureAlgorithm[key.algorithm],
    bits(await key.sign(data)),
    tlv(0xa0, sequence(own.raw)),
  )
  return sequence(enumerated(0), tlv(0xa0, sequence(oid(ocspOids.basic), octets(basic))))
}

const statusOf = (serial: string, responder: Responder): Buffer => {
  const taken = responder.takenBack.find((each) => serialContent(each.serial).toString('hex') === serial)
  if (taken !== undefined) {
    const reason = taken.reason === undefined ? [] : [tlv(0xa0, enumerated(taken.reason))]
    return tlv(0xa1, generalizedTime(taken.at), ...reason)
  }
  return responder.isKnown?.(serial) === false ? tlv(0x82) : tlv(0x80)
}

const nonceOf = (extensions: Parameters<typeof childOf>[0] | undefined): Buffer | undefined => {
  if (extensions === undefined) return undefined
  const found = childrenOf(childOf(extensions, 0)).find((each) => oidOf(childOf(each, 0)) === ocspOids.nonce)
  return found === undefined ? undefined : rawOf(found)
}
