import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { localDate, stoppedClock, Temporal } from '#kernel/time.ts'
import { computeDue } from '#modules/calendar/domain/index.ts'
import { openWorkingTime } from '#modules/calendar/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { openTestDatabase, sqlFolder } from '#test/support/database.ts'
import { demoPassword, loadDemoProvince } from './load-demo-province.ts'

const { provinces } = await openTestDatabase()
const sealing = openSealing('a secret of the test', 'phu-tho')
const folder = join(sqlFolder, 'demo-data/phu-tho')
const clock = stoppedClock('2026-08-28T02:00:00Z')

const databaseOf = (key: string): Database => {
  const province = provinces.byKey(key)
  if (province === undefined) throw new Error(`no province ${key}`)
  return province.database
}
const database = databaseOf('phu-tho')

const countOf = async (table: 'agency' | 'officer' | 'account' | 'setting' | 'procedure' | 'post_holding') => {
  const row = await database
    .selectFrom(table)
    .select((count) => count.fn.countAll<number>().as('rows'))
    .executeTakeFirst()
  return row?.rows ?? 0
}

describe('the demo province', () => {
  it('is loaded once, also by two that start at the same time', async () => {
    await Promise.all([
      loadDemoProvince(database, sealing, folder, clock),
      loadDemoProvince(database, sealing, folder, clock),
    ])
    const agencies = await countOf('agency')
    const accounts = await countOf('account')
    expect(agencies).toBeGreaterThan(40)
    expect(accounts).toBe((await countOf('officer')) + 6)
    await loadDemoProvince(database, sealing, folder, clock)
    expect(await countOf('agency')).toBe(agencies)
    expect(await countOf('account')).toBe(accounts)
  })

  it('gives every officer a post and every account the one password', async () => {
    const without = await database
      .selectFrom('officer')
      .leftJoin('post_holding', 'post_holding.officer_id', 'officer.id')
      .where('post_holding.id', 'is', null)
      .select('officer.id')
      .execute()
    expect(without).toEqual([])
    const hashes = await database.selectFrom('account').select(['password_hash', 'is_demo']).distinct().execute()
    expect(hashes).toHaveLength(1)
    expect(hashes[0]?.is_demo).toBe(true)
    expect(await verify(hashes[0]?.password_hash ?? '', demoPassword)).toBe(true)
  })

  it('seals identity numbers and finds them by their keyed hash', async () => {
    const found = await database
      .selectFrom('citizen')
      .select(['full_name', 'identity_sealed'])
      .where('identity_hash', '=', sealing.hash('025090000001'))
      .executeTakeFirstOrThrow()
    expect(found.full_name).toBe('Nguyễn Văn Minh')
    expect(sealing.open(found.identity_sealed ?? Buffer.alloc(0))).toBe('025090000001')
  })

  it('keeps the hours of its offices', async () => {
    const { calendar, rulesOn } = await openWorkingTime()(database)
    const filed = Temporal.Instant.from('2026-08-28T02:00:00Z')
    const rules = rulesOn(localDate(filed))
    const due = computeDue(calendar, rules, { amount: 1, unit: 'working_day' }, filed)
    // The Monday after is a day off in exchange for a Saturday worked, then comes the National Day.
    expect(localDate(due.dueAt).toString()).toBe('2026-09-03')
  })

  it('leaves the other province empty, then loads it with people of its own', async () => {
    const other = databaseOf('ninh-binh')
    expect(await other.selectFrom('agency').select('id').execute()).toEqual([])
    const agencies = await countOf('agency')
    await loadDemoProvince(other, openSealing('a secret of the test', 'ninh-binh'), join(folder, '../ninh-binh'), clock)
    const codes = await other.selectFrom('agency').select('code').execute()
    expect(codes.length).toBeGreaterThan(2)
    expect(codes.every(({ code }) => code.startsWith('H42'))).toBe(true)
    expect(await countOf('agency')).toBe(agencies)
  })

  it('refers only to what is there', async () => {
    const offers = await database
      .selectFrom('procedure_local as l')
      .leftJoin('form_definition as f', 'f.key', 'l.form_key')
      .leftJoin('process_definition as d', 'd.id', 'l.process_definition_id')
      .where((where) => where.or([where('f.id', 'is', null), where('d.id', 'is', null)]))
      .select('l.procedure_id')
      .execute()
    expect(offers).toEqual([])
    expect(await countOf('procedure')).toBeGreaterThanOrEqual(30)
  })

  it('says which file is not as it should be, and keeps nothing of it', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'motcua-demo-'))
    await cp(join(folder, '..'), join(broken, 'demo-data'), { recursive: true })
    await cp(join(folder, '../../reference-data'), join(broken, 'reference-data'), { recursive: true })
    const officers = join(broken, 'demo-data/phu-tho/officers.json')
    await writeFile(officers, (await readFile(officers, 'utf8')).replace('"unit": "desk"', '"unit": "cellar"'))
    const empty = provinces.byKey('ninh-binh')?.database
    if (empty === undefined) throw new Error('no second province')
    await sql`truncate agency, account, officer, procedure, everyday_word, setting, working_day_exception cascade`.execute(
      empty,
    )
    await sql`truncate form_definition, process_definition cascade`.execute(empty)
    await expect(loadDemoProvince(empty, sealing, join(broken, 'demo-data/phu-tho'), clock)).rejects.toThrow(
      /agency H44\.02 has no unit cellar/,
    )
    expect(await empty.selectFrom('agency').select('id').execute()).toEqual([])
    await rm(broken, { recursive: true })
  })
})
