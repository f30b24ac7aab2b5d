import { describe, expect, it } from 'vitest'
import { decideFeeReturn, decideRefundVerdict, decideSurplusReturn } from './refunds.ts'

const charge = { id: 'c', state: 'paid', amount: 50_000, paymentId: 'p' } as const
const live = { chargeId: 'c', paymentId: 'p', state: 'proposed' } as const

describe('a fee that is given back', () => {
  it.each([
    ['of a refused dossier', charge, [], 3, 50_000],
    ['of a withdrawn dossier', charge, [], 7, 50_000],
    ['of a stopped dossier', charge, [], 8, 50_000],
    ['while the dossier goes on', charge, [], 4, 'payment.dossier-goes-on'],
    ['of a returned result', charge, [], 10, 'payment.dossier-goes-on'],
    ['that was never paid', { ...charge, state: 'due' as const, paymentId: null }, [], 7, 'payment.charge-not-paid'],
    ['a second time', charge, [live], 7, 'payment.refund-known'],
    ['after it was declined', charge, [{ ...live, state: 'declined' as const }], 7, 50_000],
    ['beside a surplus of the same payment', charge, [{ ...live, chargeId: null }], 7, 50_000],
  ])('%s', (_what, one, refunds, status, expected) => {
    const done = decideFeeReturn(one, refunds, status)
    expect('amount' in done ? done.amount : done.code).toBe(expected)
  })
})

describe('what was paid too much', () => {
  it.each([
    ['goes back', { id: 'p', surplus: 20_000 }, [], 20_000],
    ['is nothing', { id: 'p', surplus: 0 }, [], 'payment.charge-not-paid'],
    ['goes back once', { id: 'p', surplus: 20_000 }, [{ ...live, chargeId: null }], 'payment.refund-known'],
    ['goes back beside a fee of the same payment', { id: 'p', surplus: 20_000 }, [live], 20_000],
  ])('%s', (_what, payment, refunds, expected) => {
    const done = decideSurplusReturn(payment, refunds)
    expect('amount' in done ? done.amount : done.code).toBe(expected)
  })
})

describe('the verdict on a refund', () => {
  const ask = { isApproved: true, note: '', officerId: 'head' }
  it.each([
    ['of another', { state: 'proposed', proposedBy: 'desk' }, ask, 'approved'],
    ['of the program', { state: 'proposed', proposedBy: null }, ask, 'approved'],
    ['of one’s own', { state: 'proposed', proposedBy: 'head' }, ask, 'payment.four-eyes'],
    [
      'no, without a reason',
      { state: 'proposed', proposedBy: 'desk' },
      { ...ask, isApproved: false },
      'payment.reason-missing',
    ],
    [
      'no, with a reason',
      { state: 'proposed', proposedBy: 'desk' },
      { ...ask, isApproved: false, note: 'x' },
      'declined',
    ],
    ['twice', { state: 'approved', proposedBy: 'desk' }, ask, 'payment.refund-done-already'],
  ] as const)('%s', (_what, refund, verdict, expected) => {
    const done = decideRefundVerdict(refund, verdict)
    expect(typeof done === 'string' ? done : done.code).toBe(expected)
  })
})
