import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { KeyHolder } from './key-holder.ts'
import type { SigningAuthority } from './signing-authority.ts'
import {
  awaitedSigners,
  checkOrder,
  decideTurn,
  type GivenSignature,
  openRound,
  type SigningOrder,
  type SigningRound,
} from './signing-order.ts'

const on = Temporal.PlainDate.from('2026-11-22')
const own: SigningAuthority = { capacity: 'own' }
const officer = (id: string): KeyHolder => ({ kind: 'officer', id })
const agency: KeyHolder = { kind: 'agency', id: 'agency' }
const round = (role: SigningRound['role'], holders: readonly KeyHolder[], needed = holders.length): SigningRound => ({
  role,
  signers: holders.map((holder) => ({ holder, authority: own })),
  needed,
})
const seal = round('seal', [agency])
const order = (...rounds: readonly SigningRound[]): SigningOrder => ({ content: 'QĐ', agreed: 'a0', rounds })
const given = (at: number, holder: KeyHolder, before: string, after: string): GivenSignature => ({
  round: at,
  holder,
  before,
  after,
})

describe('an order of signing', () => {
  it('needs a signature, and a seal of one agency at the end or none', () => {
    const signing = round('sign', [officer('head')])
    expect(checkOrder(order(signing, seal)).ok).toBe(true)
    expect(checkOrder(order(signing)).ok).toBe(true)
    const codeOf = (...rounds: readonly SigningRound[]) => {
      const checked = checkOrder(order(...rounds))
      return checked.ok ? 'accepted' : checked.refusal.code
    }
    expect(codeOf()).toBe('signature.order-empty')
    expect(codeOf(seal)).toBe('signature.order-without-signature')
    expect(codeOf(seal, signing)).toBe('signature.order-seal-misplaced')
    expect(codeOf(round('sign', [agency]))).toBe('signature.order-seal-misplaced')
    expect(codeOf(signing, round('seal', [officer('clerk')]))).toBe('signature.order-seal-misplaced')
    expect(codeOf(round('sign', [officer('a'), officer('a')]))).toBe('signature.order-doubled')
    expect(codeOf(round('sign', [officer('a')], 2))).toBe('signature.order-unsatisfiable')
    expect(codeOf(round('sign', [officer('a')], 0))).toBe('signature.order-unsatisfiable')
  })

  it('goes round after round, on the file that the last signature made', () => {
    const plan = order(round('countersign', [officer('unit')]), round('sign', [officer('head')]), seal)
    const ask = (holder: KeyHolder, sha256: string, done: readonly GivenSignature[] = []) => {
      const turn = decideTurn(plan, done, { holder, sha256, on })
      return turn.ok ? turn.value.role : turn.refusal.code
    }
    expect(ask(officer('head'), 'a0')).toBe('signature.not-your-turn')
    expect(ask(officer('stranger'), 'a0')).toBe('signature.not-in-order')
    expect(ask(officer('unit'), 'swapped')).toBe('signature.document-changed')
    expect(ask(officer('unit'), 'a0')).toBe('countersign')
    const first = [given(0, officer('unit'), 'a0', 'a1')]
    expect(ask(officer('unit'), 'a1', first)).toBe('signature.given-already')
    expect(ask(officer('head'), 'a0', first)).toBe('signature.document-changed')
    expect(ask(officer('head'), 'a1', first)).toBe('sign')
    const second = [...first, given(1, officer('head'), 'a1', 'a2')]
    expect(ask(agency, 'a2', second)).toBe('seal')
    expect(ask(agency, 'a3', [...second, given(2, agency, 'a2', 'a3')])).toBe('signature.order-complete')
  })

  it('takes any n of m, and says who is awaited', () => {
    const members = ['a', 'b', 'c'].map(officer)
    const plan = order(round('sign', members, 2), seal)
    const one = [given(0, officer('b'), 'a0', 'a1')]
    expect(awaitedSigners(plan, one).map((signer) => signer.holder.id)).toEqual(['a', 'c'])
    expect(acceptedValue(decideTurn(plan, one, { holder: officer('c'), sha256: 'a1', on }))).toMatchObject({
      fillsRound: true,
      fillsOrder: false,
    })
    const two = [...one, given(0, officer('c'), 'a1', 'a2')]
    expect(decideTurn(plan, two, { holder: officer('a'), sha256: 'a2', on })).toMatchObject({
      refusal: { code: 'signature.not-in-order' },
    })
    expect(awaitedSigners(plan, two).map((signer) => signer.holder)).toEqual([agency])
  })
})

