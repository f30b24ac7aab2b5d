export {
  decideAnswered,
  decideAssignment,
  decideCancellation,
  decideExtensionRequest,
  decideExtensionVerdict,
  decideHandOn,
  decideLateness,
  decideMark,
  decideNewDay,
  decideProgress,
  decideRemark,
  decideReport,
  decideVerdict,
  mayAddPart,
  type NewTask,
  type Rest,
} from './decide.ts'
export type { TaskRefusal } from './refusals.ts'
export { ReminderRule, reminderOf, reminderRuleKey, usualReminders } from './reminders.ts'
export {
  type AskedExtension,
  finishedAt,
  isLate,
  type LateFault,
  lateFaults,
  type Task,
  type TaskSource,
  type TaskStanding,
  type TaskState,
  taskSources,
} from './task.ts'
