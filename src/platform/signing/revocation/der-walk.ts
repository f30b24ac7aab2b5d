/** One value of DER where it lies: its tag, where its content begins and ends. */
export type DerPlace = { readonly tag: number; readonly start: number; readonly at: number; readonly end: number }

/**
 * Reads tags and lengths in place. Lists of revoked certificates have a hundred thousand entries; a tree of objects for each would
 * cost seconds. Throws `RangeError` for indefinite and overlong lengths and for values that reach beyond `limit`.
 */
export const derAt = (bytes: Uint8Array, start: number, limit: number): DerPlace => {
  const tag = bytes[start]
  const first = bytes[start + 1]
  if (tag === undefined || first === undefined || start + 2 > limit || (tag & 0x1f) === 0x1f)
    throw new RangeError('not DER')
  let at = start + 2
  let length = first
  if (first >= 0x80) {
    const width = first & 0x7f
    if (width === 0 || width > 4 || at + width > limit) throw new RangeError('not DER')
    length = 0
    for (let index = 0; index < width; index += 1) length = length * 256 + (bytes[at + index] ?? 0)
    at += width
  }
  if (at + length > limit) throw new RangeError('not DER')
  return { tag, start, at, end: at + length }
}

/** The values inside a constructed one, one after another. */
export const derInside = (bytes: Uint8Array, place: DerPlace): readonly DerPlace[] => {
  const found: DerPlace[] = []
  for (let at = place.at; at < place.end; ) {
    const next = derAt(bytes, at, place.end)
    found.push(next)
    at = next.end
  }
  return found
}

/** Milliseconds since 1970 of a UTCTime or GeneralizedTime; undefined for anything else. */
export const derTime = (bytes: Uint8Array, place: DerPlace): number | undefined => {
  const text = Buffer.from(bytes.subarray(place.at, Math.min(place.end, place.at + 32))).toString('latin1')
  const found = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,6})?Z$/.exec(text)
  if (found === null || (place.tag !== 0x17 && place.tag !== 0x18)) return undefined
  const [, digits = '', month, day, hour, minute, second] = found
  // RFC 5280, 4.1.2.5.1: two digits from 50 on are of the last century.
  const year = digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) >= 50 ? 1900 : 2000)
  return Date.UTC(year, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
}
