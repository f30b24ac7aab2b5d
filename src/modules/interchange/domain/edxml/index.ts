export * from './message.ts'
export { type FieldProblem, problemsOf } from './problems.ts'
export { readMessage, type UnreadableMessage } from './read-message.ts'
export { attachmentOf, envelopeOf, rootOfMessage, type WrittenElement } from './write-message.ts'
