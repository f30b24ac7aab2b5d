import { z } from 'zod'

/** Who takes a step. `desk-return` is the one-stop officer again, giving the result to the citizen. */
export const StepRole = z.enum(['one-stop-officer', 'unit-head', 'handler', 'leader', 'clerk', 'desk-return'])
export type StepRole = z.infer<typeof StepRole>

/** What is done; a handler's step is handled, a head's step assigns before it and reviews after it. */
export const StepDeed = z.enum(['receive', 'assign', 'handle', 'review', 'sign', 'number', 'return'])
export type StepDeed = z.infer<typeof StepDeed>

/** At which of the dossier's agencies the step lies: where it came in, or where it is decided. */
export const StepAgency = z.enum(['receiving', 'deciding'])
export type StepAgency = z.infer<typeof StepAgency>

/** What kind of unit does it; `professional` is the unit that the procedure names in the deciding agency. */
export const UnitKind = z.enum(['one-stop-desk', 'professional', 'leadership', 'clerical'])
export type UnitKind = z.infer<typeof UnitKind>

const key = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60)

export const ProcessStep = z.strictObject({
  key,
  name: z.string().min(1).max(300),
  deed: StepDeed,
  role: StepRole,
  agency: StepAgency,
  unitKind: UnitKind,
  /** Working hours; 0 takes no time ("không tính thời gian"). */
  hours: z.number().min(0).max(10_000).multipleOf(0.5),
  /** What the step leaves behind, as the internal process names it. */
  product: z.string().min(1).max(300),
  legalSource: z.string().max(200).optional(),
})
export type ProcessStep = z.infer<typeof ProcessStep>

/**
 * The internal process of a procedure: a sequence of steps, each with who, what, how long and which product. It begins at the desk that
 * receives and ends at the desk that returns. @legal TT-01-2018 Điều 8
 */
export const ProcessDefinition = z
  .strictObject({
    key,
    version: z.number().int().min(1),
    name: z.string().min(1).max(300),
    /** Decision that approved it; in the demo province it is invented and says so. */
    decision: z.string().max(300).optional(),
    steps: z.array(ProcessStep).min(2).max(40),
  })
  .superRefine((definition, context) => {
    const keys = definition.steps.map((step) => step.key)
    if (new Set(keys).size !== keys.length)
      context.addIssue({ code: 'custom', message: 'two steps have the same key', path: ['steps'] })
    if (definition.steps[0]?.role !== 'one-stop-officer')
      context.addIssue({ code: 'custom', message: 'the first step must be the one-stop officer', path: ['steps', 0] })
    if (definition.steps.at(-1)?.role !== 'desk-return')
      context.addIssue({ code: 'custom', message: 'the last step must return the result', path: ['steps'] })
  })
export type ProcessDefinition = z.infer<typeof ProcessDefinition>

/** The working hours of all steps together. */
export const processHours = (definition: Pick<ProcessDefinition, 'steps'>): number =>
  definition.steps.reduce((sum, step) => sum + step.hours, 0)
