import type { X509Certificate } from 'node:crypto'
import { childOf, oidOf, parse } from '../cms/der.ts'
import { subjectOf } from './certificate-names.ts'
import { type DerPlace, derAt, derInside, derTime } from './der-walk.ts'
import { isSignedBy } from './signed-by.ts'

/** A list of revoked certificates (RFC 5280, 5) that its issuer signed. Times are milliseconds since 1970. */
export type RevocationList = {
  readonly thisUpdate: number
  readonly nextUpdate: number | undefined
  /** By the content bytes of the serial number, hexadecimal. */
  readonly revoked: ReadonlyMap<string, { readonly at: number; readonly reason: number | undefined }>
}

const numberOfList = '2.5.29.20'
const issuerKey = '2.5.29.35'
const distribution = '2.5.29.28'
/** Critical extensions with these numbers are understood; a list with any other is left aside. */
const understood: ReadonlySet<string> = new Set([numberOfList, issuerKey, distribution])

/** The list, when the issuer signed it and it is a whole one; undefined for anything else. Never throws. */
export const readRevocationList = (bytes: Uint8Array, issuer: X509Certificate): RevocationList | undefined => {
  try {
    return read(bytes, issuer)
  } catch {
    return undefined
  }
}

const read = (bytes: Uint8Array, issuer: X509Certificate): RevocationList | undefined => {
  const outer = derAt(bytes, 0, bytes.length)
  const [body, algorithm, value] = derInside(bytes, outer)
  if (body === undefined || algorithm === undefined || value === undefined) return undefined
  const signed = bytes.subarray(body.start, body.end)
  const name = oidOf(childOf(parse(bytes.subarray(algorithm.start, algorithm.end)), 0))
  if (!isSignedBy(signed, name, bytes.subarray(value.at + 1, value.end), issuer.publicKey)) return undefined
  const parts = derInside(bytes, body)
  // The version, which only lists of version 2 carry.
  const from = parts[0]?.tag === 0x02 ? 1 : 0
  const [, writer, updated] = parts.slice(from)
  if (writer === undefined || updated === undefined) return undefined
  if (!subjectOf(issuer).equals(bytes.subarray(writer.start, writer.end))) return undefined
  const rest = parts.slice(from + 3)
  const thisUpdate = derTime(bytes, updated)
  const next = rest.find((part) => part.tag === 0x17 || part.tag === 0x18)
  if (thisUpdate === undefined || !isWhole(bytes, rest)) return undefined
  return {
    thisUpdate,
    nextUpdate: next === undefined ? undefined : derTime(bytes, next),
    revoked: entriesOf(
      bytes,
      rest.find((part) => part.tag === 0x30),
    ),
  }
}

const entriesOf = (bytes: Uint8Array, list: DerPlace | undefined): RevocationList['revoked'] => {
  const revoked = new Map<string, { at: number; reason: number | undefined }>()
  if (list === undefined) return revoked
  for (const entry of derInside(bytes, list)) {
    const [serial, when, extensions] = derInside(bytes, entry)
    const at = when === undefined ? undefined : derTime(bytes, when)
    if (serial === undefined || at === undefined) throw new RangeError('entry of a list that cannot be read')
    revoked.set(hex(bytes.subarray(serial.at, serial.end)), { at, reason: reasonOf(bytes, extensions) })
  }
  return revoked
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** CRLReason (RFC 5280, 5.3.1): the value of the extension is an enumerated number in an octet string. */
const reasonOf = (bytes: Uint8Array, extensions: DerPlace | undefined): number | undefined => {
  if (extensions === undefined) return undefined
  const text = hex(bytes.subarray(extensions.at, extensions.end))
  const found = /0603551d1504030a01([0-9a-f]{2})/.exec(text)
  return found === null ? undefined : Number.parseInt(found[1] ?? '', 16)
}

/** A list that only tells what changed, that speaks for other issuers, or of some reasons only, must not be taken for the whole. */
const isWhole = (bytes: Uint8Array, rest: readonly DerPlace[]): boolean => {
  const tagged = rest.find((part) => part.tag === 0xa0)
  if (tagged === undefined) return true
  const [list] = derInside(bytes, tagged)
  if (list === undefined) return false
  return derInside(bytes, list).every((extension) => {
    const parts = derInside(bytes, extension)
    const [id] = parts
    const value = parts.at(-1)
    if (id === undefined || value === undefined) return false
    const number = oidOf(parse(bytes.subarray(id.start, id.end)))
    const isCritical = parts.length === 3
    if (number === distribution) return isPlainDistribution(bytes, value)
    return !isCritical || understood.has(number)
  })
}

/** An issuing distribution point may name the list and say that it holds end certificates; anything narrower is not the whole. */
const isPlainDistribution = (bytes: Uint8Array, value: DerPlace): boolean => {
  const point = derAt(bytes, value.at, value.end)
  return derInside(bytes, point).every((part) => part.tag === 0xa0 || part.tag === 0x81)
}
