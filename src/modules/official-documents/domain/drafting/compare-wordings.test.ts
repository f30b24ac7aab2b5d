import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ComparedParagraph, compareWordings } from './compare-wordings.ts'

const shown = (paragraphs: readonly ComparedParagraph[]): readonly string[] =>
  paragraphs.map(({ kind, pieces }) =>
    kind === 'same'
      ? '…'
      : pieces
          .map(({ kind: mark, text }) => (mark === 'same' ? text : `${mark === 'added' ? '+' : '-'}[${text}]`))
          .join(''),
  )

const side = (paragraphs: readonly ComparedParagraph[], left: 'added' | 'removed'): string =>
  paragraphs
    .filter(({ kind }) => kind !== left)
    .map(({ pieces }) =>
      pieces
        .filter(({ kind }) => kind !== left)
        .map(({ text }) => text)
        .join(''),
    )
    .join('\n')

describe('two wordings', () => {
  it('differ word by word where a paragraph was changed', () => {
    const before = 'Kính gửi các sở.\nĐề nghị báo cáo trước ngày 15 tháng 9.\nTrân trọng.'
    const after = 'Kính gửi các sở.\nĐề nghị báo cáo kết quả trước ngày 20 tháng 9.\nBổ sung.\nTrân trọng.'
    expect(shown(compareWordings(before, after))).toEqual([
      '…',
      'Đề nghị báo cáo +[kết quả ]trước ngày -[15]+[20] tháng 9.',
      '+[Bổ sung.]',
      '…',
    ])
  })

  it('show words changed one after the other as one change', () =>
    expect(shown(compareWordings('Thông báo lịch làm việc tuần này.', 'Thông báo lịch tiếp dân tuần này.'))).toEqual([
      'Thông báo lịch -[làm việc]+[tiếp dân] tuần này.',
    ]))

  it('do not mix up a paragraph that was written anew', () => {
    expect(shown(compareWordings('Mưa lớn ở vùng núi.', 'Ban hành quy chế làm việc.'))).toEqual([
      '-[Mưa lớn ở vùng núi.]',
      '+[Ban hành quy chế làm việc.]',
    ])
  })

  it('can both be read back from what is shown', () => {
    // The range of letters holds a blank, U+1680: a paragraph has none at its ends.
    const line = fc
      .stringMatching(/^[a-zà-ỹ0-9]([a-zà-ỹ0-9 .,]{0,20}[a-zà-ỹ0-9])?$/u)
      .filter((text) => text === text.trim())
    const lines = fc.array(line, { maxLength: 12 })
    fc.assert(
      fc.property(lines, lines, (left, right) => {
        const compared = compareWordings(left.join('\n'), right.join('\n'))
        expect(side(compared, 'added')).toBe(left.join('\n').normalize('NFC'))
        expect(side(compared, 'removed')).toBe(right.join('\n').normalize('NFC'))
      }),
    )
  })
})
