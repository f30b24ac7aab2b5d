export { type Assignable, listAssignable } from './queries/assignable.ts'
export { findTaskFile, listTaskFiles, type TaskFile } from './queries/evidence.ts'
export { maySeeTask } from './queries/officer-remit.ts'
export { findTask, listTaskStory, maySee, type TaskDetail, type TaskStory } from './queries/task-detail.ts'
export {
  type FigureAsked,
  type FiguresBy,
  type FiguresQuestion,
  figuresBy,
  type TaskFigureName,
  type TaskFigures,
  taskFigureNames,
  taskFigures,
} from './queries/task-figures.ts'
export {
  countTasks,
  listTasks,
  type TaskCounts,
  type TaskFilter,
  type TaskLevel,
  type TaskListRow,
  type TaskMoment,
  type TaskPlace,
  type TaskScope,
  taskLevels,
  taskScopes,
} from './queries/task-list.ts'
export { findSource, listTasksOf, type TaskOfSource } from './queries/task-source.ts'
export { openTasks } from './store/open-tasks.ts'
export {
  MarkStep,
  markTaskStep,
  type Reported,
  ReportFinished,
  ReportProgress,
  reportFinished,
  reportProgress,
} from './use-cases/advance-task.ts'
export { type Assigned, AssignTask, assignTask, assignTaskWithin } from './use-cases/assign-task.ts'
export { type AnswerIssued, closeAnsweredTasks } from './use-cases/close-answered-tasks.ts'
export { type TakeEvidence, takeEvidence } from './use-cases/evidence.ts'
export { AskExtension, askExtension, DecideExtension, decideExtension } from './use-cases/extend-task.ts'
export { SayOnTask, SetDay, sayOnTask, setTaskDay } from './use-cases/guide-task.ts'
export {
  CancelTask,
  cancelTask,
  HandTaskOn,
  handTaskOn,
  JudgeLateness,
  JudgeTask,
  judgeLateness,
  judgeTask,
} from './use-cases/judge-task.ts'
export { type RemindDeps, remindOfTasks, type TaskLetter } from './use-cases/remind-of-tasks.ts'
export type { TaskDeps } from './use-cases/scene.ts'
export { type TaskSaidLetter, tellOfTask } from './use-cases/tell-of-task.ts'
