import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { expect, it } from 'vitest'

const runtimeOf = (source: string): string =>
  stripTypeScriptTypes(source)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .trim()

it('the words of printed documents, which rules may use, hold no deed', () => {
  const path = new URL('../../src/platform/pdf/template-data.ts', import.meta.url)
  expect(runtimeOf(readFileSync(path, 'utf8'))).toBe('')
})

it('tells a deed among words', () => {
  expect(runtimeOf('export type A = string\nexport const a: A = process.argv0')).not.toBe('')
})
