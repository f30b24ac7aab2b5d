import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { findSeriesFaults } from '#modules/integrity/index.ts'
import type { TimeStampAuthority } from '#platform/signing/timestamp.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { awaitedBirth } from '#test/support/issued-birth.ts'
import { lateAuthority } from '#test/support/late-authority.ts'
import { findOutcome, sealOutcome, sendBackOutcome, signOutcome } from './index.ts'
import { findHeldOutcomeNumber } from './store/outcome-numbers.ts'

let house: DemoHouse
beforeAll(async () => {
  house = await openDemoHouse()
})
beforeEach(() => house.setClock('2026-09-07T01:00:00Z'))

const signed = async (): Promise<string> => {
  const { id } = await awaitedBirth(house)
  const leader = await house.officer('hycuong.chutich')
  const version = (await outcomeOf(id))?.version ?? 0
  acceptedValue(await signOutcome(house.deps, leader, { dossierId: id, version }))
  return id
}
const clerk = () => house.officer('hycuong.vanthu')
const outcomeOf = (dossierId: string) => findOutcome(house.open.database, house.deps.sealing, dossierId)
const held = async (dossierId: string) =>
  findHeldOutcomeNumber(house.open.database, (await outcomeOf(dossierId))?.id ?? '')
const seal = async (dossierId: string): Promise<number> =>
  Number(acceptedValue(await sealOutcome(house.deps, await clerk(), { dossierId })).notation.split('/')[0])
const unbroken = async () =>
  expect((await findSeriesFaults(house.open.database)).filter((one) => one.series === 'register')).toEqual([])

const silentAuthority: TimeStampAuthority = { ask: () => Promise.reject(new Error('nobody there')) }

describe('the number of a result that waits for its seal', () => {
  it('keeps no other result waiting, and is the result’s own afterwards', { timeout: 60_000 }, async () => {
    const [slow, quick] = [await signed(), await signed()]
    const late = await lateAuthority(house.deps.clock)
    const deps = { ...house.deps, timeStampAuthority: late.authority }
    const waiting = sealOutcome(deps, await clerk(), { dossierId: slow })
    await late.asked
    const first = (await held(slow))?.number ?? 0
    expect(first).toBeGreaterThan(0)
    expect(await seal(quick)).toBe(first + 1)
    await unbroken()
    late.stamp()
    expect(Number(acceptedValue(await waiting).notation.split('/')[0])).toBe(first)
    expect([await held(slow), (await outcomeOf(slow))?.state]).toEqual([null, 'issued'])
    await unbroken()
  })

  it('goes back when the seal fails and nobody has taken a later one', { timeout: 60_000 }, async () => {
    const [failing, next] = [await signed(), await signed()]
    const deps = { ...house.deps, timeStampAuthority: silentAuthority }
    expect(await sealOutcome(deps, await clerk(), { dossierId: failing })).toMatchObject({
      refusal: { code: 'dossier.signature-refused' },
    })
    expect(await held(failing)).toBeNull()
    const after = await seal(next)
    expect(await seal(failing)).toBe(after + 1)
    await unbroken()
  })

  it('stays with whoever seals it when it is pressed a second time and that fails', { timeout: 60_000 }, async () => {
    const dossierId = await signed()
    const late = await lateAuthority(house.deps.clock)
    const first = sealOutcome({ ...house.deps, timeStampAuthority: late.authority }, await clerk(), { dossierId })
    await late.asked
    const number = (await held(dossierId))?.number
    const second = { ...house.deps, timeStampAuthority: silentAuthority }
    expect(await sealOutcome(second, await clerk(), { dossierId })).toMatchObject({ ok: false })
    expect((await held(dossierId))?.number).toBe(number)
    late.stamp()
    expect(Number(acceptedValue(await first).notation.split('/')[0])).toBe(number)
    await unbroken()
  })

  it('is printed with its own day when the seal comes on the next', { timeout: 60_000 }, async () => {
    const [slow, quick] = [await signed(), await signed()]
    const late = await lateAuthority(house.deps.clock)
    const deps = { ...house.deps, timeStampAuthority: late.authority }
    const first = sealOutcome(deps, await clerk(), { dossierId: slow })
    await late.asked
    const number = (await held(slow))?.number
    await seal(quick)
    // A second press finds it; who is cut off leaves it there.
    await sealOutcome({ ...house.deps, timeStampAuthority: silentAuthority }, await clerk(), { dossierId: slow })
    house.setClock('2026-09-08T01:00:00Z')
    expect(await seal(slow)).toBe(number)
    late.stamp()
    expect(await first).toMatchObject({ ok: false })
    const row = await house.open.database
      .selectFrom('outcome')
      .select(['issued_on', 'number'])
      .where('dossier_id', '=', slow)
      .executeTakeFirstOrThrow()
    expect([row.issued_on?.toString(), row.number]).toEqual(['2026-09-07', number])
    await unbroken()
  })

  it('is given up with the reason when the result is sent back, and no other result gets it', {
    timeout: 60_000,
  }, async () => {
    const [slow, quick] = [await signed(), await signed()]
    const late = await lateAuthority(house.deps.clock)
    const deps = { ...house.deps, timeStampAuthority: late.authority }
    const waiting = sealOutcome(deps, await clerk(), { dossierId: slow })
    await late.asked
    const number = (await held(slow))?.number ?? 0
    expect(await seal(quick)).toBe(number + 1)
    acceptedValue(await sendBackOutcome(house.deps, await clerk(), { dossierId: slow, reason: 'Sai họ tên' }))
    late.stamp()
    expect(await waiting).toMatchObject({ ok: false })
    const voided = await house.open.database
      .selectFrom('outcome_number_hold')
      .select(['reason', 'voided_at'])
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    expect([voided.reason, voided.voided_at !== null]).toEqual(['Sai họ tên', true])
    expect(await seal(await signed())).toBe(number + 2)
    await unbroken()
  })
})
