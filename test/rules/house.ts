import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'

/** A code base as the rules see it: the whole of `src`, or a small one made to break a rule. */
export type House = {
  readonly checker: ts.TypeChecker
  readonly files: readonly SourceFile[]
}

export type SourceFile = {
  /** From the root of its house: `src/kernel/money.ts`. */
  readonly path: string
  readonly tree: ts.SourceFile
}

export type Rule = {
  readonly name: string
  /** Each breach as `src/kernel/money.ts:12 what is wrong`. */
  readonly breaches: (house: House) => readonly string[]
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

export const place = (file: SourceFile, node: ts.Node): string =>
  `${file.path}:${file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1}`

/** Calls `visit` for every node below, depth first. */
export const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

/** What a rule says of each node of each file that it looks at. */
export const nodeRule = (
  name: string,
  isLookedAt: (path: string) => boolean,
  say: (node: ts.Node, house: House, file: SourceFile) => string | null,
): Rule => ({
  name,
  breaches: (house) => {
    const found: string[] = []
    for (const file of house.files.filter(({ path }) => isLookedAt(path))) {
      walk(file.tree, (node) => {
        const said = say(node, house, file)
        if (said !== null) found.push(`${place(file, node)} ${said}`)
      })
    }
    return found
  },
})

/** What a rule says of each file as a whole. */
export const fileRule = (name: string, say: (file: SourceFile) => readonly string[]): Rule => ({
  name,
  breaches: ({ files }) => files.flatMap((file) => say(file).map((said) => `${file.path} ${said}`)),
})

const sourcesUnder = (root: string): readonly string[] =>
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(root, 'src', name))
    .sort()

/** Type-checks all houses as one program, which is much cheaper than one for each. */
export const openHouses = (projectFolder: string, roots: readonly string[]): ReadonlyMap<string, House> => {
  const configFile = ts.readConfigFile(join(projectFolder, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(configFile.config, ts.sys, projectFolder)
  const program = ts.createProgram(roots.flatMap(sourcesUnder), options)
  const checker = program.getTypeChecker()
  const houseOf = (root: string): House => ({
    checker,
    files: sourcesUnder(root).map((file) => {
      const tree = program.getSourceFile(file)
      if (tree === undefined) throw new Error(`not read: ${file}`)
      return { path: relative(root, file), tree }
    }),
  })
  return new Map(roots.map((root) => [root, houseOf(root)]))
}
