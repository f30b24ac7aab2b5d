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
