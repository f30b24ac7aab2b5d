import type { OfficialSpan } from '#platform/pdf/official-page.ts'

type Style = 'bold' | 'italic' | 'underline'

const marks: readonly (readonly [string, Style])[] = [
  ['**', 'bold'],
  ['__', 'underline'],
  ['*', 'italic'],
]

/** The mark that stands here and is closed later in the line. An open one is text, as an asterisk often is. */
const openingAt = (text: string, at: number): readonly [string, Style] | undefined =>
  marks.find(([mark]) => {
    if (!text.startsWith(mark, at) || text[at - 1] === '\\') return false
    const after = text[at + mark.length]
    if (after === undefined || after === ' ') return false
    return closingAt(text, mark, at + mark.length + 1) !== -1
  })

/** Where a mark is closed: it follows a letter, a single asterisk is not half of a double one, and of three the last two close. */
const closingAt = (text: string, mark: string, from: number): number => {
  for (let at = text.indexOf(mark, from); at !== -1; at = text.indexOf(mark, at + mark.length)) {
    const isHalf = mark === '*' && (text[at + 1] === '*' || text[at - 1] === '*')
    if (text[at - 1] !== ' ' && text[at - 1] !== '\\' && !isHalf)
      return mark === '**' && text[at + 2] === '*' ? at + 1 : at
  }
  return -1
}

const plainSpan = (text: string, styles: readonly Style[]): OfficialSpan => ({
  text: text.replaceAll(/\\([*_])/g, '$1'),
  ...Object.fromEntries(styles.map((style) => [style, true])),
})

/** Longer lines are shown as they are: looking for marks takes time that grows with their square. */
const longestMarked = 20_000

/** `**đậm**`, `*nghiêng*`, `__gạch chân__`, also inside each other; `\\*` and `\\_` are the signs themselves. */
export const readSpans = (text: string, styles: readonly Style[] = []): readonly OfficialSpan[] => {
  if (text === '') return []
  if (text.length > longestMarked || styles.length === marks.length) return [plainSpan(text, styles)]
  for (let at = 0; at < text.length; at += 1) {
    const opening = openingAt(text, at)
    if (opening === undefined) continue
    const [mark, style] = opening
    const end = closingAt(text, mark, at + mark.length + 1)
    return [
      ...(at === 0 ? [] : [plainSpan(text.slice(0, at), styles)]),
      ...readSpans(text.slice(at + mark.length, end), styles.includes(style) ? styles : [...styles, style]),
      ...readSpans(text.slice(end + mark.length), styles),
    ]
  }
  return [plainSpan(text, styles)]
}
