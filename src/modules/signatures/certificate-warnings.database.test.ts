import { beforeAll, describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { type CertificateLetter, warnOfCertificates } from './index.ts'

let house: DemoHouse
let leader: OfficerActor
let agencyId = ''

beforeAll(async () => {
  house = await openDemoHouse()
  leader = await house.officer('hycuong.chutich')
  agencyId = leader.posts.find((post) => post.role === 'leader')?.agencyId ?? ''
})

const endsOn = (holderId: string, at: string) =>
  house.open.database
    .updateTable('signing_key')
    .set({ not_after: Temporal.Instant.from(at) })
    .where('holder_id', '=', holderId)
    .execute()

const warnedOn = async (at: string): Promise<readonly string[]> => {
  house.setClock(at)
  const letters: CertificateLetter[] = []
  const write = async (_tx: unknown, letter: CertificateLetter): Promise<void> => {
    letters.push(letter)
  }
  await Promise.all([1, 2].map(() => warnOfCertificates(house.deps, write)))
  return letters.map((letter) => `${letter.kind} ${letter.to} ${letter.daysLeft}`)
}

describe('certificates that end', () => {
  it('are told to their holder, a seal to its clerk, a month, two weeks and three days before, each time once', async () => {
    await endsOn(leader.officerId, '2026-10-20T02:00:00Z')
    expect(await warnedOn('2026-09-10T00:10:00Z')).toEqual([])
    expect(await warnedOn('2026-09-20T02:10:00Z')).toEqual(['officer hycuong.chutich@example.vn 30'])
    expect(await warnedOn('2026-09-25T00:10:00Z')).toEqual([])
    await endsOn(agencyId, '2026-10-22T02:00:00Z')
    expect(await warnedOn('2026-09-26T00:10:00Z')).toEqual(['agency hycuong.vanthu@example.vn 26'])
    // The job did not run for some days: the nearest warning is given, and no other.
    expect(await warnedOn('2026-10-18T00:10:00Z')).toEqual([
      'officer hycuong.chutich@example.vn 2',
      'agency hycuong.vanthu@example.vn 4',
    ])
    expect(await warnedOn('2026-10-19T00:10:00Z')).toEqual(['agency hycuong.vanthu@example.vn 3'])
    expect(await warnedOn('2026-10-21T00:10:00Z')).toEqual([])
  })

  it('are not told when they were taken out of use', async () => {
    const other = await house.officer('tinh.chutich')
    await endsOn(other.officerId, '2026-11-10T02:00:00Z')
    await house.open.database
      .updateTable('signing_key')
      .set({ retired_at: house.deps.clock.now() })
      .where('holder_id', '=', other.officerId)
      .execute()
    expect(await warnedOn('2026-10-25T00:10:00Z')).toEqual([])
  })
})
