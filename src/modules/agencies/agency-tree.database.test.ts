import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency } from '#test/support/people.ts'
import { isWorkingOn } from './domain/index.ts'
import { agencyNameOn, childAgencies, findAgency, listReceivingDesks, remitOf, successorOf } from './index.ts'

const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho')
if (open === undefined) throw new Error('no province')
const { database } = open
const before = Temporal.PlainDate.from('2025-06-30')
const after = Temporal.PlainDate.from('2026-09-07')
const ids: Record<string, string> = {}
const id = (name: string): string => ids[name] ?? ''

const place = async (name: string, parent: string | null, inForce: string): Promise<void> => {
  await database
    .insertInto('agency_parent')
    .values({
      agency_id: id(name),
      parent_id: parent === null ? null : id(parent),
      in_force: sql<string>`${inForce}::daterange`,
    })
    .execute()
}

beforeAll(async () => {
  for (const [name, parent] of [
    ['tỉnh', null],
    ['sở', 'tỉnh'],
    ['phòng', 'sở'],
    ['sở cũ', null],
    ['xã', 'tỉnh'],
  ] as const)
    ids[name] = await addAgency(database, name, parent === null ? null : id(parent))
  await place('sở', 'tỉnh', '[2020-01-01,)')
  await place('xã', 'tỉnh', '[2025-07-01,)')
  await place('phòng', 'sở cũ', '[2020-01-01,2025-07-01)')
  await place('phòng', 'sở', '[2025-07-01,)')
  await database
    .updateTable('agency')
    .set({ abolished_on: Temporal.PlainDate.from('2025-07-01') })
    .where('id', '=', id('sở cũ'))
    .execute()
  await database
    .insertInto('agency_succession')
    .values({
      predecessor_id: id('sở cũ'),
      successor_id: id('sở'),
      on_date: Temporal.PlainDate.from('2025-07-01'),
      legal_source: 'TEST',
    })
    .execute()
  await database
    .insertInto('agency_name')
    .values({
      agency_id: id('sở'),
      name: 'Sở Tên Cũ',
      short_name: 'STC',
      in_force: sql<string>`'[2020-01-01,2025-07-01)'::daterange`,
    })
    .execute()
  await database
    .insertInto('unit')
    .values({ id: newId(), agency_id: id('xã'), key: 'desk', name: 'Bộ phận Một cửa', kind: 'one-stop-desk' })
    .execute()
})

describe('the tree of agencies', () => {
  it('is read as it stood on the day, with what was taken over', async () => {
    expect([...(await remitOf(database, [id('sở')], after))].sort()).toEqual(
      [id('sở'), id('phòng'), id('sở cũ')].sort(),
    )
    expect(await remitOf(database, [id('sở')], before)).toEqual([id('sở')])
    expect([...(await remitOf(database, [id('sở cũ')], before))].sort()).toEqual([id('sở cũ'), id('phòng')].sort())
    expect(await remitOf(database, [id('tỉnh')], after)).toHaveLength(5)
    expect(await remitOf(database, [], after)).toEqual([])
  })

  it('knows who carries on, names of the day, and children that still work', async () => {
    expect(await successorOf(database, id('sở cũ'), after)).toBe(id('sở'))
    expect(await successorOf(database, id('sở cũ'), before)).toBe(id('sở cũ'))
    expect(await agencyNameOn(database, id('sở'), before)).toBe('Sở Tên Cũ')
    expect(await agencyNameOn(database, id('sở'), after)).toBe('Cơ quan sở')
    expect((await childAgencies(database, null, after)).map((agency) => agency.id)).toEqual([id('tỉnh')])
    const old = await findAgency(database, id('sở cũ'))
    expect(old !== null && isWorkingOn(old, before) && !isWorkingOn(old, after)).toBe(true)
  })

  it('knows the desks that receive', async () => {
    const desks = await listReceivingDesks(database, after)
    expect(desks.map((desk) => [desk.agencyId, desk.name])).toEqual([[id('xã'), 'Bộ phận Một cửa']])
    expect(await listReceivingDesks(database, after, { level: 'commune' })).toEqual([])
  })
})
