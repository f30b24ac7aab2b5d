import type { Temporal } from '#kernel/time.ts'
import type { KeyHolder } from './key-holder.ts'
import type { OpenKeyRefusal } from './refusals.ts'

/** Why a file that came back from the signer's own tool is not taken; as `#platform/signing` says it. */
export type ReturnedFileRefusal =
  | {
      readonly code:
        | 'returned.other-document'
        | 'returned.unreadable'
        | 'returned.not-signed'
        | 'returned.several-signatures'
        /** The province wants signatures whose time is proven. */
        | 'returned.time-unproven'
    }
  | { readonly code: 'returned.other-signer'; readonly name: string }
  | { readonly code: 'returned.content-changed' | 'returned.signature-invalid'; readonly finding: string }

export type DesktopRefusal =
  | { readonly code: 'desktop.not-found' }
  /** The time for it is over; it is opened anew. */
  | { readonly code: 'desktop.closed' }
  /** Its number was given up, or somebody else has opened it since. */
  | { readonly code: 'desktop.withdrawn' }
  /** It has come back already, as another file. */
  | { readonly code: 'desktop.returned-already' }
  | { readonly code: 'desktop.not-returned' }
  /** The key is not on a machine of its holder's own. */
  | { readonly code: 'desktop.key-elsewhere' }
  | OpenKeyRefusal

/** What VGCA Sign Service is asked to do, in its own words: a signature, number and seal, a file that goes along, a certified copy. */
export const desktopOperations = ['SignApproved', 'SignIssued', 'SignAppendix', 'SignCopy'] as const
export type DesktopOperation = (typeof desktopOperations)[number]

/** One file in the hands of the tool. */
export type DesktopFile = {
  readonly id: string
  readonly name: string
  readonly operation: DesktopOperation
  /** What the tool prints beside its signature; empty where the number stands in the file. */
  readonly code: string
  readonly sentSha256: string
  readonly sentBytes: number
  readonly returned: DesktopReturn | null
  readonly refusedBecause: ReturnedFileRefusal | null
}

export type DesktopReturn = {
  readonly sha256: string
  readonly sizeBytes: number
  readonly level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'
}

/** A document in the hands of the signer's own tool, with the files that go along with it. */
export type DesktopSigning = {
  readonly id: string
  readonly officerId: string
  /** Whose seal it is; null: the officer's own signature. */
  readonly agencyId: string | null
  readonly subject: { readonly kind: string; readonly id: string }
  readonly version: number
  readonly title: string
  /** What it was made of, as its module names it: the number that is printed. */
  readonly basis: string | null
  /** One at least, the document itself first. */
  readonly files: readonly DesktopFile[]
  /** Of the certificate that must have signed. */
  readonly serial: string
  readonly closesAt: Temporal.Instant
  readonly isWithdrawn: boolean
  readonly isTaken: boolean
}

/** How long a tool has: to be started, to be told the PIN, to ask again. */
export const desktopMinutes = 15

export type DesktopState = 'waiting' | 'returned' | 'taken' | 'withdrawn' | 'closed'

/** `waiting` for the tool; `returned`, all of it, to be taken by its officer; `taken`; `closed` when the time was over before. */
export const stateOfDesktop = (signing: DesktopSigning, now: Temporal.Instant): DesktopState => {
  if (signing.isTaken) return 'taken'
  if (signing.isWithdrawn) return 'withdrawn'
  if (signing.files.every((file) => file.returned !== null)) return 'returned'
  return now.epochMilliseconds < signing.closesAt.epochMilliseconds ? 'waiting' : 'closed'
}

/** Whose certificate must have signed. */
export const holderOfDesktop = ({ officerId, agencyId }: Pick<DesktopSigning, 'officerId' | 'agencyId'>): KeyHolder =>
  agencyId === null ? { kind: 'officer', id: officerId } : { kind: 'agency', id: agencyId }
