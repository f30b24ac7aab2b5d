import type { X509Certificate } from 'node:crypto'
import type { Trust } from './certificate-trust.ts'
import type { SignedField } from './signature-fields.ts'
import { type JudgedStamp, judgeTimeStamp } from './time-stamp-token.ts'
import { withoutPadding } from './without-padding.ts'

/** A time-stamp over the whole document as it was then. */
export type DocumentStamp = { readonly signed: SignedField; readonly stamp: JudgedStamp }

/**
 * Judges the time-stamps from the newest to the oldest: each is looked at from the time at which the next one saw it, so a chain of
 * renewals carries the proof over the end of each authority's certificate. In the order of the document.
 */
export const judgeDocumentStamps = (
  fields: readonly SignedField[],
  trust: Trust,
  others: readonly X509Certificate[],
  now: number,
): readonly DocumentStamp[] => {
  let seenAt = now
  return fields
    .filter((field) => field.isTimeStamp)
    .toReversed()
    .map((signed) => {
      const token = withoutPadding(signed.contents)
      const isPadded = signed.contents.subarray(token.length).every((byte) => byte === 0)
      const isWhole = signed.range.findings.length === 0 && isPadded
      const judged = judgeTimeStamp(token, signed.range.parts, trust, others, seenAt)
      const stamp: JudgedStamp = isWhole ? judged : { ...judged, state: 'wrong' }
      if (stamp.state === 'proof' && stamp.at !== undefined) seenAt = Math.min(seenAt, stamp.at)
      return { signed, stamp }
    })
    .toReversed()
}

/** The earliest proof over a part of the document that ends at `end`; milliseconds since 1970. */
export const firstSeenAt = (stamps: readonly DocumentStamp[], end: number): number | undefined =>
  stamps.find(({ signed, stamp }) => stamp.state === 'proof' && signed.range.end > end)?.stamp.at
