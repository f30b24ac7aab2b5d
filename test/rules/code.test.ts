import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouses, type Rule } from './house.ts'
import { rulesOfNames } from './rules-of-names.ts'
import { rulesOfPromises } from './rules-of-promises.ts'
import { rulesOfPurity } from './rules-of-purity.ts'
import { rulesOfSize } from './rules-of-size.ts'
import { glossary, legalSources, placeExists, rulesOfWords } from './rules-of-words.ts'

const projectFolder = join(import.meta.dirname, '..', '..')
const fixtures = join(import.meta.dirname, 'fixtures', 'code')
const fixtureOf = (rule: string): string => join(fixtures, rule)

const rules: readonly Rule[] = [...rulesOfSize, ...rulesOfNames, ...rulesOfPromises, ...rulesOfPurity, ...rulesOfWords]
const named = rules.map((rule) => [rule.name, rule] as const)

describe('the rules of the code', () => {
  let houses: ReadonlyMap<string, House>
  const house = (root: string): House => {
    const found = houses.get(root)
    if (found === undefined) throw new Error(`no house at ${root}`)
    return found
  }

  beforeAll(() => {
    houses = openHouses(projectFolder, [projectFolder, ...rules.map(({ name }) => fixtureOf(name))])
  })

  test('each have a fixture, and each fixture a rule', () => {
    expect(readdirSync(fixtures).sort()).toEqual(rules.map(({ name }) => name).sort())
  })

  // One of them asks the compiler for the type of every call.
  test.each(named)('%s is kept in src', { timeout: 300_000 }, (_, rule) => {
    expect(rule.breaches(house(projectFolder))).toEqual([])
  })

  /** A fixture marks each place that must be found with a comment `breach`; a file or folder as a whole by its name. */
  test.each(named)('%s finds what its fixture breaks, and nothing else there', (name, rule) => {
    const found = rule.breaches(house(fixtureOf(name)))
    const marked = house(fixtureOf(name)).files.flatMap(({ path, tree }) =>
      tree.text
        .split('\n')
        .flatMap((line, index) => (/\/\/ breach|\/\* breach/.test(line) ? [`${path}:${index + 1}`] : [])),
    )
    if (marked.length === 0) expect(found).not.toEqual([])
    else expect([...new Set(found.map((each) => each.split(' ')[0]))].sort()).toEqual(marked.sort())
    expect(found.filter((each) => each.includes('kept'))).toEqual([])
  })
})

describe('docs/legal-sources.tsv', () => {
  test('has its columns: key, source and certainty always filled, the article where there is one; no row twice', () => {
    expect(legalSources.header).toEqual(['key', 'source', 'article', 'certainty', 'note'])
    const bad = legalSources.rows.filter(
      (row) => row.length !== 5 || [0, 1, 3].some((column) => row[column]?.trim() === ''),
    )
    expect(bad).toEqual([])
    const places = legalSources.rows.map(([key, , article, , note]) => [key, article, note].join('\t'))
    expect(places.filter((each, index) => places.indexOf(each) !== index)).toEqual([])
  })

  test('says of each how it is known', () => {
    const ways = ['seen', 'second-hand', 'derived', 'memory', 'decided']
    expect(legalSources.rows.map(([, , , certainty = '']) => certainty).filter((each) => !ways.includes(each))).toEqual(
      [],
    )
  })

  test('calls a source by one name', () => {
    const namesOf = Map.groupBy(legalSources.rows, ([key]) => key)
    expect(
      [...namesOf].filter(([, rows]) => new Set(rows.map(([, source]) => source)).size > 1).map(([key]) => key),
    ).toEqual([])
  })
})

describe('docs/glossary.tsv', () => {
  test('has its columns and gives one English word for one Vietnamese one', () => {
    expect(glossary.header).toEqual(['vietnamese', 'english', 'where', 'not'])
    for (const column of [0, 1]) {
      const words = glossary.rows.map((row) => row[column] ?? '')
      expect(words.filter((word, index) => word === '' || words.indexOf(word) !== index)).toEqual([])
    }
  })

  test('names places that exist, or says that they are to come', () => {
    const places = glossary.rows.map(([, , where = '']) => where)
    expect(places.filter((place) => place !== 'to come' && !placeExists(place))).toEqual([])
  })

  test('does not forbid a word that it gives elsewhere', () => {
    const given = glossary.rows.map(([, english = '']) => english)
    const forbidden = glossary.rows.flatMap(([, , , not = '']) => not.split(',').map((word) => word.trim()))
    expect(forbidden.filter((word) => word !== '' && given.includes(word))).toEqual([])
  })
})
