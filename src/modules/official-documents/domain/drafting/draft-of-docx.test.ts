import { describe, expect, it } from 'vitest'
import { readDocx } from '#platform/docx/read-docx.ts'
import { bold, centred, italic, listed, paragraph, run, table, wordFile } from '#test/support/word-file.ts'
import { type DocxDraft, draftOfDocx } from './draft-of-docx.ts'
import { readText } from './read-text.ts'

const draftOf = async (...body: string[]): Promise<DocxDraft> => {
  const read = await readDocx(wordFile({ body: body.join('') }))
  if (!read.ok) throw new Error(read.refusal.code)
  return draftOfDocx(read.value.blocks)
}

const line = (text: string, look = '', place = '') => paragraph(run(text, look), place)
const strong = (text: string) => line(text, bold, centred)
const opening = (left: string) =>
  table([
    [
      `${line('UBND TỈNH PHÚ THỌ')}${strong('SỞ NỘI VỤ')}${left}`,
      strong('CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM') + strong('Độc lập - Tự do - Hạnh phúc'),
    ],
  ])
const ending = (...right: string[]) =>
  table([
    [
      ['Nơi nhận:', '- Như trên;', '- Giám đốc (b/c);', '- Lưu: VT, CCHC.'].map((text) => line(text)).join(''),
      right.map(strong).join(''),
    ],
  ])

describe('a draft from Word', () => {
  it('has the head of a letter in its fields, and only the text as text', async () => {
    const draft = await draftOf(
      opening(line('Số:      /SNV-CCHC') + line('V/v rà soát thủ tục')),
      line('Kính gửi:'),
      line('- Các sở, ban, ngành;'),
      line('- Ủy ban nhân dân các xã.'),
      line('Thực hiện kế hoạch năm 2026, Sở Nội vụ đề nghị:'),
      paragraph(run('Rà soát thủ tục;'), listed(1, 0)),
      paragraph(run('Báo cáo.'), listed(1, 0)),
      ending('KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Trần Văn Bình'),
    )
    expect(draft).toEqual({
      head: {
        typeCode: 'CV',
        subject: 'rà soát thủ tục',
        unitNotation: 'CCHC',
        addressees: ['Các sở, ban, ngành', 'Ủy ban nhân dân các xã'],
        recipients: ['Giám đốc (b/c)'],
        authority: 'KT',
      },
      content: 'Thực hiện kế hoạch năm 2026, Sở Nội vụ đề nghị:\n1. Rà soát thủ tục;\n2. Báo cáo.',
    })
  })

  it('has type, abstract and who decides of a decision, and reads as its parts', async () => {
    const draft = await draftOf(
      opening(line('Số:   /QĐ-SNV')),
      strong('QUYẾT ĐỊNH'),
      strong('Về việc ban hành'),
      strong('Quy chế làm việc'),
      line('_________', '', centred),
      strong('GIÁM ĐỐC SỞ NỘI VỤ'),
      line('Căn cứ Luật Tổ chức chính quyền địa phương;', italic),
      strong('QUYẾT ĐỊNH:'),
      paragraph(`${run('Điều 1.', bold)}${run(' Ban hành ')}${run('Quy chế', italic)}${run('.')}`),
      ending('GIÁM ĐỐC', 'Nguyễn Thị Hà'),
      strong('Chương I'),
      strong('QUY ĐỊNH CHUNG'),
    )
    expect(draft.head).toMatchObject({
      typeCode: 'QĐ',
      subject: 'Về việc ban hành Quy chế làm việc',
      decider: 'GIÁM ĐỐC SỞ NỘI VỤ',
    })
    expect(draft.content.split('\n')).toEqual([
      'Căn cứ Luật Tổ chức chính quyền địa phương;',
      'QUYẾT ĐỊNH:',
      'Điều 1. Ban hành *Quy chế*.',
      'Chương I',
      'QUY ĐỊNH CHUNG',
    ])
    expect(readText(draft.content).map((block) => block.kind)).toEqual(['basis', 'centred', 'article', 'division'])
  })

  it('keeps every word, its look, its place and its tables', async () => {
    const right = '<w:jc w:val="right"/>'
    const draft = await draftOf(
      paragraph(`${run('đậm ', bold)}${run('nghiêng', italic)}${run(' 2*3_4')}`),
      line('Họ tên: ______'),
      line('Nhỏ ở giữa', '', centred),
      line('Tiêu đề', bold, centred),
      line('Bên phải', '', right),
      table([
        [line('A', bold), line('Số', bold)],
        [line('a|b') + line('c'), line('1', '', right)],
      ]),
      table([[line('bảng khác')]]),
    )
    expect(draft).toEqual({
      head: {},
      content: [
        '**đậm** *nghiêng* 2\\*3\\_4',
        'Họ tên: ……',
        '>< Nhỏ ở giữa',
        '= Tiêu đề',
        '>> Bên phải',
        '',
        '| A | Số |',
        '| --- | --: |',
        '| a\\|b<br>c | 1 |',
        '',
        '| --- |',
        '| bảng khác |',
      ].join('\n'),
    })
    expect(readText(draft.content).map((block) => block.kind)).toEqual([
      ...['paragraph', 'paragraph', 'placed', 'centred', 'placed', 'table', 'table'],
    ])
  })
})
