import { describe, expect, it } from 'vitest'
import { type OfficerActor, type Role, roles } from '#modules/identity/domain/index.ts'
import { messages } from '#web/messages/index.ts'
import { routes } from '#web/routes.ts'
import { placesOf } from './officer-places.ts'

const t = messages('vi')
const id = '0197b6d0-0000-7000-8000-000000000001'

const officer = (...held: readonly Role[]): OfficerActor => ({
  kind: 'officer',
  accountId: id,
  officerId: id,
  fullName: 'Trần Văn Hòa',
  posts: held.map((role) => ({
    postId: id,
    role,
    title: '',
    agencyId: id,
    agencyName: '',
    unitId: null,
    unitName: '',
    isDelegated: false,
  })),
  supervisedAgencyIds: [],
})

const shownTo = (actor: OfficerActor, path = '/') => placesOf(t, actor, path).groups.flatMap(({ places }) => places)

describe('the places of officers', () => {
  it.each(roles)('lead %s only where a page lets that role in', (role) => {
    for (const { href } of shownTo(officer(role))) {
      const access = routes.find(({ method, path }) => method === 'GET' && path === href)?.access
      expect([href, typeof access === 'object' && (access.officer === 'any' || access.officer.includes(role))]).toEqual(
        [href, true],
      )
    }
  })

  it.each(roles)('stand each once for %s, at most four of them under the thumb', (role) => {
    const all = shownTo(officer(role, 'administrator')).map(({ href }) => href)
    expect(new Set(all).size).toBe(all.length)
    const { quick } = placesOf(t, officer(role), '/')
    expect(quick.length).toBeGreaterThan(0)
    expect(quick.length).toBeLessThanOrEqual(4)
    expect(all).toEqual(expect.arrayContaining(quick.map(({ href }) => href)))
  })

  it('show signing to who signs and to who puts initials, and lay it under the thumb of a leader alone', () => {
    const signing = (found: readonly { readonly href: string }[]) => found.some(({ href }) => href === '/can-bo/ky-so')
    const seen = (role: Role) => [signing(shownTo(officer(role))), signing(placesOf(t, officer(role), '/').quick)]
    expect(seen('leader')).toEqual([true, true])
    expect(seen('unit-head')).toEqual([true, false])
    expect(seen('clerk')).toEqual([true, false])
    expect(seen('handler')).toEqual([false, false])
  })

  it.each([
    ['/can-bo', '/can-bo'],
    ['/can-bo/ho-so/0197b6d0', '/can-bo'],
    ['/can-bo/ho-so-cong-viec/mo', '/can-bo/ho-so-cong-viec'],
    ['/can-bo/van-ban-den/so', '/can-bo/van-ban-den'],
    ['/can-bo/ky-so', '/can-bo/ky-so'],
    ['/quan-tri/to-chuc/co-quan', '/quan-tri/to-chuc'],
  ])('mark on %s the place %s and no other', (path, href) => {
    const current = shownTo(officer('leader', 'administrator'), path).filter((place) => place.current)
    expect(current.map((place) => place.href)).toEqual([href])
  })

  it('show a group only to those who may use something of it, and what waits where the page knows it', () => {
    const keys = placesOf(t, officer('administrator'), '/').groups.map(({ key }) => key)
    expect(keys).not.toContain('documents')
    expect(placesOf(t, officer('handler'), '/').groups.map(({ key }) => key)).not.toContain('administration')
    const counted = placesOf(t, officer('handler'), '/', { '/can-bo/nhiem-vu': 3 }).groups.flatMap(
      ({ places }) => places,
    )
    expect(counted.filter(({ count }) => count === 3).map(({ href }) => href)).toEqual(['/can-bo/nhiem-vu'])
  })
})
