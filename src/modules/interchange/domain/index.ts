export { type EdxmlMessage, type FieldProblem, type Purpose, problemsOf, type StatusCode } from './edxml/index.ts'
