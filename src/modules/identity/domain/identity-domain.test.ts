import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import {
  decideAttempt,
  expiryAfterUse,
  faultsOfPassword,
  newSessionTimes,
  parseEidClaims,
  pauseAfter,
  tidyPhone,
} from './index.ts'

const now = Temporal.Instant.from('2026-09-07T02:00:00Z')

describe('the pause after failures', () => {
  it('is none for three, grows without falling, and has an end', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (failures) => {
        const pause = pauseAfter(failures)
        return (failures > 3 || pause === 0) && pause <= pauseAfter(failures + 1) && pause <= 900
      }),
    ))

  it('counts a try before it is looked at, waits, and forgets after a quiet day', () => {
    const first = decideAttempt(null, now)
    expect(first).toEqual({ kind: 'go', next: { failures: 1, nextAttemptAt: now } })
    const tired = { failures: 9, nextAttemptAt: now.add({ seconds: 64 }) }
    expect(decideAttempt(tired, now)).toEqual({ kind: 'wait', seconds: 64 })
    expect(decideAttempt(tired, now.add({ hours: 30 }))).toMatchObject({ kind: 'go', next: { failures: 1 } })
  })
})

describe('a session', () => {
  it('never lives past its end, however often it is used', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 0, max: 2_000 }), (idle, later) => {
        const { endsAt } = newSessionTimes('officer', idle, now)
        return Temporal.Instant.compare(expiryAfterUse(idle, endsAt, now.add({ minutes: later })), endsAt) <= 0
      }),
    ))
})

describe('a password', () => {
  it.each([
    ['Mật-khẩu-7', 'minh', []],
    ['matkhau', 'minh', ['too-short', 'no-upper-case', 'no-digit', 'no-special']],
    ['Minh.nguyen1', 'minh.nguyen', ['contains-login']],
    ['MATKHAU-1', 'minh', ['no-lower-case']],
  ] as const)('%s has its faults named all at once', (password, login, faults) =>
    expect(faultsOfPassword(password, login)).toEqual(faults),
  )
})

describe('the claims of the eID provider', () => {
  const claims = { SoDinhDanh: '025090000001', HoVaTen: 'Nguyễn  Văn Minh', loAs: '2', NgayThangNamSinh: '14/03/1990' }

  it('become a person', () =>
    expect(parseEidClaims({ ...claims, GioiTinh: 1, SoDienThoai: '0912000001' })).toEqual({
      kind: 'citizen',
      identityNumber: '025090000001',
      fullName: 'Nguyễn Văn Minh',
      assurance: 'eid-2',
      birthDate: '1990-03-14',
      gender: 'male',
      phone: '0912000001',
      email: '',
      address: '',
    }))

  it.each(['19900314', '1990-03-14', '14-3-1990'])('read the day %s', (day) =>
    expect(parseEidClaims({ ...claims, NgayThangNamSinh: day })?.birthDate).toBe('1990-03-14'),
  )

  it('vouch for nobody without a number or a name, and for level 1 when the level is unclear', () => {
    expect(parseEidClaims({ ...claims, SoDinhDanh: '' })).toBeNull()
    expect(parseEidClaims({ ...claims, HoVaTen: ' ' })).toBeNull()
    expect(parseEidClaims({ ...claims, NgayThangNamSinh: '31/02/1990' })?.birthDate).toBeNull()
    for (const loAs of [undefined, '', '1', 'muc', '12'])
      expect(parseEidClaims({ ...claims, loAs })?.assurance).toBe('eid-1')
    expect(parseEidClaims({ ...claims, loAs: 'LOA2' })?.assurance).toBe('eid-2')
  })

  it('never bring the program down, whatever is sent', () =>
    fc.assert(fc.property(fc.anything(), (anything) => parseEidClaims(anything) === null)))
})

describe('a telephone number', () => {
  it.each([
    ['0912 345 678', '0912345678'],
    ['+84 912.345.678', '0912345678'],
    ['0210 3846 000', '02103846000'],
    ['12', null],
  ])('%s is read as %s', (typed, read) => expect(tidyPhone(typed)).toBe(read))
})
