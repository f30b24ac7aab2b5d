import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { countingStatements } from '#platform/database/connection.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { birthOwner, type FiledBirth, fileBirth } from '#test/support/filed-birth.ts'
import { acceptDossier, assignDossier } from '../index.ts'
import { listToAccept } from './acceptable.ts'
import { codeForOfficer, dossierForOfficer, fileForOfficer } from './dossier-for-officer.ts'
import { findByCode, findByOfficer } from './find-by-officer.ts'
import { countWork, listWork, type WorkFilter, workLevels } from './work-list.ts'

let house: DemoHouse
let births: readonly FiledBirth[]

const everything: WorkFilter = { scope: 'all', deed: null, field: null }
const momentNow = () => {
  const now = house.deps.clock.now()
  return { now, soonUntil: now.add({ hours: 48 }) }
}

const list = async (login: string, filter: Partial<WorkFilter> = {}) =>
  listWork(house.open.database, await house.officer(login), {
    filter: { ...everything, ...filter },
    moment: momentNow(),
    levels: workLevels,
    after: null,
    limit: 20,
  })

const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const count = { statements: 0 }
  await countingStatements(count, work)
  return count.statements
}

beforeAll(async () => {
  house = await openDemoHouse()
  births = [await fileBirth(house), await fileBirth(house, 'lan'), await fileBirth(house)]
})

const first = (): FiledBirth => {
  const [birth] = births
  if (birth === undefined) throw new Error('no birth')
  return birth
}

describe('an officer of another agency', () => {
  const strangers = ['tinh.motcua1', 'vinhyen.chutich', 'quantri']

  it.each(strangers)('%s finds, guesses and counts nothing', async (login) => {
    const { database, sealing } = house.deps
    const actor = await house.officer(login)
    const now = house.deps.clock.now()
    const { id, code, fileId } = first()
    expect(await list(login)).toEqual([])
    expect(await list(login, { scope: 'watched' })).toEqual([])
    expect(await countWork(database, actor, 'all', momentNow())).toEqual([])
    expect(await countWork(database, actor, 'watched', momentNow())).toEqual([])
    expect(await dossierForOfficer(database, sealing, actor, id, now)).toBeNull()
    expect(await codeForOfficer(database, actor, id, now)).toBeNull()
    expect(await fileForOfficer(database, actor, { dossierId: id, attachmentId: fileId }, now)).toBeNull()
    expect(await findByCode(database, actor, code, now)).toBeNull()
    for (const words of [birthOwner.name, birthOwner.identityNumber, birthOwner.phone])
      expect(await findByOfficer(database, sealing, actor, { words, after: null, limit: 10 }, now)).toEqual([])
    expect(await listToAccept(database, actor, [id], now)).toEqual([])
  })

  it('does not see a file of one dossier through another that is his', async () => {
    const actor = await house.officer('hycuong.motcua')
    const place = { dossierId: births[1]?.id ?? '', attachmentId: first().fileId }
    expect(await fileForOfficer(house.open.database, actor, place, house.deps.clock.now())).toBeNull()
  })
})

describe('the desk', () => {
  it('finds by code, by name without marks, by identity number and by telephone number', async () => {
    const { database, sealing } = house.deps
    const actor = await house.officer('hycuong.motcua')
    const now = house.deps.clock.now()
    expect(await findByCode(database, actor, first().code.toLowerCase(), now)).toBe(first().id)
    for (const words of ['nguyen van minh', 'Minh Nguyễn', '025 090 000 001', '+84 912000001', '0912.000.001'])
      expect(await findByOfficer(database, sealing, actor, { words, after: null, limit: 10 }, now)).toHaveLength(3)
    for (const words of ['', '%', '_', 'an', "'"])
      expect([words, await findByOfficer(database, sealing, actor, { words, after: null, limit: 10 }, now)]).toEqual([
        words,
        null,
      ])
    for (const words of ["' or 1=1 --", '025090000002', 'minh% %%%%'])
      expect([words, await findByOfficer(database, sealing, actor, { words, after: null, limit: 10 }, now)]).toEqual([
        words,
        words.startsWith('minh') ? expect.anything() : [],
      ])
  })

  it('pages through a level without losing or doubling a row', async () => {
    const actor = await house.officer('hycuong.motcua')
    const page = { filter: everything, moment: momentNow(), levels: ['soon'] as const, limit: 2 }
    const one = await listWork(house.open.database, actor, { ...page, after: null })
    const last = one.at(-1)
    if (last === undefined) throw new Error('no row')
    const after = { rank: last.rank, pressingAt: last.pressingAt?.toString() ?? null, id: last.itemId }
    const two = await listWork(house.open.database, actor, { ...page, after })
    expect([...one, ...two].map((row) => row.dossierId).sort()).toEqual(births.map((birth) => birth.id).sort())
  })
})

