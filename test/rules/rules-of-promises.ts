import ts from 'typescript'
import { isTest, nodeRule, type Rule } from './house.ts'

/** A promise by its type. What has `then` without `catch`, as the replies of the web server, may be left alone by its own contract. */
const isPromise = (checker: ts.TypeChecker, type: ts.Type, at: ts.Node): boolean => {
  if (type.isUnion()) return type.types.some((part) => isPromise(checker, part, at))
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return false
  return ['then', 'catch'].every((name) => {
    const property = type.getProperty(name)
    return property !== undefined && checker.getTypeOfSymbolAtLocation(property, at).getCallSignatures().length > 0
  })
}

const isFunctionGivenTo = (call: ts.CallExpression, index: number): boolean => {
  const argument = call.arguments[index]
  return argument !== undefined && argument.kind !== ts.SyntaxKind.NullKeyword && argument.getText() !== 'undefined'
}

/** `.catch(f)` and `.then(f, g)` answer for the failure; `.finally` passes it on. */
const answersForFailure = (expression: ts.Expression): boolean => {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return false
  const { name, expression: before } = expression.expression
  if (name.text === 'catch') return isFunctionGivenTo(expression, 0)
  if (name.text === 'then') return isFunctionGivenTo(expression, 1)
  return name.text === 'finally' && answersForFailure(before)
}

const lost = nodeRule(
  'no-lost-promise',
  () => true,
  (node, house) => {
    if (!ts.isExpressionStatement(node)) return null
    const { expression } = node
    // `void` says: on purpose.
    if (ts.isVoidExpression(expression) || ts.isAwaitExpression(expression) || answersForFailure(expression))
      return null
    const isAssignment =
      ts.isBinaryExpression(expression) &&
      expression.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      expression.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    if (isAssignment || !isPromise(house.checker, house.checker.getTypeAtLocation(expression), expression)) return null
    return 'starts work whose end nobody awaits and whose failure nobody sees'
  },
)

const conditionOf = (node: ts.Node): ts.Expression | null => {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return node.expression
  if (ts.isConditionalExpression(node)) return node.condition
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return node.operand
  const isLogical =
    ts.isBinaryExpression(node) &&
    [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken].includes(node.operatorToken.kind)
  return isLogical ? node.left : null
}

const asked = nodeRule(
  'no-promise-as-condition',
  () => true,
  (node, house) => {
    const condition = conditionOf(node)
    if (condition === null) return null
    const type = house.checker.getTypeAtLocation(condition)
    // `promise | undefined` may well be asked whether it is there.
    if (type.isUnion() || !isPromise(house.checker, type, condition)) return null
    return 'asks a promise, which is always true'
  },
)

const answersNothing = (type: ts.Type): boolean =>
  type.getCallSignatures().length > 0 &&
  type.getCallSignatures().every((signature) => (signature.getReturnType().flags & ts.TypeFlags.Void) !== 0)

/** Whether some form of the called function takes a function with an answer in that place, as `register` of the web server does. */
const someFormListens = (checker: ts.TypeChecker, call: ts.CallExpression | ts.NewExpression, index: number): boolean =>
  checker
    .getTypeAtLocation(call.expression)
    .getCallSignatures()
    .some((form) => {
      const parameter = form.parameters[index]
      if (parameter === undefined) return false
      const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, call))
      return type.getCallSignatures().length > 0 && !answersNothing(type)
    })

const givenAway = nodeRule(
  'no-promise-to-the-deaf',
  // In a test Vitest hears of it.
  (path) => !isTest(path),
  (node, { checker }) => {
    const isFunction = ts.isArrowFunction(node) || ts.isFunctionExpression(node)
    const call = node.parent
    if (!isFunction || !(ts.isCallExpression(call) || ts.isNewExpression(call))) return null
    const signature = checker.getTypeAtLocation(node).getCallSignatures()[0]
    if (signature === undefined || !isPromise(checker, signature.getReturnType(), node)) return null
    const wanted = checker.getContextualType(node)
    if (wanted === undefined || !answersNothing(checker.getNonNullableType(wanted))) return null
    if (someFormListens(checker, call, call.arguments?.indexOf(node) ?? -1)) return null
    return 'is asynchronous, but whoever calls it expects nothing back and will not see it fail'
  },
)

export const rulesOfPromises: readonly Rule[] = [lost, asked, givenAway]
