import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { localDate, Temporal } from '#kernel/time.ts'
import { workingMinutesBetween } from '#modules/calendar/domain/index.ts'
import { statusCodes } from '#modules/dossiers/domain/index.ts'
import { sumOfCells } from '#modules/reports/domain/index.ts'
import { reportII06a } from '#modules/reports/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { sqlFolder } from '#test/support/database.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { liveDemoProvince } from './lived-province.ts'

const folder = join(sqlFolder, 'demo-data/phu-tho')
/** A Sunday evening: the last working moment is the Friday's. */
const now = Temporal.Instant.from('2026-11-22T13:00:00Z')
let house: DemoHouse

const rowsOf = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<readonly Row[]> =>
  (await query.execute(house.open.database)).rows

const countOf = async (query: ReturnType<typeof sql<{ count: number }>>): Promise<number> =>
  (await rowsOf(query))[0]?.count ?? 0

const openWorkOf = (login: string) => sql<{ deed: string; count: number }>`
  select w.deed, count(*)::int as count from account a join post_holding h on h.officer_id = a.officer_id
  join post p on p.id = h.post_id
  join work_item w on w.agency_id = p.agency_id and w.role = p.role and (w.unit_id is null or w.unit_id = p.unit_id)
    and (w.officer_id is null or w.officer_id = a.officer_id)
  where a.login = ${login} and w.state = 'open' and w.subject_kind = 'dossier' group by 1 order by 1`

const stateOfPast = sql<{ count: number }>`select count(*)::int from filing`

beforeAll(async () => {
  house = await openDemoHouse('2026-09-10T01:00:00Z')
  house.setClock(now.toString())
}, 60_000)

describe('a province', () => {
  it('given up on the way has not lived at all', async () => {
    const stopping = new AbortController()
    let calls = 0
    const clock = { now: () => now }
    const files = {
      ...house.deps.files,
      put: (content: Parameters<typeof house.deps.files.put>[0]) => {
        calls += 1
        if (calls === 3) stopping.abort()
        return house.deps.files.put(content)
      },
    }
    const living = liveDemoProvince(house.open, { ...house.deps, files, clock }, { folder, signal: stopping.signal })
    await expect(living).rejects.toThrow()
    expect(await countOf(stateOfPast)).toBe(0)
    expect(await countOf(sql`select count(*)::int from graphile_worker.jobs`)).toBe(0)
  }, 60_000)

  it('lives once', async () => {
    const lived = await liveDemoProvince(house.open, house.deps, { folder })
    expect(lived?.dossiers).toBeGreaterThan(80)
    expect(await liveDemoProvince(house.open, house.deps, { folder })).toBeNull()
    expect(await countOf(stateOfPast)).toBe(lived?.dossiers)
  }, 240_000)
})

