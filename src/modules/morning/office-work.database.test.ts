import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { officeWork } from './index.ts'

let house: DemoHouse
let agency: string
type People = Readonly<Record<'clerk' | 'handler' | 'head' | 'leader' | 'archivist', string>>
const logins: People = {
  clerk: 'hycuong.vanthu',
  handler: 'hycuong.hotich',
  head: 'hycuong.chanhvanphong',
  leader: 'hycuong.chutich',
  archivist: 'hycuong.luutru',
}
const ids: Record<string, string> = {}

beforeAll(async () => {
  house = await openDemoHouse()
  agency = await house.agencyId('H44.105')
  for (const [name, login] of Object.entries(logins)) ids[name] = (await house.officer(login)).officerId
})

/** `kind count/overdue`, with `@` where the one that waits is told. */
const waitingOf = async (login: string): Promise<readonly string[]> => {
  const found = await officeWork(house.open.database, await house.officer(login), house.deps.clock.now())
  return found
    .map(({ kind, count, overdue, onlyId }) => `${kind} ${count}/${overdue}${onlyId === null ? '' : '@'}`)
    .toSorted()
}

const everybody = async () =>
  Object.fromEntries(
    await Promise.all(Object.entries(logins).map(async ([name, login]) => [name, await waitingOf(login)] as const)),
  )

const nobody = { clerk: [], handler: [], head: [], leader: [], archivist: [] }

const run = (statement: ReturnType<typeof sql>) => statement.execute(house.open.database)

const offer = async (): Promise<string> => {
  const id = newId()
  await run(sql`
    insert into hand_over (id, agency_id, year, number, title, giver_id, giver_title, offered_at)
    values (${id}, ${agency}, 2026, (select coalesce(max(number), 0) + 1 from hand_over), 'Hồ sơ', ${ids.handler}, '', now())`)
  return id
}

const archivedFile = async (useMode: string): Promise<string> => {
  const id = newId()
  await run(sql`
    insert into work_file (id, agency_id, keeper_id, year, number, notation, title, use_mode, state, opened_at, ended_on, closed_at,
      archived_at, archive_code, updated_at)
    values (${id}, ${agency}, ${ids.handler}, 2020, (select count(*) + 1 from work_file), 'X', 'Hồ sơ', ${useMode}, 'archived', now(),
      '2020-12-01', now(), now(), ${id}, now())`)
  return id
}

const wish = async (useMode: string, officerId: string | undefined): Promise<void> => {
  await run(sql`
    insert into reading_request (id, file_id, officer_id, officer_title, purpose, reason, days, asked_at)
    values (${newId()}, ${await archivedFile(useMode)}, ${officerId}, '', '02', 'Đối chiếu', 5, now())`)
}

const unitOf = async (login: string): Promise<string> => (await house.officer(login)).posts[0]?.unitId ?? ''
const postOf = async (login: string): Promise<string> => (await house.officer(login)).posts[0]?.postId ?? ''

