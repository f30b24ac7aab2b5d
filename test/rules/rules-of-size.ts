import { dirname } from 'node:path'
import ts from 'typescript'
import { fileRule, isTest, nodeRule, type Rule } from './house.ts'

const longestFile = 400
const longestFunction = 60
const fullestFolder = 25

/** Written by a tool, read by a tool. */
const isGenerated = (path: string): boolean => path === 'src/platform/database/schema.ts'

const lineCount = (text: string): number => text.trimEnd().split('\n').length

const fileSize = fileRule('file-size', ({ path, tree }) => {
  const lines = lineCount(tree.text)
  return lines > longestFile && !isGenerated(path) ? [`has ${lines} lines, at most ${longestFile}`] : []
})

const functionSize = nodeRule(
  'function-size',
  (path) => !isTest(path),
  (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return null
    const lines = lineCount(node.getText())
    return lines > longestFunction ? `is a function of ${lines} lines, at most ${longestFunction}` : null
  },
)

const folderSize: Rule = {
  name: 'folder-size',
  breaches: ({ files }) => {
    const folders = Map.groupBy(files, ({ path }) => dirname(path))
    return [...folders]
      .filter(([, inside]) => inside.length > fullestFolder)
      .map(([folder, inside]) => `${folder} has ${inside.length} files, at most ${fullestFolder}`)
  },
}

export const rulesOfSize: readonly Rule[] = [fileSize, functionSize, folderSize]