describe('a province that has lived', () => {
  it('has a sound log, and only deeds of working time', async () => {
    expect((await verifyLog(house.open.database)).faults).toEqual([])
    const { calendar } = await house.deps.workingTime(house.open.database)
    const moments = await rowsOf(
      sql<{ at: Temporal.Instant }>`select occurred_at as at from action_log where actor_kind <> 'system'`,
    )
    const aside = moments.filter(({ at }) => workingMinutesBetween(calendar, at.subtract({ minutes: 1 }), at) === 0)
    expect(aside.filter(({ at }) => workingMinutesBetween(calendar, at, at.add({ minutes: 1 })) === 0)).toEqual([])
    expect(moments.every(({ at }) => Temporal.Instant.compare(at, now) < 0)).toBe(true)
  })

  it('counts in form II.06a what its dossiers say, and 3 = 7 + 11', async () => {
    const from = Temporal.PlainDate.from('2026-01-01')
    const rows = await reportII06a(house.open.database, { from, until: localDate(now), by: 'agency', now })
    const cells = sumOfCells(rows.map((row) => row.cells))
    expect(cells.received).toBe(cells.settled + cells.inHand)
    const counted = (condition: ReturnType<typeof sql>) =>
      countOf(sql<{ count: number }>`select count(*)::int from dossier where accepted_at is not null and ${condition}`)
    expect(cells.received).toBe(await counted(sql`true`))
    expect(cells.early).toBe(await counted(sql`settled = 'early'`))
    expect(cells.onTime).toBe(await counted(sql`settled = 'on-time'`))
    expect(cells.late).toBe(await counted(sql`settled = 'late'`))
    expect(cells.overdue).toBe(await counted(sql`status in (2, 4) and due_at < ${now}`))
    expect(cells.overdue).toBe(3)
    expect(cells.late).toBeLessThan(cells.settled / 8)
  })

  it('holds no work that nobody can do, and none on what is over', async () => {
    const unreachable = sql`select w.deed from work_item w where w.state in ('open', 'paused') and not exists (
      select from post p join post_holding h on h.post_id = p.id and h.in_force @> ${localDate(now)}::date
      where p.agency_id = w.agency_id and p.role = w.role and (w.unit_id is null or p.unit_id = w.unit_id)
        and (w.officer_id is null or h.officer_id = w.officer_id))`
    expect(await rowsOf(unreachable)).toEqual([])
    const over = [statusCodes.refused, statusCodes.withdrawn, statusCodes.stopped, statusCodes.returned]
    expect(
      await rowsOf(sql`select w.deed, d.code from work_item w join dossier d on d.id = w.subject_id
        where w.state in ('open', 'paused') and (d.status = any(${over}) or (d.status = 9 and w.deed <> 'return'))`),
    ).toEqual([])
  })

  it.each(['hycuong', 'viettri'])('gives everybody at %s something to do', async (commune) => {
    const deeds = async (post: string) => (await rowsOf(openWorkOf(`${commune}.${post}`))).map((row) => row.deed)
    expect(await deeds('motcua')).toEqual(['receive', 'return'])
    for (const head of ['chanhvanphong', 'truongkinhte', 'truongvhxh'])
      expect(await deeds(head)).toEqual(['assign', 'review'])
    for (const handler of ['hotich', 'kinhte', 'vhxh']) {
      const [handled] = await rowsOf(openWorkOf(`${commune}.${handler}`))
      expect(handled?.deed).toBe('handle')
      expect(handled?.count).toBeGreaterThanOrEqual(2)
    }
    expect(await deeds('chutich')).toEqual(['apologise', 'sign'])
    expect(await deeds('vanthu')).toEqual(['number'])
  })

  it('has dossiers that wait for a supplement and for money, and an apology signed', async () => {
    const withStatus = (status: number) => countOf(sql`select count(*)::int from dossier where status = ${status}`)
    expect(await withStatus(statusCodes.supplementing)).toBe(2)
    expect(await withStatus(statusCodes.paying)).toBe(1)
    expect(await countOf(sql`select count(*)::int from reappointment`)).toBeGreaterThanOrEqual(2)
    const critical = sql<{ count: number }>`select count(distinct subject_id)::int from work_item
      where state = 'open' and critical_at <= ${now}`
    expect(await countOf(critical)).toBe(1)
  })

  it('has kept every letter of the past and left none to be sent', async () => {
    expect(await rowsOf(sql`select distinct state from message`)).toEqual([{ state: 'kept' }])
    const jobs = await rowsOf(sql`select distinct task_identifier as task from graphile_worker.jobs`)
    expect(jobs).toEqual([{ task: 'make-receipt' }])
  })

  it('shows the papers that were handed in', async () => {
    const unseen = sql<{ count: number }>`select count(*)::int from dossier_paper p
      where p.is_given and p.source in ('upload', 'scan') and not exists (select from attachment f
        where f.owner_kind = 'dossier' and f.owner_id = p.dossier_id and f.purpose = p.code)`
    expect(await countOf(unseen)).toBe(0)
  })

  it('lets a used province alone', async () => {
    await house.open.database.deleteFrom('setting').where('key', '=', 'demo.lived-until').execute()
    expect(await liveDemoProvince(house.open, house.deps, { folder })).toBeNull()
  })
})
