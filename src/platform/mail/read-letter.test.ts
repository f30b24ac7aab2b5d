import { describe, expect, it } from 'vitest'
import { readLetter } from './read-letter.ts'

const crlf = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'))

const single = (type: string, body: string): Buffer =>
  crlf(['From: a@x.example', `Content-Type: ${type}; charset=utf-8`, 'Content-Transfer-Encoding: 8bit', '', body])

const textOf = async (source: Uint8Array): Promise<string | undefined> => (await readLetter(source))?.text

describe('the words of a letter', () => {
  const wide = '\u00a0'.repeat(1_000_000)

  it.each([
    ['a long run of wide spaces', single('text/plain', `Chào\r\n${wide}Hết`), 'Chào'],
    ['wide spaces, one on each line', single('text/plain', `Chào\r\n${'\u00a0\r\n'.repeat(100_000)}Hết`), 'Chào'],
    ['a page of wide spaces', single('text/html', `<p>Chào</p>${wide}<p>Hết</p>`), 'Chào'],
    [
      'a page of named spaces',
      single('text/html', `<p>Chào</p>${'&nbsp;'.repeat(1_000_000)}<p>Hết</p>`),
      /^Chào(?:\n&nb)?$/,
    ],
    ['a page of open signs', single('text/html', `<p>Chào</p>${'<'.repeat(1_000_000)}`), /^Chào\n<{19995}$/],
    ['a page of open lines', single('text/html', `<p>Chào</p>${'<br '.repeat(500_000)}`), /^Chào\n<br <br /],
  ])('end with %s', async (_, source, said) => {
    expect(await textOf(source)).toEqual(typeof said === 'string' ? said : expect.stringMatching(said))
  })

  it('keep their paragraphs and lose what is wide between them', async () => {
    const body = '  Kính\u00a0 gửi: \t UBND \r\n\u00a0\r\n \r\n\r\nDòng một\r\nDòng hai\r\n\r\n'
    expect(await textOf(single('text/plain', body))).toBe('Kính gửi: UBND\n\nDòng một\nDòng hai')
    expect(await textOf(single('text/html', '<p>Kính gửi</p><div>Một&nbsp; hai</div>'))).toBe('Kính gửi\nMột hai')
  })

  it('have a bound', async () => {
    expect(await textOf(single('text/plain', 'chữ '.repeat(100_000)))).toHaveLength(20_000)
  })
})

type Part = { readonly type: string; readonly head?: readonly string[]; readonly body?: string }

const parted = (kind: string, parts: readonly Part[]): Buffer =>
  crlf([
    `Content-Type: multipart/${kind}; boundary=b`,
    '',
    ...parts.flatMap(({ type, head = [], body = 'x' }) => ['--b', `Content-Type: ${type}`, ...head, '', body]),
    '--b--',
    '',
  ])

const attached = (name: string): Part => ({
  type: 'application/pdf',
  head: [`Content-Disposition: attachment; filename="${name}"`],
})

const namesOf = async (source: Uint8Array) => {
  const letter = await readLetter(source)
  return { files: letter?.files.map(({ name }) => name), left: letter?.left }
}

describe('the files of a letter', () => {
  it('are all but the pictures that its text shows', async () => {
    const named = (disposition: string, name: string) => [
      `Content-ID: <${name}>`,
      `Content-Disposition: ${disposition}; filename="${name}"`,
    ]
    const letter = parted('related', [
      { type: 'text/html', body: '<p>Chào <img src="cid:logo.png"></p>' },
      { type: 'image/png', head: named('inline', 'logo.png') },
      { type: 'image/png', head: ['Content-ID: <dau.png>'] },
      { type: 'image/png', head: named('attachment', 'ban-chup.png') },
      { type: 'application/pdf', head: named('inline', 'cong-van.pdf') },
    ])
    expect(await namesOf(letter)).toEqual({ files: ['ban-chup.png', 'cong-van.pdf'], left: [] })
  })

  it('are thirty, and those beyond are named as far as names are of use', async () => {
    const few = Array.from({ length: 32 }, (_, at) => attached(`${at + 1}.pdf`))
    const read = await namesOf(parted('mixed', few))
    expect(read.files).toHaveLength(30)
    expect(read.left).toEqual(['31.pdf', '32.pdf'])
    const many = Array.from({ length: 100 }, (_, at) => attached(`${at + 1}.pdf`))
    const { left } = await namesOf(parted('mixed', many))
    expect(left).toHaveLength(51)
    expect(left?.slice(-2)).toEqual(['80.pdf', ''])
  })
})
