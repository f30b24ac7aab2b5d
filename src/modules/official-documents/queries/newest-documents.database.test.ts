import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { openIncomingBook, registeredDocument } from '#test/support/incoming-document.ts'
import type { DocumentState } from '../domain/index.ts'
import { reportOnDocument, routeDocument } from '../index.ts'
import { saveDocumentText } from '../store/document-text.ts'
import { addDocumentParticipants, endDocumentParticipants } from '../store/participants.ts'
import { listIncoming } from './incoming-list.ts'
import { listOutgoing } from './outgoing.ts'

let house: DemoHouse
let actors: readonly OfficerActor[]
const logins = [
  'hycuong.vanthu',
  'hycuong.chutich',
  'hycuong.chanhvanphong',
  'hycuong.hotich',
  'hycuong.motcua',
  'viettri.hotich',
  'viettri.vanthu',
] as const
const actor = (login: (typeof logins)[number]): OfficerActor => actors[logins.indexOf(login)] ?? expect.fail(login)
const placeOf = (officer: OfficerActor): string => officer.posts[0]?.agencyId ?? expect.fail('no post')
const unitOf = (officer: OfficerActor): string => officer.posts.find(({ unitId }) => unitId !== null)?.unitId ?? ''

beforeAll(async () => {
  house = await openDemoHouse()
  actors = await Promise.all(logins.map((login) => house.officer(login)))
})

/** Every page of a search, one after the other. */
const found = async (
  officer: OfficerActor,
  words: string,
  state: 'arrived' | 'routed' | 'settled' | null = null,
  limit = 3,
): Promise<readonly string[]> => {
  const ids: string[] = []
  for (;;) {
    const last = ids.at(-1)
    const after = last === undefined ? null : { at: null, id: last }
    const question = { scope: 'all', words, state, after, limit } as const
    const rows = await listIncoming(house.deps.database, officer, question, house.deps.clock.now())
    ids.push(...rows.map(({ documentId }) => documentId))
    if (rows.length < limit) return ids
  }
}

const foundOutgoing = async (officer: OfficerActor, words: string): Promise<readonly string[]> => {
  const question = { scope: 'all', words, after: null, limit: 500 } as const
  return (await listOutgoing(house.deps.database, officer, house.deps.clock.now(), question)).map(({ id }) => id)
}

