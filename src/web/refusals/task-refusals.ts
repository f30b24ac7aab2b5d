import { unreachable } from '#kernel/result.ts'
import type { TaskRefusal } from '#modules/tasks/domain/index.ts'
import type { Messages } from '../messages/index.ts'

export type TaskField = 'title' | 'responsible' | 'due' | 'words' | 'reason' | 'officer'

export type TaskRefusalAnswer = {
  readonly status: 403 | 404 | 409 | 422
  readonly text: string
  readonly field?: TaskField
}

const at = (field: TaskField, text: string): TaskRefusalAnswer => ({ status: 422, text, field })
const conflict = (text: string): TaskRefusalAnswer => ({ status: 409, text })

/** How a refused deed on a task is answered: with which status, in which words, at which field. */
export const answerTaskRefusal = (t: Messages, refusal: TaskRefusal): TaskRefusalAnswer => {
  const words = t.tasks.refusals
  switch (refusal.code) {
    case 'task.not-found':
      return { status: 404, text: words.notFound }
    case 'task.not-permitted':
      return { status: 403, text: words.notPermitted }
    case 'task.title-missing':
      return at('title', words.titleMissing)
    case 'task.responsible-missing':
      return at('responsible', words.responsibleMissing)
    case 'task.responsible-out-of-reach':
      return at('responsible', words.outOfReach)
    case 'task.source-unknown':
      return { status: 422, text: words.sourceUnknown }
    case 'task.due-past':
      return at('due', words.duePast)
    case 'task.due-after-whole':
      return at('due', words.dueAfterWhole)
    case 'task.due-before-part':
      return at('due', words.dueBeforePart)
    case 'task.extension-not-later':
      return at('due', words.extensionNotLater)
    case 'task.report-missing':
      return at('words', words.reportMissing)
    case 'task.words-missing':
      return at('words', words.wordsMissing)
    case 'task.reason-missing':
      return at('reason', words.reasonMissing)
    case 'task.closed':
      return conflict(words.closed)
    case 'task.not-reported':
      return conflict(words.notReported)
    case 'task.reported-already':
      return conflict(words.reportedAlready)
    case 'task.steps-open':
      return conflict(words.stepsOpen(refusal.open))
    case 'task.parts-open':
      return conflict(words.partsOpen(refusal.open))
    case 'task.no-due-day':
      return conflict(words.noDueDay)
    case 'task.extension-waits':
      return conflict(words.extensionWaits)
    case 'task.extension-unanswered':
      return conflict(words.extensionUnanswered)
    case 'task.extension-unknown':
      return conflict(words.extensionUnknown)
    case 'task.not-late':
      return conflict(words.notLate)
    default:
      return unreachable(refusal)
  }
}
