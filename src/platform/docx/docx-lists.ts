import { attributeOf, elementsOf, numberOf, settingOf } from './xml-tree.ts'

type Level = { readonly start: number; readonly format: string; readonly text: string }
type List = { readonly countedAs: string; readonly starts: ReadonlyMap<number, number> }

/** What is drawn before the next paragraph of a list; counts on, so ask once for each, in their order. */
export type ListLabels = (listId: string, level: number) => string

const romans = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const

const roman = (number: number): string => {
  let left = Math.min(number, 3_999)
  let written = ''
  for (const [sign, worth] of romans)
    while (left >= worth) {
      written += sign
      left -= worth
    }
  return written
}

/** `a` to `z`, then `aa`, `bb`, as office programs count. */
const letter = (number: number): string =>
  String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.min(10, Math.floor((number - 1) / 26) + 1))

const written = (format: string, number: number): string => {
  if (number < 1) return String(number)
  if (format === 'lowerLetter') return letter(number)
  if (format === 'upperLetter') return letter(number).toUpperCase()
  if (format === 'lowerRoman') return roman(number)
  if (format === 'upperRoman') return roman(number).toUpperCase()
  return format === 'decimalZero' ? String(number).padStart(2, '0') : String(number)
}

const levelsOf = (element: Element): ReadonlyMap<number, Level> =>
  new Map(
    elementsOf(element)
      .filter((child) => child.localName === 'lvl')
      .map((level) => [
        numberOf(attributeOf(level, 'ilvl')) ?? 0,
        {
          start: numberOf(settingOf(level, 'start')) ?? 1,
          format: settingOf(level, 'numFmt') ?? 'decimal',
          text: settingOf(level, 'lvlText') ?? '',
        },
      ]),
  )

const listOf = (element: Element): List => ({
  countedAs: settingOf(element, 'abstractNumId') ?? '',
  starts: new Map(
    elementsOf(element)
      .filter((child) => child.localName === 'lvlOverride')
      .flatMap((override) => {
        const start = numberOf(settingOf(override, 'startOverride'))
        return start === undefined ? [] : [[numberOf(attributeOf(override, 'ilvl')) ?? 0, start] as const]
      }),
  ),
})

const deepestLevel = 8

export const readLists = (root: Element | null): ListLabels => {
  const kinds = new Map<string, ReadonlyMap<number, Level>>()
  const lists = new Map<string, List>()
  for (const element of root === null ? [] : elementsOf(root)) {
    if (element.localName === 'abstractNum') kinds.set(attributeOf(element, 'abstractNumId') ?? '', levelsOf(element))
    if (element.localName === 'num') lists.set(attributeOf(element, 'numId') ?? '', listOf(element))
  }
  const counts = new Map<string, number[]>()
  const begun = new Set<string>()
  return (listId, asked) => {
    const list = lists.get(listId)
    const levels = list === undefined ? undefined : kinds.get(list.countedAs)
    const level = Math.min(Math.max(asked, 0), deepestLevel)
    const own = levels?.get(level)
    if (list === undefined || levels === undefined || own === undefined) return ''
    const count = counts.get(list.countedAs) ?? []
    counts.set(list.countedAs, count)
    // A list that begins anew says so once, at its first paragraph.
    const beginning = `${listId} ${level}`
    const restart = begun.has(beginning) ? undefined : list.starts.get(level)
    begun.add(beginning)
    count[level] = restart ?? (count[level] === undefined ? own.start : count[level] + 1)
    count.length = level + 1
    if (own.format === 'bullet') return '-'
    if (own.format === 'none') return ''
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1
      const { format, start } = levels.get(at) ?? own
      return written(format, count[at] ?? start)
    })
  }
}
