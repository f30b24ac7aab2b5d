import type { Temporal } from '#kernel/time.ts'
import type { OpenKeyRefusal } from './refusals.ts'

/** Why a file that came back from the signer's own tool is not taken; as `#platform/signing` says it. */
export type ReturnedFileRefusal =
  | {
      readonly code:
        | 'returned.other-document'
        | 'returned.unreadable'
        | 'returned.not-signed'
        | 'returned.several-signatures'
    }
  | { readonly code: 'returned.other-signer'; readonly name: string }
  | { readonly code: 'returned.content-changed' | 'returned.signature-invalid'; readonly finding: string }

export type DesktopRefusal =
  | { readonly code: 'desktop.not-found' }
  /** The time for it is over; it is opened anew. */
  | { readonly code: 'desktop.closed' }
  /** It has come back already, as another file. */
  | { readonly code: 'desktop.returned-already' }
  | { readonly code: 'desktop.not-returned' }
  /** His key is not on his own machine. */
  | { readonly code: 'desktop.key-elsewhere' }
  | OpenKeyRefusal

/** A document in the hands of the signer's own tool. */
export type DesktopSigning = {
  readonly id: string
  readonly officerId: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly version: number
  readonly title: string
  readonly sentSha256: string
  readonly sentBytes: number
  readonly returnedSha256: string | null
  readonly returnedBytes: number | null
  /** Of the certificate that must have signed. */
  readonly serial: string
  readonly level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | null
  readonly refusedBecause: ReturnedFileRefusal | null
  readonly closesAt: Temporal.Instant
  readonly isTaken: boolean
}

/** How long a tool has: to be started, to be told the PIN, to ask again. */
export const desktopMinutes = 15

/** `waiting` for the tool; `returned`, to be taken by its officer; `taken`; `closed` when the time was over before. */
export const stateOfDesktop = (
  signing: DesktopSigning,
  now: Temporal.Instant,
): 'waiting' | 'returned' | 'taken' | 'closed' => {
  if (signing.isTaken) return 'taken'
  if (signing.returnedSha256 !== null) return 'returned'
  return now.epochMilliseconds < signing.closesAt.epochMilliseconds ? 'waiting' : 'closed'
}
