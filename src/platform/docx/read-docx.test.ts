import { describe, expect, it } from 'vitest'
import { zipFile } from '#test/support/sample-files.ts'
import { bold, centred, italic, listed, paragraph, run, table, wordFile } from '#test/support/word-file.ts'
import type { DocxText } from './docx-text.ts'
import { largestDocxBytes, readDocx } from './read-docx.ts'

const read = async (body: string): Promise<DocxText> => {
  const answer = await readDocx(wordFile({ body }))
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value
}

const faultOf = async (docx: Uint8Array): Promise<string> => {
  const answer = await readDocx(docx)
  return answer.ok ? 'read' : answer.refusal.code
}

const labelled = ({ blocks }: DocxText): readonly string[] =>
  blocks.map((block) =>
    block.kind === 'table' ? 'table' : `${block.label}|${block.spans.map((span) => span.text).join('')}`,
  )

describe('a Word document', () => {
  it('is read with its looks, alignment and headings', async () => {
    const { blocks, losses } = await read(
      [
        paragraph(run('Chương I'), '<w:pStyle w:val="Heading1"/>'),
        paragraph(run('Giữa', '<w:b w:val="0"/>'), centred),
        paragraph(`${run('một ')}${run('ha', bold)}${run('i', bold)}${run(' ba', italic)}`),
        paragraph(run('chữ hoa', '<w:caps/>'), '<w:jc w:val="right"/>'),
        paragraph(`${run('100 m')}${run('2', '<w:vertAlign w:val="superscript"/>')}`),
        paragraph(run('vòng'), '<w:pStyle w:val="Ring"/>'),
      ].join(''),
    )
    expect(losses).toEqual({})
    expect(blocks).toEqual([
      { kind: 'paragraph', align: 'start', heading: 1, label: '', spans: [{ text: 'Chương I', bold: true }] },
      { kind: 'paragraph', align: 'center', heading: null, label: '', spans: [{ text: 'Giữa' }] },
      {
        kind: 'paragraph',
        align: 'start',
        heading: null,
        label: '',
        spans: [{ text: 'một ' }, { text: 'hai', bold: true }, { text: ' ba', italic: true }],
      },
      { kind: 'paragraph', align: 'end', heading: null, label: '', spans: [{ text: 'CHỮ HOA' }] },
      { kind: 'paragraph', align: 'start', heading: null, label: '', spans: [{ text: '100 m²' }] },
      { kind: 'paragraph', align: 'start', heading: null, label: '', spans: [{ text: 'vòng' }] },
    ])
  })

  it('has its lists counted as the program that wrote it draws them', async () => {
    const item = (text: string, list: number, level: number) => paragraph(run(text), listed(list, level))
    const body = [
      item('A', 1, 0),
      item('A a', 1, 1),
      item('A b', 1, 1),
      item('B', 1, 0),
      item('B a', 1, 1),
      item('B a 1', 1, 2),
      item('gạch', 2, 0),
      item('', 1, 0),
      item('mới', 3, 0),
      item('mới nữa', 3, 0),
      item('không có', 9, 0),
    ]
    expect(labelled(await read(body.join('')))).toEqual([
      ...['1.|A', 'a)|A a', 'b)|A b', '2.|B', 'a)|B a', '2.1|B a 1', '-|gạch', '1.|mới', '2.|mới nữa', '|không có'],
    ])
  })

  it('gives the rows of a table, and knows its head', async () => {
    const cell = (text: string, look = '') => paragraph(run(text, look))
    const { blocks, losses } = await read(
      table([
        [cell('STT', bold), cell('Tên', bold)],
        [cell('1'), `${cell('một')}${cell('hai')}`],
      ]),
    )
    expect(losses).toEqual({})
    const [first] = blocks
    expect(first).toMatchObject({ kind: 'table', hasHeader: true })
    const texts =
      first?.kind === 'table' ? first.rows.map((row) => row.map((one) => one.map((p) => p.spans[0]?.text))) : []
    expect(texts).toEqual([
      [['STT'], ['Tên']],
      [['1'], ['một', 'hai']],
    ])
  })

  it('says of everything that is not text that it is lost, and takes changes as accepted', async () => {
    const { blocks, losses } = await read(
      [
        paragraph(
          `${run('giữ ')}<w:del>${run('bỏ')}</w:del><w:ins>${run('thêm')}</w:ins><w:r><w:drawing/></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>`,
        ),
        paragraph(
          '<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>',
        ),
        paragraph(
          `<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>${run('ẩn', '<w:vanish/>')}${run('gạch', '<w:strike/>')}`,
        ),
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>gộp</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
        '<w:sectPr><w:pgSz w:orient="landscape"/><w:cols w:num="2"/></w:sectPr>',
      ].join(''),
    )
    expect(losses).toEqual({
      'tracked-changes': 2,
      pictures: 1,
      footnotes: 1,
      comments: 1,
      'text-boxes': 1,
      formulas: 1,
      'hidden-text': 1,
      'struck-text': 1,
      'merged-cells': 1,
      landscape: 1,
      columns: 1,
    })
    expect(labelled({ blocks, losses })).toEqual(['|giữ thêm', '|trong khung', '|x+ygạch', 'table'])
  })
})

