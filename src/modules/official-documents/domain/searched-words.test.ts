import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasWords, searchedWords } from './searched-words.ts'

it.each([
  ['V/v rà soát hộ tịch quý III', 'HO tich', true],
  ['V/v rà soát hộ tịch quý III', 'tịch hộ quy', true],
  ['Quyết định về quyền sử dụng đất', 'quy', false],
  ['Công văn của Nguyễn Thị Đào', 'nguyen thi dao', true],
  ['Công văn của Nguyễn Thị Đào', 'nguyê', true],
  ['1250/SXD-QLCL', '125', false],
  ['1250/SXD-QLCL', '1250/sxd', true],
  ['', 'hộ', false],
  ['hộ tịch', '…!?', true],
])('%s has %s: %s', (text, typed, has) => {
  expect(hasWords(text, searchedWords(typed))).toBe(has)
})

it('meets every text by its own words, whatever is typed, and takes no more than it can look for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const words = searchedWords(text)
      expect(words.length).toBeLessThanOrEqual(12)
      for (const { text: word } of words) expect(word).toMatch(/^[a-z0-9]{1,40}$/)
      // A longer word is cut, and met by its beginning.
      const whole = words.filter((word) => word.isBeginning || word.text.length < 40)
      expect(hasWords(text, whole)).toBe(true)
    }),
  )
})