describe('signing for somebody else', () => {
  const full: SigningAuthority = {
    capacity: 'TUQ',
    basis: '12/GUQ-UBND',
    from: Temporal.PlainDate.from('2026-11-01'),
    until: Temporal.PlainDate.from('2026-11-30'),
    contents: ['QĐ'],
  }
  const ask = (authority: SigningAuthority, day = '2026-11-22') => {
    const plan: SigningOrder = {
      ...order(),
      rounds: [{ role: 'sign', needed: 1, signers: [{ holder: officer('x'), authority }] }],
    }
    const turn = decideTurn(plan, [], { holder: officer('x'), sha256: 'a0', on: Temporal.PlainDate.from(day) })
    return turn.ok ? 'accepted' : turn.refusal.code
  }
  it('by authority needs it in writing, limited in time and content, and not passed on', () => {
    expect(ask(full)).toBe('accepted')
    expect(ask({ ...full, basis: ' ' })).toBe('signature.authority-unwritten')
    expect(ask({ capacity: 'TUQ', basis: '1', contents: ['QĐ'] })).toBe('signature.authority-unlimited')
    expect(ask({ ...full, contents: [] })).toBe('signature.authority-unlimited')
    expect(ask({ ...full, isPassedOn: true })).toBe('signature.authority-passed-on')
    expect(ask({ ...full, contents: ['TB'] })).toBe('signature.authority-other-content')
  })
  it('holds from its first day to its last', () => {
    expect(ask(full, '2026-11-01')).toBe('accepted')
    expect(ask(full, '2026-11-30')).toBe('accepted')
    expect(ask(full, '2026-10-31')).toBe('signature.authority-not-begun')
    expect(ask(full, '2026-12-01')).toBe('signature.authority-ended')
  })
  it('as a deputy or by order needs no paper of its own', () => {
    expect(ask({ capacity: 'KT' })).toBe('accepted')
    expect(ask({ capacity: 'TL', isPassedOn: true })).toBe('accepted')
  })
})

describe('whatever is tried in whatever turn', () => {
  const holders = ['a', 'b', 'c', 'd'].map(officer)
  const rounds = fc.array(
    fc
      .tuple(fc.subarray(holders, { minLength: 1 }), fc.nat())
      .map(([some, need]) => round('sign', some, 1 + (need % some.length))),
    { minLength: 1, maxLength: 4 },
  )
  it('rounds fill in their order, nobody signs a round twice, and the order ends exactly when all are full', () => {
    fc.assert(
      fc.property(rounds, fc.boolean(), fc.array(fc.nat(4), { maxLength: 60 }), (some, isSealed, tries) => {
        const plan = order(...some, ...(isSealed ? [seal] : []))
        expect(checkOrder(plan).ok).toBe(true)
        const done: GivenSignature[] = []
        let isOver = false
        for (const who of [...tries, ...tries]) {
          const holder = holders[who] ?? agency
          const sha256 = done.at(-1)?.after ?? 'a0'
          const turn = decideTurn(plan, done, { holder, sha256, on })
          const isAwaited = awaitedSigners(plan, done).some((signer) => signer.holder.id === holder.id)
          expect(turn.ok).toBe(isAwaited)
          if (!turn.ok) continue
          expect(isOver).toBe(false)
          done.push(given(turn.value.round, holder, sha256, `a${done.length + 1}`))
          isOver = turn.value.fillsOrder
        }
        expect(openRound(plan, done) === null).toBe(isOver)
        plan.rounds.forEach((each, index) => {
          const names = done.filter((one) => one.round === index).map((one) => one.holder.id)
          expect(new Set(names).size).toBe(names.length)
          expect(names.length).toBeLessThanOrEqual(each.needed)
        })
        expect(done.map((one) => one.round)).toEqual(done.map((one) => one.round).toSorted((x, y) => x - y))
      }),
    )
  })
})
