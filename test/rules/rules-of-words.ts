import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileRule, isTest, nodeRule, type Rule } from './house.ts'
import { exportedName, wordsOf } from './rules-of-names.ts'

const projectFolder = join(import.meta.dirname, '..', '..')

/** The rows of a table of tab-separated values below its header. */
export const readTable = (
  path: string,
): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } => {
  const [header = '', ...lines] = readFileSync(join(projectFolder, path), 'utf8').trimEnd().split('\n')
  return { header: header.split('\t'), rows: lines.map((line) => line.split('\t')) }
}

export const legalSources = readTable('docs/legal-sources.tsv')
export const glossary = readTable('docs/glossary.tsv')

const legalKeys = new Set(legalSources.rows.map(([key = '']) => key))

const law = fileRule('known-law', ({ path, tree }) =>
  [...tree.text.matchAll(/@legal[ \t]+([^\s*]+)/g)]
    .map(([, key = '']) => key.replace(/[.,;:)]+$/, ''))
    .filter((key) => !legalKeys.has(key) && !path.startsWith('test/'))
    .map((key) => `names the law "${key}", which docs/legal-sources.tsv does not know`),
)

type ForbiddenWord = { readonly words: readonly string[]; readonly instead: string }

const forbiddenWords: readonly ForbiddenWord[] = glossary.rows.flatMap(([, english = '', , not = '']) =>
  not
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => ({ words: wordsOf(word), instead: english })),
)

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')

const holds = (words: readonly string[], sought: readonly string[]): boolean =>
  words.some((_, index) => sought.every((word, offset) => singular(words[index + offset] ?? '') === singular(word)))

/** One thing has one name in the code. */
const synonyms = nodeRule(
  'words-of-the-glossary',
  (path) => !isTest(path) && !path.startsWith('src/web/messages/'),
  (node) => {
    const name = exportedName(node)
    if (name === null) return null
    if (name === 'Document') return 'exports "Document": say incomingDocument, outgoingDocument or OfficialDocument'
    const words = wordsOf(name)
    const found = forbiddenWords.find((each) => holds(words, each.words))
    return found ? `exports "${name}": the glossary says "${found.instead}", not "${found.words.join(' ')}"` : null
  },
)

export const rulesOfWords: readonly Rule[] = [law, synonyms]

export const placeExists = (place: string): boolean => existsSync(join(projectFolder, 'src', place))
