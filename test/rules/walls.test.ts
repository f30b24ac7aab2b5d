import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { beforeAll, describe, expect, test } from 'vitest'
import tiers from './tiers.json' with { type: 'json' }

const projectFolder = join(import.meta.dirname, '..', '..')
const fixtures = join(import.meta.dirname, 'fixtures', 'walls')
const require = createRequire(import.meta.url)
const config = require('../../.dependency-cruiser.cjs') as {
  readonly forbidden: readonly (IForbiddenRuleType & { readonly name: string })[]
  readonly options: { readonly enhancedResolveOptions: object }
}
const rules = config.forbidden.map(({ name }) => name)

const cruiseFolder = async (baseDir: string): Promise<ICruiseResult> => {
  const { output } = await cruise(
    ['src'],
    { ...config.options, tsConfig: {}, baseDir, ruleSet: { forbidden: [...config.forbidden] }, validate: true },
    undefined,
    { tsConfig: extractTsConfig(join(projectFolder, 'tsconfig.json')) },
  )
  if (typeof output === 'string') throw new Error(output)
  return output
}

const breaches = ({ summary }: ICruiseResult, rule: string): readonly string[] =>
  summary.violations.filter((each) => each.rule.name === rule).map(({ from, to }) => `${from} → ${to}`)

const sourceFiles = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `src/${name}`)
    .sort()

describe('the walls', () => {
  let house: ICruiseResult

  beforeAll(async () => {
    house = await cruiseFolder(projectFolder)
  })

  test('are checked in every source file', () => {
    const cruised = house.modules.map(({ source }) => source).filter((source) => /^src\/.*\.tsx?$/.test(source))
    expect(cruised.sort()).toEqual(sourceFiles(projectFolder))
  })

  test('each have a fixture, and each fixture a wall', () => {
    expect(readdirSync(fixtures).sort()).toEqual([...rules].sort())
  })

  test('know the tier of every module', () => {
    const modules = readdirSync(join(projectFolder, 'src', 'modules'))
    expect(modules.filter((name) => !tiers.flat().includes(name))).toEqual([])
  })

  test.each(rules)('%s stands in src', (rule) => {
    expect(breaches(house, rule)).toEqual([])
  })

  test.each(rules)('%s is seen broken in its fixture', async (rule) => {
    const result = await cruiseFolder(join(fixtures, rule))
    expect(breaches(result, rule)).not.toEqual([])
    // Each fixture shows its own wall alone. A package imported there belongs to no package.json, which is not what most of them show.
    const others = result.summary.violations.map((each) => each.rule.name).filter((name) => name !== rule)
    expect(others.filter((name) => name !== 'only-installed-packages')).toEqual([])
  })
})
