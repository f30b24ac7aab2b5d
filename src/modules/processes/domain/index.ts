export { ProcessDefinition, ProcessStep, processHours, StepAgency, StepDeed, StepRole, UnitKind } from './definition.ts'
export { firstStep, handlingStepBefore, returnStep, stepAfter, stepOf } from './position.ts'
export { asides, Deed, DocumentDeed, type WorkItem, type WorkItemState } from './work-item.ts'
