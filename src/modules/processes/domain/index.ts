export { ProcessDefinition, ProcessStep, processHours, StepAgency, StepRole, UnitKind } from './definition.ts'