describe('work', () => {
  it('moves from list to list, is first for whom it was given to, and is watched from above', async () => {
    const { deps } = house
    const { id } = first()
    acceptedValue(await acceptDossier(deps, await house.officer('hycuong.motcua'), { dossierId: id, note: '' }))
    expect((await list('hycuong.motcua')).map((row) => row.dossierId)).not.toContain(id)
    expect((await list('hycuong.chanhvanphong')).map((row) => row.dossierId)).toEqual([id])
    // The head of another unit of the same agency has nothing to do with it.
    expect(await list('hycuong.truongkinhte')).toEqual([])
    const handler = await house.officer('hycuong.hotich')
    const command = { dossierId: id, officerId: handler.officerId, note: '' }
    acceptedValue(await assignDossier(deps, await house.officer('hycuong.chanhvanphong'), command))
    const [mine] = await list('hycuong.hotich', { scope: 'mine' })
    expect(mine).toMatchObject({ dossierId: id, rank: 0, deed: 'handle' })
    expect((await list('hycuong.chanhvanphong', { scope: 'watched' })).map((row) => row.dossierId)).toContain(id)
    const watched = await list('hycuong.chutich', { scope: 'watched' })
    expect(watched.map((row) => row.dossierId).sort()).toEqual(births.map((birth) => birth.id).sort())
    expect((await list('tinh.chutich', { scope: 'watched' })).map((row) => row.dossierId)).toContain(id)
    expect(await list('hycuong.hotich', { scope: 'watched' })).toEqual([])
  })

  it('is grouped by how pressing it is', async () => {
    const levels = async (days: number) => {
      const now = house.deps.clock.now().add({ hours: 24 * days })
      const rows = await listWork(house.open.database, await house.officer('hycuong.hotich'), {
        filter: everything,
        moment: { now, soonUntil: now.add({ hours: 1 }) },
        levels: workLevels,
        after: null,
        limit: 20,
      })
      return rows.map((row) => row.level)
    }
    expect(await levels(0)).toEqual(['later'])
    expect(await levels(1.25)).toEqual(['overdue'])
    expect(await levels(10)).toEqual(['critical'])
  })

  it('is filtered by deed and by field', async () => {
    expect(await list('hycuong.motcua', { deed: 'return' })).toEqual([])
    expect((await list('hycuong.motcua', { deed: 'receive' })).length).toBe(2)
    const field = (await countWork(house.open.database, await house.officer('hycuong.motcua'), 'all', momentNow()))[0]
    expect((await list('hycuong.motcua', { field: field?.field ?? '' })).length).toBe(2)
    expect(await list('hycuong.motcua', { field: 'Đất đai' })).toEqual([])
  })
})

describe('budgets', () => {
  it('are one statement a question, whatever the posts and rows', async () => {
    const now = Temporal.Instant.from('2026-09-07T03:00:00Z')
    for (const login of ['hycuong.motcua', 'tinh.chutich', 'tinh.giamdocttpvhcc', 'hycuong.phochutich']) {
      const actor = await house.officer(login)
      const { database, sealing } = house.deps
      expect(await statementsOf(() => list(login, { scope: 'watched' }))).toBeLessThanOrEqual(3)
      expect(await statementsOf(() => countWork(database, actor, 'all', momentNow()))).toBe(1)
      expect(await statementsOf(() => dossierForOfficer(database, sealing, actor, first().id, now))).toBe(1)
      const search = { words: 'minh', after: null, limit: 10 }
      expect(await statementsOf(() => findByOfficer(database, sealing, actor, search, now))).toBe(1)
    }
  })
})