describe('the work of the office that waits', () => {
  it('is nobody’s where nothing was asked of anybody', async () => {
    expect(await everybody()).toEqual(nobody)
  })

  it('is a hand-over first for the archivist, then for who gave it', async () => {
    const id = await offer()
    expect(await everybody()).toEqual({ ...nobody, archivist: ['hand-over 1/0@'] })
    await offer()
    expect((await everybody()).archivist).toEqual(['hand-over 2/0'])
    await run(
      sql`update hand_over set state = 'received', receiver_id = ${ids.archivist}, received_at = now() where id = ${id}`,
    )
    expect(await everybody()).toEqual({ ...nobody, archivist: ['hand-over 1/0@'], handler: ['hand-over 1/0@'] })
    await run(sql`update hand_over set state = 'withdrawn' where id <> ${id}`)
    await run(sql`update hand_over set state = 'signed', signed_at = now() where id = ${id}`)
    expect(await everybody()).toEqual(nobody)
  })

  it('is a wish to read for whoever decides on it, never on his own', async () => {
    await wish('conditional', ids.handler)
    expect(await everybody()).toEqual({ ...nobody, leader: ['reading 1/0@'] })
    await wish('open', ids.leader)
    expect(await everybody()).toEqual({ ...nobody, leader: ['reading 1/0@'], archivist: ['reading 1/0@'] })
    await run(sql`update reading_request set state = 'ended'`)
    expect(await everybody()).toEqual(nobody)
  })

  it('is a list for destruction for whose turn it is: secretary, chair, head, archivist', async () => {
    const id = newId()
    await run(sql`
      insert into destruction (id, agency_id, year, number, state, made_by, made_at, met_on, judged_at)
      values (${id}, ${agency}, 2026, 1, 'judged', ${ids.archivist}, now(), '2026-09-01', now())`)
    for (const [part, who] of [
      ['chair', ids.head],
      ['secretary', ids.clerk],
      ['member', ids.handler],
    ] as const)
      await run(sql`insert into destruction_member values (${id}, ${who}, ${part}, '')`)
    const turn = ['destruction 1/0@']
    expect(await everybody()).toEqual({ ...nobody, clerk: turn })
    await run(sql`update destruction set secretary_signed_at = now()`)
    expect(await everybody()).toEqual({ ...nobody, head: turn })
    await run(sql`update destruction set chair_signed_at = now()`)
    expect(await everybody()).toEqual({ ...nobody, leader: turn })
    await run(
      sql`update destruction set state = 'decided', decided_by = ${ids.leader}, decision_date = '2026-09-02', decision_code = '1/QĐ'`,
    )
    expect(await everybody()).toEqual({ ...nobody, archivist: turn })
    await run(sql`update destruction set state = 'carrying-out', carried_out_by = ${ids.archivist}`)
    expect(await everybody()).toEqual(nobody)
    await run(sql`update destruction set state = 'carried-out', carried_out_at = now()`)
    expect(await everybody()).toEqual({ ...nobody, archivist: turn })
    await run(sql`update destruction set minutes_signed_at = now()`)
    expect(await everybody()).toEqual(nobody)
  })

  it('is an audit to plan, to hold, to answer and to judge, each for those whose it is', async () => {
    const [audit, finding] = [newId(), newId()]
    await run(sql`insert into quality_audit_plan (agency_id, year) values (${agency}, 2026)`)
    expect(await everybody()).toEqual({ ...nobody, leader: ['audit-plan 1/0@'] })
    await run(sql`
      insert into quality_audit (id, agency_id, year, number, title, lead_post_id, planned_on)
      values (${audit}, ${agency}, 2026, 1, 'Đánh giá', ${await postOf(logins.clerk)}, '2026-09-04')`)
    await run(sql`update quality_audit_plan set approved_by = ${ids.leader}, approved_at = now()`)
    expect(await everybody()).toEqual({ ...nobody, clerk: ['audit-hold 1/1@'] })
    await run(sql`update quality_audit set state = 'held', held_on = '2026-09-04', held_at = now()`)
    expect(await everybody()).toEqual(nobody)
    await run(sql`
      insert into quality_finding (id, audit_id, number, grade, body, unit_id, due_on)
      values (${finding}, ${audit}, 1, 'minor', 'Thiếu chữ ký', ${await unitOf(logins.head)}, '2026-09-06')`)
    expect(await everybody()).toEqual({ ...nobody, head: ['finding-answer 1/1@'] })
    await run(sql`
      update quality_finding set state = 'answered', answered_by = ${ids.head}, answered_at = now(), cause = 'x', correction = 'y'`)
    expect(await everybody()).toEqual({ ...nobody, clerk: ['finding-verdict 1/0@'], leader: ['finding-verdict 1/0@'] })
    await run(
      sql`update quality_finding set state = 'closed', verified_by = ${ids.clerk}, verified_at = now(), verdict = 'z'`,
    )
    expect(await everybody()).toEqual(nobody)
  })

  it('is a process, a list of files and an engagement for who decides on them, not what is over', async () => {
    const process = newId()
    await run(
      sql`insert into quality_process (id, agency_id, code, title, created_at) values (${process}, ${agency}, 'QT-01', 'Đăng ký', now())`,
    )
    await run(sql`
      insert into quality_process_version (id, process_id, version, purpose, steps, state, drafted_by, drafted_at)
      values (${newId()}, ${process}, 1, 'x', 'y', 'drafted', ${ids.head}, now())`)
    await run(sql`
      insert into file_list (id, agency_id, year, state, made_by, made_at)
      values (${newId()}, ${agency}, 2027, 'submitted', ${ids.clerk}, now())`)
    for (const day of ['2026-09-01', '2026-09-09'])
      await run(sql`
        insert into engagement (id, agency_id, kind, title, place, starts_at, ends_at, chair_id, state, registered_by, registered_at)
        values (${newId()}, ${agency}, 'meeting', 'Họp', 'P1', ${`${day}T01:00:00Z`}::timestamptz, ${`${day}T02:00:00Z`}::timestamptz,
          ${ids.leader}, 'registered', ${ids.handler}, now())`)
    expect(await everybody()).toEqual({
      ...nobody,
      leader: ['engagement 1/0@', 'file-list 1/0@', 'process-approve 1/0@'],
    })
    expect(await waitingOf('viettri.chutich')).toEqual([])
  })
})