const periodMs = 2 ** 31
const idAt = (ms: number, serial: number): string => {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${serial.toString(16).padStart(12, '0')}`
}

type Part = { readonly whose: number; readonly as: 'officer' | 'unit' | 'given'; readonly isOver: boolean }
type Drawn = {
  readonly ms: number
  readonly place: number
  readonly direction: 'incoming' | 'outgoing'
  readonly state: DocumentState
  readonly words: readonly string[]
  readonly parts: readonly Part[]
}

const vocabulary = [
  'Hộ',
  'tịch',
  'Quý',
  'quyết',
  'khiếu',
  'nại',
  'Nguyễn',
  'NGUYÊN',
  'đất',
  '125',
  '12',
  'khieunai',
  'ủy',
] as const
const asked = [
  'hộ tịch',
  'qu',
  'quy',
  'nguyen',
  'NGUYỄN văn',
  'khieu nai',
  'khieu',
  '12',
  '125 đất',
  'uy',
  'dat',
  'văn',
]

const end = Date.UTC(2026, 10, 20)
const border = Math.floor(end / periodMs) * periodMs
const instants = fc.oneof(
  // on both sides of where a period, a month and a year begin
  fc
    .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: -1, max: 1 }))
    .map(([n, by]) => border - n * periodMs + by),
  fc
    .tuple(fc.integer({ min: 0, max: 83 }), fc.constantFrom(-1, 0))
    .map(([n, by]) => Date.UTC(2019, 11 + n, 1) - 7 * 3_600_000 + by),
  fc.integer({ min: Date.UTC(2019, 11, 1), max: end }),
)
const parts = fc.record<Part>({
  whose: fc.nat(logins.length - 1),
  as: fc.constantFrom('officer', 'unit', 'given'),
  isOver: fc.boolean(),
})
const drawn = fc
  .record({
    ms: instants,
    place: fc.nat(logins.length - 1),
    isIncoming: fc.boolean(),
    incoming: fc.constantFrom<DocumentState>('arrived', 'routed', 'settled', 'returned'),
    outgoing: fc.constantFrom<DocumentState>('draft', 'submitted', 'signed', 'cancelled'),
    words: fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 6 }),
    parts: fc.array(parts, { maxLength: 3 }),
  })
  .map(
    ({ isIncoming, incoming, outgoing, ...rest }): Drawn => ({
      ...rest,
      direction: isIncoming ? 'incoming' : 'outgoing',
      state: isIncoming ? incoming : outgoing,
    }),
  )

type Kept = Drawn & { readonly id: string; readonly agencyId: string }

const keep = async (documents: readonly Drawn[]): Promise<readonly Kept[]> => {
  const kept = documents.map((one, serial) => ({
    ...one,
    id: idAt(one.ms, serial),
    agencyId: placeOf(actors[one.place] ?? expect.fail('no actor')),
  }))
  const now = house.deps.clock.now()
  await house.deps.database.transaction().execute(async (tx) => {
    await sql`delete from participant where subject_kind = 'official-document'`.execute(tx)
    await sql`delete from official_document`.execute(tx)
    for (const { id, agencyId, direction, state, words } of kept)
      await sql`insert into official_document (id, agency_id, direction, state, subject, author_name, created_at, updated_at)
        values (${id}, ${agencyId}, ${direction}, ${state}, ${words.join(' - ')}, 'Văn phòng', ${now}, ${now})`.execute(
        tx,
      )
    for (const { id, agencyId, parts: some } of kept)
      for (const part of some) {
        const seat = {
          documentId: id,
          agencyId,
          ...seatOf(part),
          capacity: 'consulted',
          from: now.subtract({ hours: 2 }),
        } as const
        await addDocumentParticipants(tx, [seat])
        if (part.isOver) await endDocumentParticipants(tx, id, seat, now.subtract({ hours: 1 }))
      }
  })
  return kept
}

const seatOf = ({ whose, as }: Part) => {
  const officer = actors[whose] ?? expect.fail('no actor')
  const unitId = as === 'officer' ? null : unitOf(officer) || null
  return { unitId, officerId: as === 'unit' && unitId !== null ? null : officer.officerId }
}

/** What the remit says of the rows that were drawn, told once more without SQL. */
const maySee = (officer: OfficerActor, one: Kept): boolean => {
  const holds = officer.posts.some(({ agencyId, role }) => agencyId === one.agencyId && /^(clerk|leader)$/.test(role))
  if (holds && one.state !== 'draft' && one.state !== 'cancelled') return true
  const seats = one.parts.map((part) => ({ ...seatOf(part), isOver: part.isOver }))
  return seats.some(({ unitId, officerId }, at) => {
    // Who takes his place from somebody ends all who had it until then.
    const isOver = seats.slice(at).some((one) => one.isOver && one.unitId === unitId && one.officerId === officerId)
    const isOfUnit = officer.posts.some(
      (post) =>
        unitId !== null &&
        post.unitId === unitId &&
        (officerId === null || post.role === 'unit-head' || post.isDelegated),
    )
    return !isOver && (officerId === officer.officerId || isOfUnit)
  })
}

const hasWords = (one: Drawn, words: string): boolean => {
  const known = fold(`${one.words.join(' ')} Văn phòng`).split(' ')
  return fold(words)
    .split(' ')
    .every((word) => known.some((it) => it === word || (word.length >= 5 && it.startsWith(word))))
}

const newestFirst = (documents: readonly Kept[]): readonly string[] =>
  documents
    .map(({ id }) => id)
    .sort()
    .reverse()

describe('documents found by their words', () => {
  it('are those of the remit that have the words, each once, the newest first, whatever is on which side of a period', async () => {
    const question = fc.record({
      officer: fc.nat(logins.length - 1),
      words: fc.constantFrom(...asked),
      state: fc.constantFrom('arrived', 'routed', 'settled', null),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawn, { minLength: 5, maxLength: 30 }),
        fc.array(question, { minLength: 12, maxLength: 12 }),
        async (documents, questions) => {
          const kept = await keep(documents)
          for (const { officer, words, state } of questions) {
            const who = actors[officer] ?? expect.fail('no actor')
            const wanted = kept.filter((one) => maySee(who, one) && hasWords(one, words))
            const incoming = wanted.filter(({ direction }) => direction === 'incoming')
            expect(await found(who, words, state)).toEqual(
              newestFirst(incoming.filter((one) => state === null || one.state === state)),
            )
            expect(await foundOutgoing(who, words)).toEqual(
              newestFirst(wanted.filter(({ direction }) => direction === 'outgoing')),
            )
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('by whoever takes it over, from then on, in the state that it comes into', async () => {
    const [clerk, leader, handler, stranger] = [
      actor('hycuong.vanthu'),
      actor('hycuong.chutich'),
      actor('hycuong.hotich'),
      actor('viettri.vanthu'),
    ]
    await openIncomingBook(house, clerk)
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

  it('by all who were brought in at the same moment', async () => {
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
            (await sql`select from pg_stat_activity where wait_event_type = 'Lock'`.execute(database)).rows.length,
        )
        .toBeGreaterThan(0)
    })
    await second
    expect(await found(head, 'trực bão')).toEqual([documentId])
    expect(await found(handler, 'trực bão')).toEqual([documentId])
  })

  it('however it is typed, and with nothing to look for all there are', async () => {
    const clerk = actor('hycuong.vanthu')
    const documentId = await registeredDocument(house, clerk, { subject: 'V/v kê khai đàn trâu' })
    for (const words of ["đàn trâu' | !:*", 'trâu & (đàn)', '  ĐÀN   trâu  ', `trâu ${'đàn '.repeat(40)}`])
      expect(await found(clerk, words)).toEqual([documentId])
    expect(await found(clerk, '%&:*!', null, 100)).toContain(documentId)
    expect(await found(clerk, newId())).toEqual([])
  })
})
