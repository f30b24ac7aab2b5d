/** How many documents were issued, and how. Each count is at most the one that it is a share of. */
export type DocumentShareCounts = {
  readonly issued: number
  /** Signed by the person and the agency in the file. */
  readonly signed: number
  /** With receivers on this system; of them those that went without paper. */
  readonly inside: number
  readonly insideElectronic: number
  /** With receivers elsewhere; of them those that went without paper. */
  readonly outside: number
  readonly outsideElectronic: number
  /** On the day of the signature; at the latest on the next working day. @legal ND-30-2020 Điều 18 */
  readonly sameDay: number
  readonly inTime: number
}

/** Which documents stand behind what a share is short of. */
export const shareFaults = ['any', 'not-signed', 'inside-paper', 'outside-paper', 'not-same-day', 'late'] as const
export type ShareFault = (typeof shareFaults)[number]

export const sumOfShares = (rows: readonly DocumentShareCounts[]): DocumentShareCounts => {
  const sum = (name: keyof DocumentShareCounts): number => rows.reduce((total, row) => total + row[name], 0)
  return {
    issued: sum('issued'),
    signed: sum('signed'),
    inside: sum('inside'),
    insideElectronic: sum('insideElectronic'),
    outside: sum('outside'),
    outsideElectronic: sum('outsideElectronic'),
    sameDay: sum('sameDay'),
    inTime: sum('inTime'),
  }
}

/** In thousandths, rounded down so that only all is all; null of nothing. */
export const permilleOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((1_000 * part) / whole)
