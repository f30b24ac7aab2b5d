export {
  findProcessDefinition,
  findProcessInForce,
  loadProcessDefinitions,
  type RecordedProcess,
  recordProcessVersion,
} from './store/definitions.ts'
export { openWorkKinds } from './store/open-work-of.ts'
export {
  cancelAsides,
  cancelWork,
  closeWorkItem,
  listOpenWork,
  type NewWorkItem,
  openWorkItem,
  openWorkItems,
  pauseWork,
  resumeWork,
  setItemsDue,
  setWorkDue,
} from './store/work-items.ts'
