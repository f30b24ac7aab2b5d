import { basename } from 'node:path'
import ts from 'typescript'
import { fileRule, isTest, nodeRule, type Rule } from './house.ts'

/** Names that say nothing of what is inside, or name a role of the machinery instead of a thing of the field. */
const emptyWords = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc'])
const emptyEndings = new Set(['service', 'manager', 'impl'])

/** `findAgencyByCode` → find, agency, by, code. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())

const isEmptyName = (name: string): boolean => {
  const words = wordsOf(name)
  return words.some((word) => emptyWords.has(word)) || emptyEndings.has(words.at(-1) ?? '')
}

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.tsx?$/

const fileNames = fileRule('file-names', ({ path }) => {
  const folders = path.split('/').slice(1, -1)
  const name = basename(path)
  const stem = name.replace(/\..*$/, '')
  return [
    ...(kebabCase.test(name) ? [] : ['is not named in kebab-case']),
    ...[...folders, stem].filter(isEmptyName).map((part) => `is named "${part}", which says nothing`),
  ]
})

/** The name that a declaration brings into being, when it is one others may use. */
export const exportedName = (node: ts.Node): string | null => {
  const isExported = (declaration: ts.Node): boolean =>
    ts.canHaveModifiers(declaration) &&
    (ts.getModifiers(declaration)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name))
    return isExported(node.parent.parent) ? node.name.text : null
  const isNamed =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  return isNamed && isExported(node) ? (node.name?.text ?? null) : null
}

const emptyNames = nodeRule(
  'names-that-say-nothing',
  (path) => !isTest(path),
  (node) => {
    const name = exportedName(node)
    return name !== null && isEmptyName(name) ? `exports "${name}", which says nothing` : null
  },
)

const prefixes = nodeRule(
  'no-prefix-for-types',
  (path) => !isTest(path),
  (node) => {
    const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
    return isType && /^I[A-Z][a-z]/.test(node.name.text) ? `"${node.name.text}" begins with the prefix I` : null
  },
)

export const rulesOfNames: readonly Rule[] = [fileNames, emptyNames, prefixes]
