import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distinctLetters, type ListEntry, lettersOf, romanNumeral, titleForYear } from './file-list.ts'
import { fitsRule, noRule } from './filing-rule.ts'
import { type LastYear, proposeList } from './propose-list.ts'

const worth = { I: 1, V: 5, X: 10, L: 50, C: 100 } as const

describe('a heading', () => {
  it('is counted in Roman numerals that read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 399 }), (value) => {
        const signs = [...romanNumeral(value)].map((sign) => worth[sign as keyof typeof worth])
        const read = signs.reduce((sum: number, sign, at) => sum + (sign < (signs[at + 1] ?? 0) ? -sign : sign), 0)
        return read === value && !/IIII|XXXX|VV|LL/.test(romanNumeral(value))
      }),
    )
  })

  it('has letters of its unit, and never those of another', () => {
    expect(lettersOf('Phòng Văn hóa - Xã hội')).toBe('VHXH')
    expect(lettersOf('Văn phòng Hội đồng nhân dân và Ủy ban nhân dân')).toBe('VP')
    expect(lettersOf('Phòng Ủy thác Đất đai')).toBe('UTĐĐ')
    expect(distinctLetters('KT', new Set(['KT', 'KT2']))).toBe('KT3')
  })
})

describe('the rule of a file', () => {
  const document = { typeCode: 'CV', authorName: 'Sở Tư pháp', subject: 'V/v báo cáo công tác hộ tịch quý III' }
  it.each([
    [{ ...noRule }, false],
    [{ ...noRule, types: ['CV', 'BC'] }, true],
    [{ ...noRule, types: ['QĐ'] }, false],
    [{ ...noRule, author: 'so tu phap' }, true],
    [{ ...noRule, author: 'Sở Tài chính' }, false],
    [{ ...noRule, words: 'đất đai, ho tich' }, true],
    [{ ...noRule, words: 'hộ tịch quý II' }, false],
    [{ ...noRule, words: 'tich quy' }, true],
    [{ types: ['CV'], author: 'Sở Tư pháp', words: 'hộ khẩu' }, false],
  ])('%j', (rule, wanted) => {
    expect(fitsRule(rule, document)).toBe(wanted)
  })

  it('fits less, never more, the more it asks', () => {
    const rules = fc.record({
      types: fc.subarray(['CV', 'QĐ', 'BC']),
      author: fc.constantFrom('', 'sở', 'tư pháp', 'tài chính'),
      words: fc.constantFrom('', 'hộ tịch', 'đất', 'báo cáo, đất'),
    })
    fc.assert(
      fc.property(rules, (rule) => {
        const parts = [
          { ...noRule, types: rule.types },
          { ...noRule, author: rule.author },
          { ...noRule, words: rule.words },
        ].filter((part) => part.types.length > 0 || part.author !== '' || part.words !== '')
        const each = parts.map((part) => fitsRule(part, document))
        return fitsRule(rule, document) === (parts.length > 0 && each.every(Boolean))
      }),
    )
  })
})

const entry = (changes: Partial<ListEntry>): ListEntry => ({
  id: 'e1',
  headingId: 'h1',
  title: 'Báo cáo năm 2026, số 12026',
  kind: 'general',
  retentionYears: 10,
  useMode: 'conditional',
  keeperId: 'here',
  note: '',
  rule: { ...noRule, types: ['BC'] },
  ...changes,
})

const nothing: LastYear = {
  year: 2026,
  headings: [],
  entries: [],
  files: [],
  units: [],
  officers: new Set(['here', 'maker']),
}
const heading = { id: 'h1', parentId: null, name: 'Kinh tế', notation: 'KT', unitId: 'u1' }

const ids = () => {
  let next = 0
  return () => {
    next += 1
    return `new-${next}`
  }
}

describe('the list of a year', () => {
  it('moves headings, files and rules on, with their years, and gives those of who has left to its maker', () => {
    const last = { ...nothing, headings: [heading], entries: [entry({}), entry({ id: 'e2', keeperId: 'gone' })] }
    const proposed = proposeList(last, 2027, 'maker', ids())
    expect(proposed.headings).toEqual([{ ...heading, id: 'new-1' }])
    expect(
      proposed.entries.map(({ headingId, title, keeperId, rule }) => [headingId, title, keeperId, rule.types]),
    ).toEqual([
      ['new-1', 'Báo cáo năm 2027, số 12026', 'here', ['BC']],
      ['new-1', 'Báo cáo năm 2027, số 12026', 'maker', ['BC']],
    ])
  })

  it('takes in what was opened beside it, by letters or by unit, and begins with the units where there was none', () => {
    const file = {
      title: 'Thanh tra năm 2026',
      kind: 'general',
      retentionYears: null,
      useMode: 'open',
      note: '',
    } as const
    const files = [
      { ...file, notation: 'KT', unitId: null, keeperId: 'here' },
      { ...file, notation: 'XYZ', unitId: 'u1', keeperId: null },
      { ...file, notation: 'XYZ', unitId: 'u9', keeperId: 'here' },
    ]
    const units = [
      { id: 'u1', name: 'Phòng Kinh tế' },
      { id: 'u2', name: 'Ban Kế toán' },
    ]
    const proposed = proposeList({ ...nothing, units, files }, 2027, 'maker', ids())
    expect(proposed.headings.map(({ notation, unitId }) => [notation, unitId])).toEqual([
      ['KT', 'u1'],
      ['KT2', 'u2'],
    ])
    expect(proposed.entries.map(({ title, keeperId }) => [title, keeperId])).toEqual([
      ['Thanh tra năm 2027', 'here'],
      ['Thanh tra năm 2027', 'maker'],
    ])
  })

  it('changes a year only where it stands alone', () => {
    expect(titleForYear('Năm 2026 (2026-2030), mã 20260', 2026, 2027)).toBe('Năm 2027 (2027-2030), mã 20260')
  })
})
