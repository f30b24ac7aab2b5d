import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, stoppedClock } from '#kernel/time.ts'
import { getAttachmentLimits } from '#modules/attachments/index.ts'
import { computeDue } from '#modules/calendar/domain/index.ts'
import { openWorkingTime } from '#modules/calendar/index.ts'
import { findFormInForce } from '#modules/forms/index.ts'
import { changePassword, loadActor, type OneTimePassword, signInOfficer } from '#modules/identity/index.ts'
import { settingRegister } from '#modules/settings/index.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { openTestDatabase, sqlFolder } from '#test/support/database.ts'
import { foundProvince, type KnownProvince, listKnownProvinces } from './found-province.ts'
import { referenceSettings } from './reference-settings.ts'

const { provinces } = await openTestDatabase()
const database = provinces.byKey('ninh-binh')?.database ?? never()
function never(): never {
  throw new Error('no second province')
}
const folder = join(sqlFolder, 'reference-data')
const clock = stoppedClock('2026-11-23T02:00:00Z')
const deps = { database, clock, sealing: openSealing('a secret of the test', 'ninh-binh') }
const from = { source: Buffer.from('somewhere') }

let province: KnownProvince
let given: OneTimePassword
const administrator = { login: 'quantri', fullName: 'Lê Văn Quản' }

beforeAll(async () => {
  province = (await listKnownProvinces(folder)).find((one) => one.code === 'H42') ?? never()
  given = acceptedValue(await foundProvince(database, folder, { province, administrator }, clock))
})

describe('a founded province', () => {
  it('has its committee, by its official name', async () => {
    const agencies = await database.selectFrom('agency').select(['code', 'name', 'short_name as short']).execute()
    expect(agencies).toEqual([{ code: 'H42', name: 'Ủy ban nhân dân tỉnh Ninh Bình', short: 'UBND tỉnh' }])
  })

  it('has an administrator who comes in once with the password told, and must then take another', async () => {
    const signed = acceptedValue(await signInOfficer(deps, { login: 'quantri', password: given.password }, from))
    expect(signed.mustChangePassword).toBe(true)
    const session = await loadActor(database, signed.token, clock.now())
    if (session.kind !== 'open' || session.actor.kind !== 'officer') throw new Error('not signed in')
    expect(session.mustChangePassword).toBe(true)
    expect(session.actor.posts.map(({ role, agencyName }) => [role, agencyName])).toEqual([
      ['administrator', 'Ủy ban nhân dân tỉnh Ninh Bình'],
    ])
    const command = { currentPassword: given.password, newPassword: 'Mat-khau-moi-2026' }
    const own = { tokenHash: session.tokenHash, source: from.source }
    acceptedValue(await changePassword(deps, session.actor, command, own))
    const again = await signInOfficer(deps, { login: 'quantri', password: given.password }, from)
    expect(again).toMatchObject({ ok: false, refusal: { code: 'sign-in.wrong' } })
    const next = await signInOfficer(deps, { login: 'quantri', password: 'Mat-khau-moi-2026' }, from)
    expect(acceptedValue(next).mustChangePassword).toBe(false)
  })

  it('has hours, days off, bounds and the general e-form', async () => {
    const today = localDate(clock.now())
    expect((await getAttachmentLimits(database, today)).maxFiles).toBe(50)
    expect((await findFormInForce(database, 'general', today))?.definition.key).toBe('general')
    const { calendar, rulesOn } = await openWorkingTime()(database)
    const due = computeDue(calendar, rulesOn(today), { amount: 1, unit: 'working_day' }, clock.now())
    // The day after is the Day of Culture, a day off since 2026.
    expect(localDate(due.dueAt).toString()).toBe('2026-11-25')
  })

  it('is not founded twice, and keeps its administrator', async () => {
    const other = { login: 'ke.khac', fullName: 'Kẻ Khác' }
    const again = await foundProvince(database, folder, { province, administrator: other }, clock)
    expect(again).toMatchObject({ ok: false, refusal: { code: 'administration.founded-already' } })
    expect(await database.selectFrom('account').select('login').execute()).toEqual([{ login: 'quantri' }])
  })
})

describe('the settings every province begins with', () => {
  it('are decided by schema, and never twice for one day', () => {
    const keys = new Set(settingRegister.map(({ key }) => key))
    expect(referenceSettings.filter(({ key }) => !keys.has(key))).toEqual([])
    const begins = referenceSettings.map(({ key, from: day }) => `${key} ${day.toString()}`)
    expect(new Set(begins).size).toBe(begins.length)
  })

  it('name no demonstration as their ground', () => {
    expect(referenceSettings.filter(({ legalSource, decidedBy }) => /demo/i.test(legalSource + decidedBy))).toEqual([])
  })
})
