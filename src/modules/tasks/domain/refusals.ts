/** Why a deed on a task was not done. */
export type TaskRefusal =
  /** Also said to whoever may not know that the task is there. */
  | { readonly code: 'task.not-found' }
  | { readonly code: 'task.not-permitted' }
  | { readonly code: 'task.title-missing' }
  | { readonly code: 'task.responsible-missing' }
  /** Not one of those whom the assigner may ask. */
  | { readonly code: 'task.responsible-out-of-reach' }
  | { readonly code: 'task.source-unknown' }
  | { readonly code: 'task.due-past' }
  /** A part may not be due after the whole. */
  | { readonly code: 'task.due-after-whole' }
  /** The whole may not be due before one of its open parts. */
  | { readonly code: 'task.due-before-part' }
  | { readonly code: 'task.closed' }
  | { readonly code: 'task.not-reported' }
  | { readonly code: 'task.reported-already' }
  | { readonly code: 'task.steps-open'; readonly open: number }
  | { readonly code: 'task.parts-open'; readonly open: number }
  | { readonly code: 'task.report-missing' }
  | { readonly code: 'task.words-missing' }
  | { readonly code: 'task.reason-missing' }
  | { readonly code: 'task.no-due-day' }
  | { readonly code: 'task.extension-waits' }
  /** Said to who asked for it and has not answered a wish for more time. */
  | { readonly code: 'task.extension-unanswered' }
  | { readonly code: 'task.extension-not-later' }
  | { readonly code: 'task.extension-unknown' }
  | { readonly code: 'task.not-late' }
