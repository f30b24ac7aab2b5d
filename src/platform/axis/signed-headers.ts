import { createHash, createHmac } from 'node:crypto'
import { localTime, type Temporal } from '#kernel/time.ts'

/** Who speaks to the national axis: the name that it gave, and the secret that both know. */
export type AxisKey = { readonly systemId: string; readonly secret: string }

export type Header = readonly [name: string, value: string]

const prefix = 'XroadVnpt-'

const int32 = (value: number): number => value | 0
const javaHash = (text: string): number =>
  [...text].reduce((hash, sign) => int32(Math.imul(31, hash) + sign.charCodeAt(0)), 0)

/** Whoever signed first kept the names in a hash table of Java, with room for sixteen: what is signed stands in the order of that table. */
const placeInTable = (name: string): number => {
  const hash = javaHash(name)
  return (hash ^ (hash >>> 16)) & 15
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `22112026T035635+0033`: local time, and behind the plus sign not a zone but milliseconds. */
export const axisTime = (at: Temporal.Instant): string => {
  const { day, month, year, hour, minute, second, millisecond } = localTime(at)
  return `${two(day)}${two(month)}${year}T${two(hour)}${two(minute)}${two(second)}+${String(millisecond).padStart(4, '0')}`
}

export const hmacOf = (text: string, secret: string): string => createHmac('sha256', secret).update(text).digest('hex')

/**
 * What the axis signs a request by. `parameters` are those of the operation, by their names without prefix; their order is not looked at.
 * The last header is not signed.
 */
export const signedHeaders = (
  key: AxisKey,
  parameters: Readonly<Record<string, string>>,
  request: { readonly contentType: string; readonly timestamp: string },
): readonly Header[] => {
  const { contentType, timestamp } = request
  // Names that share a place stand as they came in: those of every request before those of the operation.
  const all = { systemid: key.systemId, timestamp, 'Content-Type': contentType, ...parameters }
  const names = Object.keys(all).sort((left, right) => placeInTable(left) - placeInTable(right))
  const values: Readonly<Record<string, string>> = all
  const signed = names.map((name): Header => [prefix + name, values[name] ?? ''])
  const json = JSON.stringify(Object.fromEntries(signed))
  return [
    ['Content-Type', contentType],
    ...signed,
    [`${prefix}sign-header-key`, names.join(';')],
    [`${prefix}sign-header`, json],
    [`${prefix}hash-header`, hmacOf(json, key.secret)],
    ['User-Agent', 'JAVASDKAgent/1.0.0 XRoad/VPCP'],
    [`${prefix}version`, '3.0.201608'],
  ]
}

/** Hexadecimal as the axis wants it: bytes below sixteen are one digit, so that most digests are shorter than 64. */
export const axisDigest = (digest: Uint8Array): string => [...digest].map((byte) => byte.toString(16)).join('')

export const axisDigestOf = (content: Uint8Array): string => axisDigest(createHash('sha256').update(content).digest())
