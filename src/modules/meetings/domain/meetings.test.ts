import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import {
  calendarText,
  conflictsOf,
  decideApproval,
  decideCancellation,
  decideChange,
  decideConclusions,
  decideIssue,
  decideWords,
  type EngagementFacts,
  mondayOf,
  planChange,
  planDays,
} from './index.ts'

const at = (text: string) => Temporal.Instant.from(`${text}+07:00`)
const day = (text: string) => Temporal.PlainDate.from(text)
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const words = {
  startsAt: at('2026-09-07T07:30'),
  endsAt: at('2026-09-07T09:00'),
  roomId: null,
  place: 'Nhà văn hóa',
  chairId: null,
  chairWords: 'Bí thư Đảng ủy',
}

describe('what an engagement says', () => {
  it.each([
    ['ok', {}],
    ['engagement.ends-before-start', { endsAt: words.startsAt }],
    ['engagement.too-long', { endsAt: at('2026-10-09T09:00') }],
    ['engagement.place-missing', { place: '' }],
    ['engagement.chair-missing', { chairWords: '' }],
  ])('is judged %s', (code, changed) => expect(codeOf(decideWords({ ...words, ...changed }))).toBe(code))
})

describe('who may do what, when', () => {
  const facts: EngagementFacts = { state: 'registered', startsAt: words.startsAt, isConcluded: false }
  const nobody = { arranges: false, registered: false, chairs: false }
  const office = { ...nobody, arranges: true }
  const unit = { ...nobody, registered: true }
  const approved = { ...facts, state: 'approved' as const }
  const later = at('2026-09-07T10:00')

  it.each([
    ['ok', facts, unit],
    ['engagement.not-permitted', approved, unit],
    ['ok', approved, office],
    ['engagement.not-permitted', facts, nobody],
    ['engagement.decided-already', { ...facts, state: 'cancelled' as const }, office],
    ['engagement.decided-already', { ...approved, isConcluded: true }, office],
  ])('change: %s', (code, one, standing) => expect(codeOf(decideChange(one, standing))).toBe(code))

  it('only the office approves, once, and says why not', () => {
    const yes = { isApproved: true, note: '' }
    expect(codeOf(decideApproval(facts, unit, yes))).toBe('engagement.not-permitted')
    expect(codeOf(decideApproval(facts, office, { isApproved: false, note: '' }))).toBe('engagement.reason-missing')
    expect(codeOf(decideApproval(facts, office, yes))).toBe('ok')
    expect(codeOf(decideApproval(approved, office, yes))).toBe('engagement.decided-already')
  })

  it('what stands in the plan is called off with a reason, what waits is taken back without', () => {
    expect(codeOf(decideCancellation(facts, unit, ''))).toBe('ok')
    expect(codeOf(decideCancellation(approved, office, ''))).toBe('engagement.reason-missing')
    expect(codeOf(decideCancellation(approved, office, 'Trùng kỳ họp'))).toBe('ok')
  })

  it('conclusions wait for the meeting, and only who led or leads issues them', () => {
    expect(codeOf(decideConclusions(approved, unit, at('2026-09-07T07:00')))).toBe('engagement.not-begun')
    expect(codeOf(decideConclusions(approved, nobody, later))).toBe('engagement.not-permitted')
    expect(codeOf(decideConclusions(approved, unit, later))).toBe('ok')
    expect(codeOf(decideIssue(approved, { chairs: false, leads: false }, later))).toBe('engagement.not-permitted')
    expect(codeOf(decideIssue(approved, { chairs: true, leads: false }, later))).toBe('ok')
    expect(codeOf(decideIssue(facts, { chairs: true, leads: true }, later))).toBe('engagement.not-approved')
  })
})

const moments = fc.integer({ min: 0, max: 60 * 24 * 20 }).map((minutes) => at('2026-09-07T00:00').add({ minutes }))
const spansOfTime = fc
  .tuple(moments, fc.integer({ min: 1, max: 60 * 72 }))
  .map(([startsAt, minutes]) => ({ startsAt, endsAt: startsAt.add({ minutes }) }))

