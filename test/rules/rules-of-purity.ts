import ts from 'typescript'
import { isTest, nodeRule, type Rule } from './house.ts'

const isDomain = (path: string): boolean => /^src\/modules\/[^/]+\/domain\//.test(path) && !isTest(path)

const impureCalls = new Set([
  'Temporal.Now',
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'process.env',
])
const impureNames = new Set(['systemClock', 'newId', 'fetch', 'setTimeout', 'setInterval', 'console'])

/** Rules get the time, the ids and the chance they need as parameters. */
const domain = nodeRule('domain-has-no-clock', isDomain, (node) => {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0)
    return 'asks the clock'
  if (ts.isPropertyAccessExpression(node) && impureCalls.has(node.getText())) return `uses ${node.getText()}`
  const isUse = ts.isIdentifier(node) && impureNames.has(node.text)
  if (!isUse) return null
  const { parent } = node
  const isMember =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent)
  return isMember ? null : `uses ${node.text}`
})

const isPage = (path: string): boolean =>
  /^src\/web\/(?!messages\/)/.test(path) && !isTest(path) && !path.endsWith('.d.ts')

/** Letters that only Vietnamese has, or that our screens write only in Vietnamese. */
const vietnamese = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i

/** A language is called by its own name in every language. */
const ownNames = new Set(['Tiếng Việt'])

/** Every text of a screen comes from a catalogue, so that none lacks its translation. */
const texts = nodeRule('no-text-in-pages', isPage, (node) => {
  if (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text))
    return `writes "${node.text.trim().slice(0, 40)}" into the page`
  const isText =
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node)
  return isText && vietnamese.test(node.text) && !ownNames.has(node.text)
    ? `holds the text "${node.text.slice(0, 40)}"`
    : null
})

export const rulesOfPurity: readonly Rule[] = [domain, texts]
