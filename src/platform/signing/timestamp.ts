import { randomBytes } from 'node:crypto'
import { fetchBytes } from '../http-client/fetch-bytes.ts'
import { oids, sha256 } from './cms/cms.ts'
import { parseSignedData } from './cms/cms-parse.ts'
import { childOf, childrenOf, integer, octets, octetsOf, oid, oidOf, parse, rawOf, sequence, tlv } from './cms/der.ts'

/** A time-stamp authority: gets a DER request (RFC 3161) and gives the DER response. */
export type TimeStampAuthority = { readonly ask: (request: Uint8Array) => Promise<Uint8Array> }

/** An authority reached over HTTP (RFC 3161, 3.4). */
export const httpTimeStampAuthority = (url: string, patienceMs = 10_000): TimeStampAuthority => ({
  ask: async (request) => {
    const headers = { 'content-type': 'application/timestamp-query' }
    const init = { method: 'POST', headers, body: Uint8Array.from(request) }
    return fetchBytes(url, init, { patienceMs, mostBytes: mostTokenBytes })
  },
})

/** Tokens with all certificates have some ten thousand bytes. */
const mostTokenBytes = 200_000

/** The token over some bytes, checked to be about them and about this request. Throws when the authority gives none. */
export const requestTimeStamp = (authority: TimeStampAuthority, bytes: Uint8Array): Promise<Uint8Array> =>
  requestTimeStampOf(authority, sha256(bytes))

/** As `requestTimeStamp`, for bytes whose SHA-256 is known. */
export const requestTimeStampOf = async (authority: TimeStampAuthority, digest: Buffer): Promise<Uint8Array> => {
  // Positive: the first byte stays below 128 and is not zero.
  const nonce = tlv(0x02, Buffer.concat([Buffer.from([0x40]), randomBytes(8)]))
  const imprint = sequence(sequence(oid(oids.sha256)), octets(digest))
  const request = sequence(integer(1), imprint, nonce, Buffer.from([0x01, 0x01, 0xff]))
  const response = parse(await authority.ask(request))
  const [status, token] = childrenOf(response)
  const state = rawOf(childOf(status, 0)).at(-1)
  if (token === undefined || (state !== 0 && state !== 1)) throw new Error('time-stamp authority refused')
  const raw = rawOf(token)
  const info = readTimeStampInfo(parseSignedData(raw).content)
  if (!info.digest.equals(digest) || info.nonce?.equals(nonce) !== true)
    throw new Error('time-stamp is about something else')
  return raw
}

export type TimeStampInfo = {
  readonly digestAlgorithm: string
  readonly digest: Buffer
  /** Milliseconds since 1970. */
  readonly at: number
  readonly nonce: Buffer | undefined
}

/** Throws when the content is no TSTInfo. */
export const readTimeStampInfo = (content: Buffer | undefined): TimeStampInfo => {
  if (content === undefined) throw new RangeError('time-stamp without content')
  const parts = childrenOf(parse(content))
  const imprint = parts[2]
  const time = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,6})?Z$/.exec(generalizedTime(parts[4] && rawOf(parts[4])))
  if (time === null) throw new RangeError('time-stamp without time')
  const [, year, month, day, hour, minute, second] = time
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  const nonce = parts.slice(5).find((part) => part.idBlock.tagClass === 1 && part.idBlock.tagNumber === 2)
  return {
    digestAlgorithm: oidOf(childOf(childOf(imprint, 0), 0)),
    digest: octetsOf(childOf(imprint, 1)),
    at,
    nonce: nonce === undefined ? undefined : rawOf(nonce),
  }
}

const generalizedTime = (raw: Buffer | undefined): string =>
  raw?.[0] === 0x18 && raw.length < 40 ? raw.subarray(2).toString('latin1') : ''
