import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { acceptDossier, dossierForOfficer, findByOfficer, findSlip, slipFile } from '#modules/dossiers/index.ts'
import { openKey } from '#modules/signatures/index.ts'
import { dayHeadKeys, openDayHeadKey } from '#platform/action-log/day-head-key.ts'
import { signDayHeads, verifyDayHeads } from '#platform/action-log/day-heads.ts'
import { openSealing, type Sealing } from '#platform/secrets/sealing.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { fileBirth } from '#test/support/filed-birth.ts'
import { newAnonymousCookie, secretOfCookie } from '#web/http/guard/csrf.ts'
import { installationSecrets } from './installation-secret.ts'
import { findInstallationSecrets, replaceSecretFile } from './installation-secret-file.ts'
import { renewProvince } from './renew-province.ts'

const old = 'a secret for tests'
const next = 'the secret that comes after it'
const both = openSealing([next, old], 'phu-tho')
const alone = openSealing(next, 'phu-tho')

let house: DemoHouse
let dossierId: string
let slipId: string

beforeAll(async () => {
  house = await openDemoHouse()
  dossierId = (await fileBirth(house)).id
  const desk = await house.officer('hycuong.motcua')
  slipId = acceptedValue(await acceptDossier(house.deps, desk, { dossierId, note: '' })).slip.id
  house.setClock('2026-09-08T01:00:00Z')
  await signDayHeads(house.open.database, 'phu-tho', openDayHeadKey(house.deps.sealing), house.deps.clock.now())
})

/** What a person sees of what lies sealed: the owner by the number, the declaration, the slip, a key that signs. */
const seen = async (sealing: Sealing) => {
  const { open, deps } = house
  const officer = await house.officer('hycuong.motcua')
  const now = deps.clock.now()
  const search = { words: '025090000001', after: null, limit: 10 }
  const found = await findByOfficer(open.database, sealing, officer, search, now)
  const dossier = await dossierForOfficer(open.database, sealing, officer, dossierId, now)
  const slip = await findSlip(open.database, dossierId, slipId)
  const pdf = slip === null ? null : await slipFile({ ...deps, sealing }, slip)
  const key = await openKey({ ...deps, sealing }, { kind: 'officer', id: officer.officerId })
  return { found: found?.length, form: dossier?.form, slip: (pdf?.byteLength ?? 0) > 1_000, signs: key.ok }
}

describe('a secret that takes the place of another', () => {
  it('reads what lies under the one before, and writes under the new one', () => {
    const before = openSealing(old, 'phu-tho')
    const sealed = before.seal('025090000001')
    expect(both.open(sealed)).toBe('025090000001')
    expect(both.under(sealed)).toBe(both.earlier[0])
    expect(() => alone.open(sealed)).toThrow()
    expect(alone.open(both.seal('x'))).toBe('x')
    expect(() => openSealing([next, 'a third one'], 'phu-tho').open(sealed)).toThrow()
    expect(secretOfCookie(both, newAnonymousCookie(before))).toBeDefined()
    expect(secretOfCookie(alone, newAnonymousCookie(before))).toBeUndefined()
  })

  it('shows people the same while both are known, and alone when everything is sealed anew', async () => {
    const before = await seen(house.deps.sealing)
    expect(before).toMatchObject({ found: 1, slip: true, signs: true })
    expect(await seen(both)).toEqual(before)
    await expect(seen(alone)).rejects.toThrow()
    const renewed = await renewProvince(house.open, [next, old])
    expect(renewed.unreadable).toEqual([])
    expect(renewed.changed).toBeGreaterThan(50)
    expect(await seen(alone)).toEqual(before)
    expect(await renewProvince(house.open, [next, old])).toMatchObject({ changed: 0, unreadable: [] })
    expect((await renewProvince(house.open, ['a third one', 'and a fourth'])).unreadable.join()).toMatch(/citizen: \d+/)
  })

  it('vouches for the days that the one before has signed, and lets it sign no more', async () => {
    const { database } = house.open
    const keys = [openDayHeadKey(alone).publicKey]
    expect(await verifyDayHeads(database, 'phu-tho', keys)).toMatchObject({ faults: [] })
    house.setClock('2026-09-10T01:00:00Z')
    await signDayHeads(database, 'phu-tho', openDayHeadKey(alone), house.deps.clock.now())
    expect(await verifyDayHeads(database, 'phu-tho', keys)).toMatchObject({ faults: [] })
    house.setClock('2026-09-11T01:00:00Z')
    await signDayHeads(database, 'phu-tho', openDayHeadKey(house.deps.sealing), house.deps.clock.now())
    expect((await verifyDayHeads(database, 'phu-tho', keys)).faults).toMatchObject([{ fault: 'key-foreign' }])
    const stranger = dayHeadKeys(openSealing('a stranger', 'phu-tho')).map(({ publicKey }) => publicKey)
    expect((await verifyDayHeads(database, 'phu-tho', stranger)).faults.length).toBeGreaterThan(1)
  })
})

describe('the file of the secret', () => {
  it('is replaced so that the one before is never lost', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'motcua-secret-'))
    const config = { secret: null, earlierSecrets: [], dataFolder }
    expect(findInstallationSecrets(config)).toBeNull()
    const [first] = installationSecrets(config)
    await replaceSecretFile(config, first, 'the second')
    await replaceSecretFile(config, 'the second', 'the third')
    expect(installationSecrets(config)).toEqual(['the third', 'the second', first])
    expect(installationSecrets({ ...config, secret: 'of the environment', earlierSecrets: ['the second'] })).toEqual([
      'of the environment',
      'the second',
      first,
    ])
    expect((await stat(join(dataFolder, 'secret'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(dataFolder, 'secret-earlier'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(dataFolder, 'secret'), 'utf8')).toBe('the third')
  })
})
