import { describe, expect, it } from 'vitest'
import { formCharacters, textWidth } from './file/pdf-font.ts'
import { tinos } from './tinos.ts'
import { readTrueType, subsetTrueType } from './true-type.ts'

describe('subsetTrueType', () => {
  const font = tinos('italic')
  const glyphsOf = (text: string): Set<number> =>
    new Set([...text].map((each) => font.glyphs.get(each.codePointAt(0) ?? 0) ?? 0))

  it('draws every character of Vietnamese', () => {
    expect([...formCharacters].filter((each) => !font.glyphs.has(each.codePointAt(0) ?? 0))).toEqual([])
  })

  it('is smaller, keeps the numbers of glyphs and leaves the whole font as it was', () => {
    const before = textWidth('italic', 'ngày 28 tháng 8 năm 2026', 13)
    const hmtx = Buffer.from(font.tables.get('hmtx') ?? '').toString('hex')
    const program = subsetTrueType(font, glyphsOf('ngày tháng năm 0123456789'))
    expect(program.length).toBeLessThan(60_000)
    expect(Buffer.from(font.tables.get('hmtx') ?? '').toString('hex')).toBe(hmtx)
    expect(textWidth('italic', 'ngày 28 tháng 8 năm 2026', 13)).toBe(before)
    expect(textWidth('italic', 'QUYẾT ĐỊNH', 13)).toBeGreaterThan(60)
    const tags = new DataView(program.buffer, program.byteOffset).getUint16(4)
    expect(tags).toBeGreaterThanOrEqual(6)
    expect(() => readTrueType(program)).toThrow('font without table')
  })
})
