import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSpans } from './read-spans.ts'
import { readText } from './read-text.ts'

const kindsOf = (text: string): readonly string[] => readText(text).map((block) => block.kind)

describe('the text of a draft', () => {
  it('is read by how its lines begin', () => {
    const text = `Căn cứ Luật Xây dựng;
Theo đề nghị của Chánh Văn phòng.
QUYẾT ĐỊNH:
Chương I
Quy định chung
Mục 1
Điều 1. Phạm vi
1. Quy chế này quy định
a) Điểm một;
đ) Điểm năm;
- gạch đầu dòng
I. TÌNH HÌNH
Căn cứ tình hình trên, đề nghị thực hiện.
Phụ lục II
Danh mục
| A | B |
|---|---|
| 1 | 2 |`
    expect(kindsOf(text)).toEqual([
      ...[
        'basis',
        'basis',
        'centred',
        'division',
        'division',
        'article',
        'clause',
        'point',
        'point',
        'item',
        'heading',
      ],
      ...['paragraph', 'appendix', 'table'],
    ])
    const blocks = readText(text)
    expect(blocks[3]).toEqual({ kind: 'division', label: 'Chương I', title: [{ text: 'Quy định chung' }] })
    expect(blocks[4]).toEqual({ kind: 'division', label: 'Mục 1', title: [] })
    expect(blocks.at(-1)).toMatchObject({
      hasHeader: true,
      rows: [
        [[{ text: 'A' }], [{ text: 'B' }]],
        [[{ text: '1' }], [{ text: '2' }]],
      ],
    })
  })

  it('keeps styles, and marks that are never closed as they stand', () => {
    expect(readSpans('một **hai *ba*** và __bốn__, 2 * 3 = 6 ** 7')).toEqual([
      { text: 'một ' },
      { text: 'hai ', bold: true },
      { text: 'ba', bold: true, italic: true },
      { text: ' và ' },
      { text: 'bốn', underline: true },
      { text: ', 2 * 3 = 6 ** 7' },
    ])
  })

  it('places words and columns, and knows signs that are none', () => {
    const blocks = readText(
      '>< ở giữa\n>> bên phải\n| a | b |\n| :-: | --: |\n| 1<br>2 | \\*3\\* |\n\n| --- |\n| khác |\n| --- |',
    )
    expect(blocks).toEqual([
      { kind: 'placed', align: 'center', text: [{ text: 'ở giữa' }] },
      { kind: 'placed', align: 'end', text: [{ text: 'bên phải' }] },
      {
        kind: 'table',
        hasHeader: true,
        aligns: ['center', 'end'],
        rows: [
          [[{ text: 'a' }], [{ text: 'b' }]],
          [[{ text: '1\n2' }], [{ text: '*3*' }]],
        ],
      },
      { kind: 'table', hasHeader: false, aligns: ['start'], rows: [[[{ text: 'khác' }]]] },
    ])
  })

  it('loses no word whatever is typed', () => {
    const words = fc.stringMatching(/^[a-zà-ỹ0-9 .,;:*_|()<>-]{0,60}$/u)
    const bare = (text: string): string => text.normalize('NFC').replace(/[\s*_|=<>:–-]/g, '')
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (lines) => {
        const shown = readText(lines.join('\n'))
          .map((block) => {
            const label = 'label' in block ? block.label : ''
            const spans = block.kind === 'table' ? block.rows.flat(2) : 'text' in block ? block.text : block.title
            return label + spans.map((span) => span.text).join('')
          })
          .join('')
        expect(bare(shown)).toBe(
          lines
            .filter((line) => !/^\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$/.test(line))
            .map(bare)
            .join(''),
        )
      }),
    )
  })
})
