import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import type { SigningAuthority, SigningPlan } from './draft-head.ts'
import { checkPlaces, mainField, plannedSigners, rightOfSigner, type SigningMandate } from './signing-plan.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const leader = { postId: 'a', role: 'leader', title: 'Chủ tịch Ủy ban nhân dân xã' }
const deputy = { ...leader, title: 'Phó Chủ tịch Ủy ban nhân dân xã' }
const chief = { ...leader, role: 'unit-head', title: 'Chánh Văn phòng' }
const byOrder: SigningMandate = {
  ...{ id: newId(), postId: 'a', capacity: 'TL', basis: '15/QĐ-UBND' },
  ...{ from: day('2026-09-01'), until: day('2026-12-31'), contents: ['GM'] },
}

describe('in whose right a post signs', () => {
  const asked = (
    seat: typeof leader,
    authority: SigningAuthority,
    more: { on?: string; mandates?: readonly SigningMandate[]; givenTitle?: string; content?: string } = {},
  ) => {
    const { on = '2026-10-01', mandates = [], givenTitle = '', content = 'GM' } = more
    const right = rightOfSigner({ seat, authority, givenTitle, mandates, content, on: day(on) })
    return right.ok ? (right.value?.basis ?? 'of the post') : right.refusal.code
  }

  it.each<readonly [string, string, string]>([
    ['the head in his own', asked(leader, 'own'), 'of the post'],
    ['the head for the committee', asked(leader, 'TM'), 'of the post'],
    ['the head for himself', asked(leader, 'KT'), 'signature.authority-not-of-post'],
    ['the deputy for the head', asked(deputy, 'TM-KT'), 'of the post'],
    ['the deputy as the head', asked(deputy, 'TM'), 'signature.authority-not-of-post'],
    ['who leads nothing', asked(chief, 'own'), 'signature.authority-not-of-post'],
    ['a member of a council', asked(chief, 'own', { givenTitle: 'Ủy viên' }), 'of the post'],
    ['by order that nobody gave', asked(chief, 'TL'), 'signature.authority-missing'],
    ['by order', asked(chief, 'TL', { mandates: [byOrder] }), '15/QĐ-UBND'],
    ['before its time', asked(chief, 'TL', { mandates: [byOrder], on: '2026-08-31' }), 'signature.authority-not-begun'],
    ['on its last day', asked(chief, 'TL', { mandates: [byOrder], on: '2026-12-31' }), '15/QĐ-UBND'],
    ['after its time', asked(chief, 'TL', { mandates: [byOrder], on: '2027-01-01' }), 'signature.authority-ended'],
    ['another kind', asked(chief, 'TL', { mandates: [byOrder], content: 'QĐ' }), 'signature.authority-other-content'],
    [
      'by authority without an end',
      asked(chief, 'TUQ', { mandates: [{ ...byOrder, capacity: 'TUQ', until: null }] }),
      'signature.authority-unlimited',
    ],
  ])('%s', (_, found, expected) => expect(found).toBe(expected))
})

const Plan = fc.record({
  initials: fc.array(fc.record({ postId: fc.uuid(), place: fc.constantFrom('text' as const, 'form' as const) }), {
    maxLength: 4,
  }),
  coSigners: fc
    .uniqueArray(fc.uuid(), { maxLength: 8 })
    .map((ids) => ids.map((postId) => ({ postId, authority: 'own' as const, title: 'Ủy viên' }))),
  needed: fc.option(fc.integer({ min: 1, max: 8 })),
  turn: fc.constantFrom('others-first' as const, 'main-first' as const),
})

it('the main signature has the field that numbering and sealing ask for', () =>
  expect(mainField).toBe(outcomeFields.leader))

describe('the order of a document', () => {
  const planned = (signing: SigningPlan) => plannedSigners({ signing, signerPostId: 'main', authority: 'own' })

  it('can always be carried out: initials first, nobody asked for more than there are, one place each on the page', () =>
    fc.assert(
      fc.property(Plan, (plan) => {
        const places = planned(plan)
        expect(new Set(places.map(({ field }) => field)).size).toBe(places.length)
        const rounds = [...new Set(places.map(({ round }) => round))]
        expect(rounds).toEqual(rounds.map((_, at) => at))
        expect(places.filter(({ role }) => role === 'initial').every(({ round }) => round === 0)).toBe(true)
        // The one who is answerable is never in the round of the others.
        const main = places.filter(({ postId }) => postId === 'main')
        expect(places.filter(({ round }) => round === main[0]?.round)).toEqual(main)
        const held = places.map((place) => ({ ...place, officerId: place.postId, mandate: null }))
        const isTwice = new Set(plan.initials.map(({ postId }) => postId)).size < plan.initials.length
        expect(checkPlaces(held, 'QĐ').ok).toBe(!isTwice)
      }),
    ))

  it('has nobody sign twice', () => {
    const coSigners = [{ postId: 'b', authority: 'own' as const, title: '' }]
    const places = planned({ initials: [], coSigners, needed: null, turn: 'others-first' })
    const held = places.map((place) => ({ ...place, officerId: 'the same', mandate: null }))
    expect(checkPlaces(held, 'QĐ')).toMatchObject({ refusal: { code: 'signature.order-doubled', round: 1 } })
  })
})
