import type { ProcessDefinition, ProcessStep } from './definition.ts'

/** The step after a step; null behind the last one. */
export const stepAfter = (definition: ProcessDefinition, stepKey: string): ProcessStep | null => {
  const index = definition.steps.findIndex((step) => step.key === stepKey)
  return index < 0 ? null : (definition.steps[index + 1] ?? null)
}

export const stepOf = (definition: ProcessDefinition, stepKey: string): ProcessStep | null =>
  definition.steps.find((step) => step.key === stepKey) ?? null

/** Where work goes that was found wanting: the nearest handling step before. */
export const handlingStepBefore = (definition: ProcessDefinition, stepKey: string): ProcessStep | null => {
  const index = definition.steps.findIndex((step) => step.key === stepKey)
  return definition.steps.slice(0, Math.max(index, 0)).findLast((step) => step.deed === 'handle') ?? null
}

export const firstStep = (definition: ProcessDefinition): ProcessStep => {
  const [first] = definition.steps
  if (first === undefined) throw new Error(`process ${definition.key} has no steps`)
  return first
}

export const returnStep = (definition: ProcessDefinition): ProcessStep | null =>
  definition.steps.findLast((step) => step.deed === 'return') ?? null
