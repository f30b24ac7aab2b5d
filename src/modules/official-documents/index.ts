export { liesInRegistry, maySeeDocument, ownDocumentIds, registryAgencies } from './queries/document-remit.ts'
export { listRegisters, openRegister, type RegisterLineNumber, takeRegisterNumber } from './store/document-registers.ts'
export { findDocument, findDocumentForUpdate, insertDocument, updateDocument } from './store/official-documents.ts'
export { addOpinion, type NewOpinion, type OpinionKind, type OpinionTarget } from './store/opinions.ts'
export {
  addDocumentParticipants,
  type DocumentCapacity,
  endDocumentParticipants,
  type NewDocumentParticipant,
} from './store/participants.ts'
export { listLeaders, listRoutingTargets, type RoutingTarget } from './store/routing.ts'
export {
  giveBackDocument,
  noteDocument,
  OnDocument,
  reportOnDocument,
  returnToSender,
  sayOpinion,
} from './use-cases/incoming/act-on-document.ts'
export { type ReadTextDeps, readDocumentText, readDocumentTextTask } from './use-cases/incoming/read-document-text.ts'
export {
  type ReceiveIncoming,
  type Registered,
  RegisterIncoming,
  receiveIncomingDocument,
  registerIncoming,
} from './use-cases/incoming/register-incoming.ts'
export { RouteDocument, routeDocument } from './use-cases/incoming/route-document.ts'
export { settleByAnswer } from './use-cases/incoming/settle-by-answer.ts'
export {
  type DocumentAct,
  type DocumentDeedPlace,
  type DocumentDeps,
  type DocumentScene,
  type DocumentWork,
  onDocument,
  recordDocumentDeed,
  recordFirstDocumentDeed,
} from './use-cases/scene.ts'
