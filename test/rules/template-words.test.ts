import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { expect, it } from 'vitest'

const runtimeOf = (source: string): string =>
  stripTypeScriptTypes(source)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .trim()

it.each([
  'pdf/template-data',
  'pdf/official-page',
  'pdf/incoming-pages',
  'pdf/archive-pages',
  'pdf/weekly-plan-page',
  'pdf/audit-report-page',
  'docx/docx-text',
])('the words of %s, which rules may use, hold no deed', (name) => {
  const path = new URL(`../../src/platform/${name}.ts`, import.meta.url)
  expect(runtimeOf(readFileSync(path, 'utf8'))).toBe('')
})

it('tells a deed among words', () => {
  expect(runtimeOf('export type A = string\nexport const a: A = process.argv0')).not.toBe('')
})
