import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialField, mainField } from './signing-plan.ts'
import { headsOfUnit, headsToAsk, isSignedByHead } from './unit-head.ts'

const seat = (officerId: string, title: string, changed: Partial<ReturnType<typeof plain>> = {}) => ({
  ...plain(officerId, title),
  ...changed,
})
const plain = (officerId: string, title: string) => ({
  officerId,
  postId: `post-${officerId}`,
  role: 'unit-head',
  unitId: 'office' as string | null,
  title,
})

const head = seat('lan', 'Trưởng phòng')
const deputy = seat('hoa', 'Phó Trưởng phòng')
const second = seat('tam', 'Chánh Văn phòng')
const main = { officerId: 'binh', round: 1, needed: 1, field: mainField }
const initials = (officerId: string) => ({ officerId, round: 0, needed: 1, field: initialField(0) })
const noPosts = [{ postId: 'post-drafter' }]

describe('who heads a unit', () => {
  it('is whoever holds its head’s post, several people where several do, and no deputy while one of them is there', () => {
    expect(headsOfUnit([head, deputy, second], 'office')).toEqual([head, second])
  })
  it('is a deputy where nobody else heads it', () => {
    expect(headsOfUnit([deputy, seat('nam', 'Chuyên viên', { role: 'handler' })], 'office')).toEqual([deputy])
  })
  it('is nobody of another unit, and nobody where a draft belongs to no unit', () => {
    expect(headsOfUnit([head], 'economy')).toEqual([])
    expect(headsOfUnit([seat('lan', 'Trưởng phòng', { unitId: null })], null)).toEqual([])
  })
})

describe('whose word a draft needs before it leaves its unit', () => {
  it('the heads’, whoever else signs', () => {
    expect(headsToAsk([head, second], noPosts, [main])).toEqual([head, second])
  })
  it('nobody’s where a head submits it himself, or who holds his post for him', () => {
    expect(headsToAsk([head, second], [{ postId: 'post-tam' }], [main])).toEqual([])
  })
  it('a head’s where his deputy submits it', () => {
    expect(headsToAsk([head], [{ postId: deputy.postId }], [main])).toEqual([head])
  })
  it('nobody’s where a head signs it or puts initials', () => {
    expect(headsToAsk([head], noPosts, [{ ...main, officerId: 'lan' }])).toEqual([])
    expect(headsToAsk([head], noPosts, [initials('lan'), main])).toEqual([])
  })
  it('a head’s where his signature may be left out, or comes after the one who is answerable', () => {
    const council = ['lan', 'nam', 'ha'].map((officerId) => ({ officerId, round: 0, needed: 2, field: 'ChuKyCungKy1' }))
    expect(isSignedByHead([head], [...council, main])).toBe(false)
    expect(isSignedByHead([head], [main, { officerId: 'lan', round: 2, needed: 1, field: 'ChuKyCungKy1' }])).toBe(false)
  })
  it('always a head’s, and no others’', () => {
    const officer = fc.constantFrom('lan', 'hoa', 'tam', 'binh')
    const place = fc.record({ officerId: officer, round: fc.nat(2), needed: fc.nat(3), field: fc.constant('x') })
    fc.assert(
      fc.property(fc.subarray([head, deputy, second]), fc.array(place), (seats, places) => {
        const heads = headsOfUnit(seats, 'office')
        const asked = headsToAsk(heads, noPosts, [...places, main])
        expect(asked.length === 0 || asked.length === heads.length).toBe(true)
        expect(asked.every((one) => heads.includes(one))).toBe(true)
      }),
    )
  })
})
