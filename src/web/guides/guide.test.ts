import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { marked, type Token } from 'marked'
import { describe, expect, it } from 'vitest'
import { inEnglish } from '../http/guard/locale.ts'
import { messages } from '../messages/index.ts'
import { routes } from '../routes.ts'
import { parseGuide } from './guide.ts'
import { guideNames, readGuide } from './read-guide.ts'

const docs = join(import.meta.dirname, '../../../docs')
const folders = { vi: join(docs, 'vi/guides'), en: join(docs, 'guides') }
const written = guideNames.flatMap((name) =>
  (['vi', 'en'] as const).map((locale) => ({ name, locale, file: join(folders[locale], `${name}.md`) })),
)

const leaves = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []
}

/** What can be read on a screen, in either language. */
const onScreens = new Set([...leaves(messages('vi')), ...leaves(messages('en'))])

const addresses = new Set(
  routes.flatMap((route) => (route.inEnglish === true ? [route.path, inEnglish(route.path)] : [route.path])),
)

const tokensOf = (file: string, type: string): readonly Token[] => {
  const found: Token[] = []
  marked.walkTokens(marked.lexer(readFileSync(file, 'utf8')), (token) => {
    if (token.type === type) found.push(token)
  })
  return found
}
const textsOf = (file: string, type: string) => tokensOf(file, type).map((token) => ('text' in token ? token.text : ''))

describe('the guides', () => {
  it('are the same ones in both languages, and no others lie beside them', () => {
    const wanted = guideNames.map((name) => `${name}.md`).sort()
    expect(readdirSync(folders.vi).sort()).toEqual(wanted)
    expect(readdirSync(folders.en).sort()).toEqual(wanted)
  })

  it.each(written)('$locale/$name quotes names as they stand on the screens', ({ file }) => {
    const names = textsOf(file, 'strong')
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((name) => !onScreens.has(name))).toEqual([])
  })

  it.each(written)('$locale/$name leads to pages that are there', ({ file }) => {
    const paths = textsOf(file, 'codespan').filter((text) => text.startsWith('/') && text.length > 1)
    expect(paths.filter((path) => !addresses.has(path))).toEqual([])
  })

  it.each(written)('$locale/$name shows pictures that are there and small', ({ file }) => {
    const pictures = tokensOf(file, 'image').map((token) => ('href' in token ? String(token.href) : ''))
    const heavy = pictures.filter((href) => statSync(join(file, '..', href)).size >= 150_000)
    expect(heavy).toEqual([])
  })

  it.each(guideNames)('%s tells the same tasks in both languages', (name) => {
    const shape = (locale: 'vi' | 'en') =>
      readGuide(name, locale).sections.map(({ blocks }) =>
        blocks.map((block) => (block.kind === 'paragraph' ? 'paragraph' : `${block.kind} ${block.items.length}`)),
      )
    expect(shape('en')).toEqual(shape('vi'))
  })
})

describe('reading a guide', () => {
  const guide = (body: string) => `# Tên\n\nĐể làm gì.\n\n## Việc một\n\n${body}`

  it('keeps title, lead, sections, steps, names and addresses', () => {
    expect(parseGuide(guide('1. Bấm **Tìm**.\n2. Mở `/kiem-tra`, gõ `sổ đỏ`.'))).toEqual({
      title: 'Tên',
      lead: 'Để làm gì.',
      sections: [
        {
          id: 'viec-mot',
          title: 'Việc một',
          blocks: [
            {
              kind: 'steps',
              items: [
                [
                  { kind: 'text', text: 'Bấm ' },
                  { kind: 'name', text: 'Tìm' },
                  { kind: 'text', text: '.' },
                ],
                [
                  { kind: 'text', text: 'Mở ' },
                  { kind: 'address', text: '/kiem-tra' },
                  { kind: 'text', text: ', gõ ' },
                  { kind: 'typed', text: 'sổ đỏ' },
                  { kind: 'text', text: '.' },
                ],
              ],
            },
          ],
        },
      ],
    })
  })

  it('leaves out what is for readers of the repository', () => {
    expect(parseGuide(guide('_![hình](a.png)_\n\nLời.')).sections[0]?.blocks).toEqual([
      { kind: 'paragraph', spans: [{ kind: 'text', text: 'Lời.' }] },
    ])
  })

  it.each([
    ['a table', '| a |\n| - |\n| b |'],
    ['HTML', '<b>đậm</b>'],
    ['a link', 'Xem [đây](http://x.vn).'],
    ['a heading of the third rank', '### Nhỏ'],
    ['steps within steps', '1. một\n   - hai'],
  ])('refuses %s, which pages would lose', (_name, body) => expect(() => parseGuide(guide(body))).toThrow('guide'))

  it('refuses a guide without a lead', () =>
    expect(() => parseGuide('# Tên\n\n## Việc\n')).toThrow('says after its title'))
})