const relations = (target: string): string =>
  `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${target}" TargetMode="External"/></Relationships>`

describe('a hostile file', () => {
  const body = paragraph(run('một'))
  const withParts = (...parts: { name: string; content: string | Buffer }[]) => wordFile({ body, parts })

  it.each<readonly [string, string, Uint8Array]>([
    ['nothing', 'not-docx', Buffer.alloc(0)],
    ['a PDF', 'not-docx', Buffer.from('%PDF-1.7 and more')],
    ['another archive', 'not-docx', zipFile([{ name: 'a.txt', content: 'a' }])],
    ['Word of old', 'old-word', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
    [
      'one with a password',
      'encrypted',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['one cut off', 'broken', wordFile({ body }).subarray(0, 700)],
    ['one too long to be read', 'too-large', Buffer.alloc(largestDocxBytes + 1)],
    ['macros', 'script', withParts({ name: 'word/vbaProject.bin', content: 'x' })],
    ['ActiveX', 'script', withParts({ name: 'word/activeX/activeX1.xml', content: '<a/>' })],
    [
      'a field that runs a program',
      'script',
      wordFile({ body: paragraph('<w:r><w:instrText>DDEAUTO c:\\\\a.exe</w:instrText></w:r>') }),
    ],
    [
      'a template from elsewhere',
      'script',
      withParts({ name: 'word/_rels/settings.xml.rels', content: relations('https://evil.example/a.dotm') }),
    ],
    ['a document type', 'broken', wordFile({ body: '</w:body></w:document><!DOCTYPE a [<!ENTITY b "c">]>' })],
    ['broken XML', 'broken', wordFile({ body: '<w:p><w:r></w:p>' })],
    ['nesting without end', 'too-large', wordFile({ body: `${'<w:sdt>'.repeat(5_000)}${'</w:sdt>'.repeat(5_000)}` })],
    ['a bomb', 'too-large', withParts({ name: 'word/media/a.png', content: Buffer.alloc(4_000_000) })],
    ['text without end', 'too-large', wordFile({ body: paragraph(run('a b c d e '.repeat(3_000_000))) })],
  ])('%s is refused as %s', async (_, code, docx) => {
    expect(await faultOf(docx)).toBe(code)
  })

  it('that takes too long, or too much memory, is given up', async () => {
    const docx = wordFile({ body: Array.from({ length: 20_000 }, (_, at) => paragraph(run(`đoạn ${at}`))).join('') })
    expect(await readDocx(docx, { patienceMs: 0, threadMegabytes: 512 })).toMatchObject({
      refusal: { code: 'too-slow' },
    })
    expect(await readDocx(docx, { patienceMs: 20_000, threadMegabytes: 8 })).toMatchObject({
      refusal: { code: 'broken' },
    })
  })

  it('a template of its own machine, as every office program names one, is no fault', async () => {
    const own = relations('file:///C:/Users/a/Normal.dotm')
    expect(await faultOf(withParts({ name: 'word/_rels/settings.xml.rels', content: own }))).toBe('read')
  })
})
