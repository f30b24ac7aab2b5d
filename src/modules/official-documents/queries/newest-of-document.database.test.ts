import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { openIncomingBook, registeredDocument } from '#test/support/incoming-document.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import { listDocumentWork, listLinked, listOpinions, mostLinked, mostWorkLines } from './incoming-document.ts'

const later = 12
let house: DemoHouse
let clerk: OfficerActor
let leader: OfficerActor
let documentId: string

beforeAll(async () => {
  house = await openDemoHouse()
  clerk = await house.officer('hycuong.vanthu')
  leader = await house.officer('hycuong.chutich')
  await openIncomingBook(house, clerk)
  documentId = await registeredDocument(house, clerk, {}, { presentTo: leader.officerId })
})

it('work on a document is read newest first to the limit, own open work always, and how much there is', async () => {
  await sql`
    insert into work_item (id, subject_kind, subject_id, step_key, deed, role, agency_id, unit_id, officer_id, state, opened_at, closed_at)
    select gen_random_uuid(), subject_kind, subject_id, 'informed:' || n, 'read', 'handler', agency_id, null, ${clerk.officerId}, 'done',
      opened_at + n * interval '1 minute', opened_at + n * interval '2 minute'
    from work_item, generate_series(1, ${mostWorkLines + later}) n where subject_id = ${documentId} and deed = 'route'`.execute(
    house.open.database,
  )
  const ofLeader = await listDocumentWork(house.open.database, leader, documentId)
  expect(ofLeader.map(({ deed }) => deed).slice(0, 2)).toEqual(['route', 'read'])
  expect(ofLeader.length).toBe(mostWorkLines + 1)
  expect(ofLeader.at(-1)?.stepKey).toBe(`informed:${mostWorkLines + later}`)
  expect(ofLeader[0]?.total).toBe(mostWorkLines + later + 1)
  const ofClerk = await listDocumentWork(house.open.database, clerk, documentId)
  expect([ofClerk.length, ofClerk.some(({ deed }) => deed === 'route')]).toEqual([mostWorkLines, false])
})

it('of what was said the newest is read, numbered so that what is older shows', async () => {
  await sql`
    insert into document_opinion (id, document_id, seq, kind, body, officer_id, officer_name, officer_title, targets, said_at)
    select gen_random_uuid(), ${documentId}, n, 'opinion', 'Ý kiến ' || n, ${clerk.officerId}, 'Văn thư', 'Văn thư', '[]', now()
    from generate_series(1, 503) n`.execute(house.open.database)
  const said = await listOpinions(house.open.database, documentId)
  expect([said.length, said[0]?.seq, said.at(-1)?.seq]).toEqual([500, 4, 503])
})

it('of linked documents the newest are read, and one more to tell that there are others', async () => {
  for (let count = 0; count < mostLinked + 2; count += 1) {
    const id = await registeredDocument(house, clerk)
    await sql`insert into document_link (from_id, to_id, kind, created_at) values (${id}, ${documentId}, 'concerns', now())`.execute(
      house.open.database,
    )
  }
  const linked = await listLinked(house.open.database, clerk, documentId, house.deps.clock.now())
  expect(linked.length).toBe(mostLinked + 1)
})

it('the page tells of each that there is more, and lets the leader do what waits for him', async () => {
  const app = serveDemoHouse(house)
  const { body } = await (await officerBrowser(house, app, 'hycuong.chutich')).get(`/can-bo/van-ban-den/${documentId}`)
  const told = [
    `${later} lượt xử lý không hiện`,
    '3 ý kiến cũ hơn',
    `Chỉ hiện ${mostLinked} văn bản`,
    `${documentId}/chuyen`,
  ]
  expect(told.filter((text) => !body.includes(text))).toEqual([])
})
