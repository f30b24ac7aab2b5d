import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency } from '#test/support/people.ts'
import { openTasks } from './open-tasks.ts'

const { provinces } = await openTestDatabase()
const database = provinces.all[0]?.database
if (database === undefined) throw new Error('no province')
const now = Temporal.Instant.from('2026-09-07T02:00:00Z')
const agencyId = await addAgency(database, 'H44.77')

const officer = async (role: string): Promise<string> => {
  const [id, postId] = [newId(), newId()]
  await sql`insert into officer (id, full_name) values (${id}, ${role})`.execute(database)
  await sql`insert into post (id, agency_id, title, role) values (${postId}, ${agencyId}, ${role}, ${role})`.execute(
    database,
  )
  await sql`insert into post_holding (id, post_id, officer_id, in_force)
    values (${newId()}, ${postId}, ${id}, '[2020-01-01,)')`.execute(database)
  return id
}

const [asker, doer, helper, successor] = [
  await officer('leader'),
  await officer('handler'),
  await officer('handler'),
  await officer('leader'),
]

const task = async (state: 'open' | 'done'): Promise<string> => {
  const id = newId()
  const at = state === 'done' ? now : null
  await sql`
    insert into task (id, title, source_kind, agency_id, assigned_by, responsible_agency_id, responsible_officer_id, state, reported_at, done_at, created_at, updated_at)
    values (${id}, 'Việc', 'word', ${agencyId}, ${asker}, ${agencyId}, ${doer}, ${state}, ${at}, ${at}, ${now}, ${now})`.execute(
    database,
  )
  for (const [who, capacity, step] of [
    [asker, 'approving', 'judge'],
    [doer, 'leading', 'do'],
    [helper, 'together', `help:${helper}`],
  ]) {
    await sql`insert into participant (id, subject_kind, subject_id, agency_id, officer_id, capacity, from_at)
      values (${newId()}, 'task', ${id}, ${agencyId}, ${who}, ${capacity}, ${now})`.execute(database)
    if (state === 'open')
      await sql`insert into work_item (id, subject_kind, subject_id, step_key, deed, role, agency_id, officer_id, state, opened_at)
        values (${newId()}, 'task', ${id}, ${step}, 'act', 'handler', ${agencyId}, ${who}, 'open', ${now})`.execute(
        database,
      )
  }
  return id
}

const handAll = async (from: string): Promise<readonly string[]> => {
  const groups = await openTasks.groupsOf(database, from, localDate(now))
  for (const group of groups) {
    expect(group.successors.map(({ officerId }) => officerId)).toContain(successor)
    await database
      .transaction()
      .execute((tx) =>
        openTasks.handOver(tx, { group, fromOfficerId: from, toOfficerId: successor, byOfficerId: asker, now }),
      )
  }
  return groups.map(({ kind, count }) => `${kind} ${count}`)
}

describe('handing tasks over', () => {
  it('moves what one answers for, asked for and helps with, and leaves what is over as it was', async () => {
    const open = await task('open')
    const done = await task('done')
    expect(await handAll(helper)).toEqual(['task-helps 1'])
    expect(await handAll(doer)).toEqual(['task-answers 1'])
    expect(await handAll(asker)).toEqual(['task-asked 1'])
    for (const who of [asker, doer, helper]) expect(await handAll(who)).toEqual([])
    const rows = await database.selectFrom('task').selectAll().where('id', 'in', [open, done]).execute()
    const of = (id: string) => rows.find((row) => row.id === id)
    expect([of(open)?.assigned_by, of(open)?.responsible_officer_id]).toEqual([successor, successor])
    expect([of(done)?.assigned_by, of(done)?.responsible_officer_id]).toEqual([asker, doer])
    const work = await database.selectFrom('work_item').selectAll().where('subject_id', '=', open).execute()
    expect(work.map((item) => [item.step_key, item.officer_id]).sort()).toEqual(
      [
        ['do', successor],
        ['judge', successor],
        [`help:${successor}`, successor],
      ].sort(),
    )
    const parts = await database
      .selectFrom('participant')
      .selectAll()
      .where('subject_id', '=', open)
      .where('until_at', 'is', null)
      .execute()
    expect(parts.map((part) => [part.capacity, part.officer_id]).sort()).toEqual(
      ['approving', 'leading', 'together'].map((capacity) => [capacity, successor]),
    )
  })
})
