import type { Dong } from '#kernel/money.ts'
import type { Fee } from '../domain/index.ts'

/**
 * What a procedure costs, in one line: nothing is published, it is free, an amount or a span of amounts; `isOpen` when a part of it is set
 * elsewhere or counted by the piece, so that the sum is not known beforehand. `by-case`: the source tells several fees for one way.
 */
export type ProcedureCost =
  | { readonly kind: 'unpublished' }
  | { readonly kind: 'free' }
  | { readonly kind: 'set-elsewhere' }
  | { readonly kind: 'by-case' }
  | { readonly kind: 'amount'; readonly least: Dong; readonly most: Dong; readonly isOpen: boolean }

export const costOf = (fees: readonly Fee[]): ProcedureCost => {
  if (fees.length === 0) return { kind: 'unpublished' }
  const amounts = fees.flatMap((fee) => (fee.amount === null ? [] : [fee.amount]))
  const positive = amounts.filter((amount) => amount > 0)
  const isOpen = amounts.length < fees.length || fees.some((fee) => fee.per !== undefined && fee.amount !== 0)
  if (positive.length > 0) return { kind: 'amount', least: Math.min(...amounts), most: Math.max(...amounts), isOpen }
  return amounts.length > 0 && amounts.length === fees.length ? { kind: 'free' } : { kind: 'set-elsewhere' }
}
