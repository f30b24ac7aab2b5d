import type { Result } from '#kernel/result.ts'

export type AxisMessageKind = 'edoc' | 'status'

/** A message that waits at the axis for one of our agencies. */
export type WaitingMessage = {
  readonly axisId: string
  readonly kind: AxisMessageKind
  /** Codes as the axis writes them; opaque. */
  readonly from: string
  readonly to: string
}

/** An agency as the axis knows it: the code in use, and the one of QCVN 102 that older messages carry. */
export type AxisAgency = {
  readonly id: string
  readonly code: string
  readonly oldCode: string
  readonly parentCode: string
  readonly name: string
  readonly email: string
}

export type AxisRefusal =
  /** No answer, or one that is none: nothing is known of what was asked; it may be asked again. */
  | { readonly code: 'axis.silent'; readonly why: string }
  /** The axis heard and said no; asking again changes nothing. */
  | { readonly code: 'axis.refused'; readonly reason: string; readonly errorCode: string }

export type OutgoingMessage = {
  readonly kind: AxisMessageKind
  /** Code of the agency that sends. */
  readonly from: string
  readonly sha256: Uint8Array
  readonly sizeBytes: number
  readonly open: () => AsyncIterable<Uint8Array>
}

/** The national axis of documents, or whatever stands in for it. Every call may be made again: the axis is asked, not told, twice. */
export type Axis = {
  /** Answers the identifier that the axis gave. A message sent twice may come to its receivers twice. */
  readonly send: (message: OutgoingMessage) => Promise<Result<{ readonly axisId: string }, AxisRefusal>>
  /** Those that were not confirmed yet, oldest first. */
  readonly listWaiting: (kind: AxisMessageKind) => Promise<Result<readonly WaitingMessage[], AxisRefusal>>
  /** The message as it was sent. */
  readonly fetch: (axisId: string) => Promise<Result<Uint8Array, AxisRefusal>>
  /** After `done` or `fail` a message waits no more. */
  readonly confirm: (axisId: string, outcome: 'done' | 'fail' | 'processing') => Promise<Result<null, AxisRefusal>>
  readonly listAgencies: () => Promise<Result<readonly AxisAgency[], AxisRefusal>>
}
