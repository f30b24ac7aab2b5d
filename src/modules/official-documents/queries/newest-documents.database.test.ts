import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { instantOf, localDate, Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { foundIncoming } from '#test/support/incoming-document.ts'
import { type DocumentFields, type DocumentState, noFields, type Urgency } from '../domain/index.ts'
import { addDocumentParticipants, endDocumentParticipants } from '../store/participants.ts'
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

const found = (
  officer: OfficerActor,
  words: string,
  state: 'arrived' | 'routed' | 'settled' | null = null,
  fields: DocumentFields = noFields,
): Promise<readonly string[]> => foundIncoming(house, officer, { words, state, fields })

const foundOutgoing = async (
  officer: OfficerActor,
  words: string,
  fields: DocumentFields = noFields,
  state: DocumentState | null = null,
): Promise<readonly string[]> => {
  const question = { scope: 'all', words, fields, state, after: null, limit: 500 } as const
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
  readonly typeCode: string
  readonly urgency: Urgency
  readonly number: number | null
  readonly notation: string
  readonly author: string
  /** Of the date of an outgoing one; days after the first of 2025. An incoming one came when its id says. */
  readonly day: number | null
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
/** Few of them, so that days meet. */
const days = fc.nat(12).map((count) => count * 51)
const drawn = fc
  .record({
    ms: instants,
    place: fc.nat(logins.length - 1),
    isIncoming: fc.boolean(),
    incoming: fc.constantFrom<DocumentState>('arrived', 'routed', 'settled', 'returned'),
    outgoing: fc.constantFrom<DocumentState>('draft', 'submitted', 'signed', 'cancelled'),
    words: fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 6 }),
    parts: fc.array(parts, { maxLength: 3 }),
    typeCode: fc.constantFrom('ĐA', 'DA', 'CV'),
    urgency: fc.constantFrom<Urgency>(0, 1, 3),
    number: fc.constantFrom(null, 1, 12, 125),
    notation: fc.constantFrom('STP-HCTP', 'UBND', 'QĐ-UBND', ''),
    author: fc.constantFrom('Sở Tư pháp', 'Sở Xây dựng', 'Nguyễn Văn Quý'),
    day: fc.option(days),
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
    for (const one of kept) {
      const isIn = one.direction === 'incoming'
      await sql`insert into official_document (id, agency_id, direction, state, subject, author_name, signer_name, type_code, urgency, code_number,
          code_notation, document_date, created_at, updated_at)
        values (${one.id}, ${one.agencyId}, ${one.direction}, ${one.state}, ${one.words.join(' - ')},
          ${isIn ? one.author : ''}, ${isIn ? '' : one.author}, ${one.typeCode}, ${one.urgency}, ${one.number}, ${one.notation},
          ${dayOf(one)?.toString() ?? null}, ${instantOf(new Date(one.ms))}, ${now})`.execute(tx)
    }
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
  return one.parts.some((part, at) => {
    const { unitId, officerId } = seatOf(part)
    const isOfUnit = officer.posts.some(
      (post) =>
        unitId !== null &&
        post.unitId === unitId &&
        (officerId === null || post.role === 'unit-head' || post.isDelegated),
    )
    return !isOver(one, at) && (officerId === officer.officerId || isOfUnit)
  })
}

const holds = (text: string, words: string): boolean => {
  const known = fold(text).split(/[^a-z0-9]+/)
  return (fold(words).match(/[a-z0-9]+/g) ?? []).every((word) =>
    known.some((it) => it === word || (word.length >= 5 && it.startsWith(word))),
  )
}

const hasWords = (one: Drawn, words: string): boolean =>
  holds([...one.words, one.author, one.number ?? '', one.notation].join(' '), words)

/** The day by which it is looked for. */
const dayOf = (one: Drawn): Temporal.PlainDate | null =>
  one.direction === 'incoming'
    ? localDate(instantOf(new Date(one.ms)))
    : one.day === null
      ? null
      : Temporal.PlainDate.from('2025-01-01').add({ days: one.day })

/** What the fields say of the rows that were drawn, told once more without SQL. */
const hasAsked = (one: Kept, fields: DocumentFields): boolean => {
  const day = dayOf(one)?.toString()
  const [, number, notation = ''] = /^(\d*)\/?(.*)$/.exec(fields.code) ?? []
  return (
    (fields.typeCode === null || one.typeCode === fields.typeCode) &&
    (fields.urgency === null || one.urgency === fields.urgency) &&
    holds(one.author, fields.author) &&
    (number === '' || one.number === Number(number)) &&
    holds(one.notation, notation) &&
    fold(one.notation).includes(fold(notation)) &&
    (fields.from === null || (day !== undefined && day >= fields.from.toString())) &&
    (fields.until === null || (day !== undefined && day <= fields.until.toString())) &&
    (fields.hand === null || one.parts.some((_, at) => isHeldBy(one, at, fields.hand?.id ?? '')))
  )
}

/** Who takes his place from somebody ends all who had it until then. */
const isOver = (one: Kept, at: number): boolean => {
  const { unitId, officerId } = seatOf(one.parts[at] ?? expect.fail('no part'))
  return one.parts.slice(at).some((part) => {
    const seat = seatOf(part)
    return part.isOver && seat.unitId === unitId && seat.officerId === officerId
  })
}

const isHeldBy = (one: Kept, at: number, id: string): boolean => {
  const seat = seatOf(one.parts[at] ?? expect.fail('no part'))
  return !isOver(one, at) && (seat.officerId === id || seat.unitId === id)
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

  it('are those of the remit that have the fields that are asked, alone and together with words', async () => {
    const day = days.map((count) => Temporal.PlainDate.from('2025-01-01').add({ days: count }))
    const hand = fc.constantFrom<DocumentFields['hand']>(
      { kind: 'officer', id: actor('hycuong.hotich').officerId },
      { kind: 'unit', id: unitOf(actor('hycuong.hotich')) },
    )
    const question = fc.record({
      officer: fc.nat(logins.length - 1),
      words: fc.constantFrom('', '', '', 'hộ', '125'),
      fields: fc
        .tuple(
          fc.record({
            typeCode: fc.constantFrom('ĐA', 'DA', 'CV'),
            author: fc.constantFrom('tu phap', 'sở', 'Quý'),
            code: fc.constantFrom('125', 'UBND', '12/QĐ-UBND', 'qd'),
            urgency: fc.constantFrom<Urgency>(0, 3),
            from: day,
            until: day,
            hand,
          }),
          fc.subarray(['typeCode', 'author', 'code', 'urgency', 'from', 'until', 'hand'] as const, {
            minLength: 1,
            maxLength: 2,
          }),
        )
        .map(([all, asked]) => ({ ...noFields, ...Object.fromEntries(asked.map((name) => [name, all[name]])) })),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawn, { minLength: 5, maxLength: 30 }),
        fc.array(question, { minLength: 12, maxLength: 12 }),
        async (documents, questions) => {
          const kept = await keep(documents)
          for (const { officer, words, fields } of questions) {
            const who = actors[officer] ?? expect.fail('no actor')
            const wanted = kept.filter((one) => maySee(who, one) && hasWords(one, words) && hasAsked(one, fields))
            const of = (direction: Drawn['direction']) =>
              newestFirst(wanted.filter((one) => one.direction === direction))
            expect(await found(who, words, null, fields)).toEqual(of('incoming'))
            expect(await foundOutgoing(who, words, fields)).toEqual(of('outgoing'))
            expect(await foundOutgoing(who, words, fields, 'signed')).toEqual(
              newestFirst(wanted.filter(({ direction, state }) => direction === 'outgoing' && state === 'signed')),
            )
          }
        },
      ),
      { numRuns: 8 },
    )
  })
})
