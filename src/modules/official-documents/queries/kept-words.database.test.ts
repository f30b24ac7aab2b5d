import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { foundIncoming, openIncomingBook, registeredDocument } from '#test/support/incoming-document.ts'
import { type DocumentFields, noFields } from '../domain/index.ts'
import { refillWords, reportOnDocument, routeDocument } from '../index.ts'
import { saveDocumentText } from '../store/document-text.ts'
import { addDocumentParticipants } from '../store/participants.ts'

let house: DemoHouse
let actors: readonly OfficerActor[]
const logins = [
  'hycuong.vanthu',
  'hycuong.chutich',
  'hycuong.chanhvanphong',
  'hycuong.hotich',
  'viettri.vanthu',
] as const
const actor = (login: (typeof logins)[number]): OfficerActor => actors[logins.indexOf(login)] ?? expect.fail(login)
const placeOf = (officer: OfficerActor): string => officer.posts[0]?.agencyId ?? expect.fail('no post')

const found = (
  officer: OfficerActor,
  words: string,
  state: 'arrived' | 'routed' | 'settled' | null = null,
  fields: DocumentFields = noFields,
): Promise<readonly string[]> => foundIncoming(house, officer, { words, state, fields })

beforeAll(async () => {
  house = await openDemoHouse()
  actors = await Promise.all(logins.map((login) => house.officer(login)))
  await openIncomingBook(house, actor('hycuong.vanthu'))
})

describe('words and fields of documents are kept', () => {
  it('by and by for those that lay here before', async () => {
    const clerk = actor('hycuong.vanthu')
    const documentId = await registeredDocument(house, clerk, { subject: 'V/v rà soát chợ quê', typeCode: 'KH' })
    const { database } = house.deps
    const asked = { ...noFields, typeCode: 'KH' }
    expect(await found(clerk, 'chợ quê', null, asked)).toEqual([documentId])
    await sql`update document_search set words = ts_delete(words, array(select lexeme from unnest(words) where lexeme like '%=t%'))`.execute(
      database,
    )
    expect(await found(clerk, 'chợ quê', null, asked)).toEqual([])
    await sql`insert into document_word_refill (before) values ('ffffffff-ffff-ffff-ffff-ffffffffffff') on conflict do nothing`.execute(
      database,
    )
    await refillWords(database)
    expect(await found(clerk, 'chợ quê', null, asked)).toEqual([documentId])
    expect((await sql`select from document_word_refill`.execute(database)).rows).toEqual([])
  })

  it('in smaller parts where the server gives a part up for taking too long', async () => {
    const { database } = house.deps
    for (const subject of ['V/v đò ngang', 'V/v đò dọc', 'V/v bến đò', 'V/v cầu phao'])
      await registeredDocument(house, actor('hycuong.vanthu'), { subject })
    await sql`create function too_slow() returns trigger language plpgsql as $$ begin
      if (select count(*) from written) > 1 then raise exception 'too slow' using errcode = 'query_canceled'; end if;
      return null; end $$`.execute(database)
    await sql`create trigger too_slow after update on document_search referencing new table as written
      for each statement execute function too_slow()`.execute(database)
    await sql`insert into document_word_refill (before) values ('ffffffff-ffff-ffff-ffff-ffffffffffff')`.execute(
      database,
    )
    await refillWords(database)
    expect((await sql`select from document_word_refill`.execute(database)).rows).toEqual([])
    await sql`drop function too_slow() cascade`.execute(database)
  })

  it('for whoever takes a document over, from then on, in the state that it comes into', async () => {
    const [clerk, leader, handler, stranger] = [
      actor('hycuong.vanthu'),
      actor('hycuong.chutich'),
      actor('hycuong.hotich'),
      actor('viettri.vanthu'),
    ]
    const documentId = await registeredDocument(house, clerk, {
      subject: 'V/v nghiệm thu cầu treo Suối Ngăm',
      code: { number: 7716, notation: 'SXD-QLCL' },
    })
    for (const words of ['cau treo', 'Suối NGĂM', '7716', '7716/SXD-QLCL', 'nghiệm thu tu phap'])
      expect(await found(clerk, words)).toEqual([documentId])
    for (const words of ['771', 'cầu tre', 'cầu treo khác']) expect(await found(clerk, words)).toEqual([])
    expect(await found(clerk, 'cầu treo', 'arrived')).toEqual([documentId])
    expect(await found(handler, 'cầu treo')).toEqual([])
    const targets = [{ id: handler.officerId, part: 'lead' as const }]
    acceptedValue(await routeDocument(house.deps, leader, { documentId, targets, body: '', dueDays: null }))
    expect(await found(handler, 'cầu treo', 'routed')).toEqual([documentId])
    expect(await found(clerk, 'cầu treo', 'arrived')).toEqual([])
    await saveDocumentText(house.deps.database, documentId, { text: 'Kết cấu dây võng Đặng Thị Ngát', state: 'read' })
    for (const who of [clerk, leader, handler]) expect(await found(who, 'dang thi ngat cầu')).toEqual([documentId])
    acceptedValue(await reportOnDocument(house.deps, handler, { documentId, body: 'Xong' }))
    expect(await found(handler, 'dây võng', 'settled')).toEqual([documentId])
    await saveDocumentText(house.deps.database, documentId, { text: null, state: 'nothing-to-read' })
    expect(await found(clerk, 'dây võng')).toEqual([])
    expect(await found(stranger, 'cầu treo')).toEqual([])
  })

  it('for all who were brought in at the same moment', async () => {
    const [clerk, head, handler] = [actor('hycuong.vanthu'), actor('hycuong.chanhvanphong'), actor('hycuong.hotich')]
    const documentId = await registeredDocument(house, clerk, { subject: 'V/v phân công trực bão' })
    const { database, clock } = house.deps
    const part = (officer: OfficerActor) => ({
      documentId,
      agencyId: placeOf(clerk),
      unitId: null,
      officerId: officer.officerId,
      capacity: 'informed' as const,
      from: clock.now(),
    })
    let second: Promise<void> = Promise.resolve()
    await database.transaction().execute(async (first) => {
      await addDocumentParticipants(first, [part(head)])
      await sql`set constraints all immediate`.execute(first)
      second = database.transaction().execute((tx) => addDocumentParticipants(tx, [part(handler)]))
      // The second has come as far as it comes: it waits for the first.
      await expect
        .poll(
          async () =>
            (
              await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
                database,
              )
            ).rows.length,
          { timeout: 20_000 },
        )
        .toBeGreaterThan(0)
    })
    await second
    expect(await found(head, 'trực bão')).toEqual([documentId])
    expect(await found(handler, 'trực bão')).toEqual([documentId])
  })

  it('so that they are found however they are typed, and all there are with nothing to look for', async () => {
    const clerk = actor('hycuong.vanthu')
    const documentId = await registeredDocument(house, clerk, { subject: 'V/v kê khai đàn trâu' })
    for (const words of ["đàn trâu' | !:*", 'trâu & (đàn)', '  ĐÀN   trâu  ', `trâu ${'đàn '.repeat(40)}`])
      expect(await found(clerk, words)).toEqual([documentId])
    expect(await found(clerk, '%&:*!')).toContain(documentId)
    expect(await found(clerk, newId())).toEqual([])
  })
})
