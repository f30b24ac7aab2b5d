export { ProcessDefinition, ProcessStep, processHours, StepAgency, StepDeed, StepRole, UnitKind } from './definition.ts'
