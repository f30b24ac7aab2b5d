import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import type { Fee, Offer } from '#modules/procedures/domain/index.ts'
import { chargesOf, decideRelief, type FeeCharge, feesToSettle } from './charges.ts'
import { isAskedNow, isGivenUp, judgeReport, type Payment, settle } from './settlement.ts'

const fee = (changed: Partial<Fee>): Fee => ({ kind: 'le-phi', name: 'Lệ phí', amount: 75_000, note: '', ...changed })

const offerOf = (fees: readonly Fee[], isLookedThrough = true): Offer => {
  const channels = [{ channel: 'online', limit: null, limitText: '', fees, description: '' }]
  const local = isLookedThrough ? { fees: [] } : null
  return { published: { channels }, local } as unknown as Offer
}

describe('what a filing is charged with', () => {
  it.each<[string, Partial<Fee>, number | null]>([
    ['a fee by the dossier', {}, 75_000],
    ['a fee by the copy', { per: 'bản', amount: 8_000 }, 24_000],
    ['a fee by the time', { per: 'lần' }, 75_000],
    ['a fee by the page, which an officer counts', { per: 'trang', amount: 2_000 }, null],
    ['a fee set elsewhere', { amount: null }, null],
    ['no fee', { amount: 0 }, null],
  ])('%s', (_, changed, amount) => {
    const charged = chargesOf(offerOf([fee(changed)]), 'online', new Map([['bản', 3]]))
    const name = changed.per === 'bản' ? 'Lệ phí (3 bản × 8.000 đ)' : 'Lệ phí'
    expect(charged).toEqual(amount === null ? [] : [{ code: '1', name, kind: 2, amount, collectedWhen: 1 }])
  })

  it('nothing by the machine, when the province has not looked the procedure through', () => {
    expect(chargesOf(offerOf([fee({})], false), 'online', new Map())).toEqual([])
    expect(feesToSettle(offerOf([fee({})], false), 'online')).toHaveLength(1)
    const free = [fee({}), fee({ amount: 0 }), fee({ amount: null }), fee({ per: 'trang' })]
    expect(feesToSettle(offerOf(free), 'online')).toHaveLength(2)
  })

  it('leaves to an officer no fee that stands as a charge already, counted in its name or not', () => {
    const counted = [fee({ name: 'Phí chứng thực', per: 'trang' }), fee({ name: 'Phí địa chính', amount: null })]
    const left = feesToSettle(offerOf(counted), 'online', [{ name: 'Phí chứng thực (4 trang)' }])
    expect(left.map(({ name }) => name)).toEqual(['Phí địa chính'])
  })
})

const charge = (changed: Partial<FeeCharge> = {}): FeeCharge => ({
  id: 'a',
  code: '1',
  name: 'Lệ phí',
  kind: 2,
  amount: 75_000,
  collectedWhen: 1,
  state: 'due',
  amountBefore: null,
  reliefBasis: '',
  reliefEvidence: '',
  reliefReason: '',
  paymentId: null,
  ...changed,
})

describe('relief', () => {
  it('keeps what was asked first', () => {
    const once = decideRelief(charge(), { kind: 'reduce', amount: 50_000 }, 'Hộ nghèo')
    const twice = decideRelief(once as FeeCharge, { kind: 'reduce', amount: 10_000 }, 'Hộ nghèo')
    expect(twice).toMatchObject({ amount: 10_000, amountBefore: 75_000, state: 'due' })
    expect(decideRelief(charge(), { kind: 'waive' }, 'Hộ nghèo')).toMatchObject({ state: 'waived', amount: 75_000 })
  })
  it('never raises, and never touches what is settled', () => {
    expect(decideRelief(charge(), { kind: 'reduce', amount: 75_000 }, 'x')).toMatchObject({
      code: 'payment.reduction-not-smaller',
    })
    expect(decideRelief(charge({ state: 'paid' }), { kind: 'waive' }, 'x')).toMatchObject({
      code: 'payment.charge-not-due',
    })
  })
})

describe('a report of the platform', () => {
  const payment = (changed: Partial<Payment>): Payment =>
    ({ amount: 100_000, state: 'requested', transactionId: null, ...changed }) as Payment
  const paid = { outcome: 'paid', amount: 100_000, transactionId: 'GD1' } as const

  it.each<[Partial<Payment>, Parameters<typeof judgeReport>[1], ReturnType<typeof judgeReport>]>([
    [{}, paid, 'paid'],
    [{ state: 'failed' }, paid, 'paid'],
    [{ state: 'abandoned' }, paid, 'paid'],
    [{ state: 'paid', transactionId: 'GD1' }, paid, 'repeated'],
    [{ state: 'paid', transactionId: 'GD2' }, paid, 'paid-twice'],
    [{}, { ...paid, amount: 99_999 }, 'amount-differs'],
    [{}, { ...paid, amount: 100_001 }, 'amount-differs'],
    [{}, { ...paid, outcome: 'failed' }, 'failure-noted'],
    [{ state: 'paid', transactionId: 'GD1' }, { ...paid, outcome: 'failed' }, 'repeated'],
  ])('%j told %j is %s', (changed, report, verdict) => expect(judgeReport(payment(changed), report)).toBe(verdict))

  it('loses and makes no money', () => {
    const states = fc.constantFrom('due', 'paid', 'waived', 'refunded')
    const charges = fc.array(
      fc.record({ asked: fc.integer({ min: 1, max: 1e9 }), state: states, cut: fc.integer({ min: 0, max: 9 }) }),
    )
    fc.assert(
      fc.property(charges, (drawn) => {
        const now = drawn.map(({ asked, state, cut }, at) => ({
          id: String(at),
          state: state as FeeCharge['state'],
          amount: Math.max(1, asked - cut),
        }))
        const lines = drawn.map(({ asked }, at) => ({ chargeId: String(at), amount: asked }))
        const amount = drawn.reduce((sum, { asked }) => sum + asked, 0)
        const { chargeIds, surplus } = settle(amount, lines, now)
        const settled = now.filter((one) => chargeIds.includes(one.id))
        expect(settled.every((one) => one.state === 'due')).toBe(true)
        expect(surplus).toBeGreaterThanOrEqual(0)
        expect(settled.reduce((sum, one) => sum + one.amount, 0) + surplus).toBe(amount)
      }),
    )
  })
})

describe('an order without a notice', () => {
  const at = Temporal.Instant.from('2026-09-07T02:00:00Z')
  const askedAfter = (minutes: number) => isAskedNow(at, at.add({ minutes }))
  it('is asked about at once often, later seldom', () => {
    const asked = (from: number, until: number) =>
      Array.from({ length: until - from }, (_, step) => from + step).filter(askedAfter).length
    expect(asked(0, 2)).toBe(0)
    expect(asked(2, 30)).toBe(28)
    expect(asked(30, 30 + 120)).toBe(8)
    expect(asked(24 * 60, 24 * 60 + 180)).toBe(3)
  })
  it('is given up after three days', () => {
    expect(isGivenUp(at, at.add({ hours: 72 }))).toBe(false)
    expect(isGivenUp(at, at.add({ hours: 73 }))).toBe(true)
  })
})