describe('a week', () => {
  it('begins on the Monday of any of its days', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (days) => {
        const one = day('2020-01-01').add({ days })
        const monday = mondayOf(one)
        expect(monday.dayOfWeek).toBe(1)
        expect(monday.until(one).days).toBeLessThan(7)
      }),
    ))

  it('shows an engagement once on each day over which it goes, and on no other', () =>
    fc.assert(
      fc.property(fc.array(spansOfTime, { maxLength: 8 }), (all) => {
        for (const { day: shown, morning, afternoon } of planDays(all, day('2026-09-07'), 7)) {
          const from = shown.toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()
          const until = shown.add({ days: 1 }).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()
          const expected = all.filter(
            (one) =>
              Temporal.Instant.compare(one.startsAt, until) < 0 && Temporal.Instant.compare(one.endsAt, from) > 0,
          )
          expect(new Set([...morning, ...afternoon])).toEqual(new Set(expected))
          expect(morning.length + afternoon.length).toBe(expected.length)
        }
      }),
    ))

  it('says what changed since it was published', () => {
    const out = at('2026-09-05T09:00')
    const [before, after] = [at('2026-09-04T09:00'), at('2026-09-06T09:00')]
    const one = { state: 'approved' as const, decidedAt: before, changedAt: null }
    expect(planChange(one, null)).toBe(null)
    expect(planChange(one, out)).toBe(null)
    expect(planChange({ ...one, decidedAt: after }, out)).toBe('added')
    expect(planChange({ ...one, changedAt: after }, out)).toBe('changed')
    expect(planChange({ ...one, state: 'cancelled', changedAt: after }, out)).toBe('cancelled')
    expect(planChange({ ...one, state: 'cancelled', changedAt: before }, out)).toBe(null)
    expect(planChange({ ...one, state: 'cancelled', decidedAt: null, changedAt: after }, out)).toBe(null)
  })
})

describe('conflicts', () => {
  const busy = {
    engagementId: 'b',
    title: null,
    roomId: 'room',
    roomName: 'Phòng họp A',
    officerId: null,
    officerName: null,
    cause: 'engagement' as const,
  }
  const wanted = { id: 'a', roomId: 'room', officerIds: ['an'] }

  it('are there exactly where times overlap: what ends when another begins is in nobody’s way', () =>
    fc.assert(
      fc.property(spansOfTime, spansOfTime, (one, other) => {
        const found = conflictsOf({ ...wanted, ...one }, [{ ...busy, ...other }])
        const apart =
          Temporal.Instant.compare(one.endsAt, other.startsAt) <= 0 ||
          Temporal.Instant.compare(other.endsAt, one.startsAt) <= 0
        expect(found.length).toBe(apart ? 0 : 1)
      }),
    ))

  it('are never with itself, and only with its own room and people', () => {
    const span = { startsAt: words.startsAt, endsAt: words.endsAt }
    expect(conflictsOf({ ...wanted, ...span, id: 'b' }, [{ ...busy, ...span }])).toEqual([])
    expect(conflictsOf({ ...wanted, ...span, roomId: 'else' }, [{ ...busy, ...span }])).toEqual([])
    const person = { ...busy, ...span, roomId: null, officerId: 'an' }
    expect(conflictsOf({ ...wanted, ...span }, [person]).map((one) => one.of)).toEqual(['person'])
    expect(conflictsOf({ ...wanted, ...span }, [{ ...person, officerId: 'binh' }])).toEqual([])
  })
})

describe('a calendar as text', () => {
  const entry = {
    id: '0197b6d0-0000-7000-8000-000000000001',
    startsAt: words.startsAt,
    endsAt: words.endsAt,
    title: '',
    place: 'Phòng họp A; tầng 2, nhà B',
    detail: '',
    link: 'https://motcua.example/can-bo/lich-cong-tac/1',
    isConfidential: false,
    isCancelled: false,
    sequence: 0,
    stampedAt: words.startsAt,
  }
  /** As a program reads it: lines unfolded, the value of a property unescaped. */
  const readValue = (text: string, name: string): string | undefined => {
    const line = text
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .find((one) => one.startsWith(`${name}:`))
    return line
      ?.slice(name.length + 1)
      .replaceAll(/\\([\\;,nN])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter))
  }

  it('gives back any title, in lines of at most 75 octets that cut no letter', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        const text = calendarText('Lịch', [{ ...entry, title }])
        for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are taken out
        const plain = title.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
        expect(readValue(text, 'SUMMARY')).toBe(plain)
        expect(text.includes('\uFFFD')).toBe(title.includes('\uFFFD'))
      }),
    ))

  it('says times in UTC, escapes, and tells what was called off', () => {
    const text = calendarText('Lịch', [{ ...entry, title: 'Họp', isCancelled: true, sequence: 2 }])
    expect(readValue(text, 'DTSTART')).toBe('20260907T003000Z')
    expect(readValue(text, 'DTEND')).toBe('20260907T020000Z')
    expect(text).toContain('LOCATION:Phòng họp A\\; tầng 2\\, nhà B\r\n')
    expect([readValue(text, 'STATUS'), readValue(text, 'SEQUENCE')]).toEqual(['CANCELLED', '2'])
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  })
})
