import { DeadlineRules } from './deadline-rules.ts'
import { ShiftPlan } from './working-calendar-source.ts'

/** What the calendar is told by dated settings; a plan of hours begins on the day its setting does. */
export const calendarSettings = {
  shiftPlan: { key: 'calendar.shift-plan', schema: ShiftPlan.omit({ inForceFrom: true }) },
  deadlineRules: { key: 'calendar.deadline-rules', schema: DeadlineRules },
} as const
