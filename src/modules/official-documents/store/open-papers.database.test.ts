import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency } from '#test/support/people.ts'
import { openPapers } from './open-papers.ts'

const { provinces } = await openTestDatabase()
const database = provinces.all[0]?.database
if (database === undefined) throw new Error('no province')
const now = Temporal.Instant.from('2026-09-07T02:00:00Z')
const agencyId = await addAgency(database, 'H44.78')

const leader = async () => {
  const [id, postId] = [newId(), newId()]
  await sql`insert into officer (id, full_name) values (${id}, 'Người')`.execute(database)
  await sql`insert into post (id, agency_id, title, role) values (${postId}, ${agencyId}, 'Phó', 'leader')`.execute(
    database,
  )
  await sql`insert into post_holding (id, post_id, officer_id, in_force)
    values (${newId()}, ${postId}, ${id}, '[2020-01-01,)')`.execute(database)
  return { id, postId }
}

it('drafts that wait for a signature or an agreement go to who holds such a post, once', async () => {
  const [from, to] = [await leader(), await leader()]
  const draft = async (): Promise<string> => {
    const id = newId()
    await sql`insert into official_document (id, agency_id, direction, state, subject, created_at, updated_at)
      values (${id}, ${agencyId}, 'outgoing', 'submitted', 'x', ${now}, ${now})`.execute(database)
    for (const [position, who] of [from, to].entries())
      await sql`insert into document_agreement (document_id, round, position, officer_id, post_id)
        values (${id}, 1, ${position + 1}, ${who.id}, ${who.postId})`.execute(database)
    await sql`insert into work_item (id, subject_kind, subject_id, step_key, deed, role, agency_id, officer_id, state, opened_at)
      values (${newId()}, 'official-document', ${id}, ${`agree:${from.id}`}, 'agree', 'leader', ${agencyId}, ${from.id}, 'open', ${now})`.execute(
      database,
    )
    return id
  }
  const twice = await draft()
  const once = await draft()
  await sql`delete from document_agreement where document_id = ${once} and officer_id = ${to.id}`.execute(database)
  const [group, ...more] = await openPapers.groupsOf(database, from.id, localDate(now))
  if (group === undefined) throw new Error('nothing open')
  expect([group.kind, group.count, more.length, group.successors.map((one) => one.officerId)]).toEqual([
    'paper-agrees',
    2,
    0,
    [to.id],
  ])
  const handing = { group, fromOfficerId: from.id, toOfficerId: to.id, byOfficerId: to.id, now }
  const touched = await database.transaction().execute((tx) => openPapers.handOver(tx, handing))
  expect([...touched].sort()).toEqual([once, twice].sort())
  expect(await openPapers.groupsOf(database, from.id, localDate(now))).toEqual([])
  const asked = await database.selectFrom('document_agreement').select(['officer_id', 'post_id']).execute()
  expect(asked).toEqual([twice, once].map(() => ({ officer_id: to.id, post_id: to.postId })))
  const work = await database.selectFrom('work_item').select(['officer_id', 'step_key']).execute()
  expect(work.every((item) => item.officer_id === to.id && item.step_key === `agree:${to.id}`)).toBe(true)
})
