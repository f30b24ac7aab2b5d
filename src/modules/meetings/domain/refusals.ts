/** Why a deed on the calendar was not done. */
export type MeetingRefusal =
  /** Also said to whoever may not know that it is there. */
  | { readonly code: 'engagement.not-found' }
  | { readonly code: 'engagement.not-permitted' }
  | { readonly code: 'engagement.agency-out-of-reach' }
  | { readonly code: 'engagement.ends-before-start' }
  | { readonly code: 'engagement.too-long' }
  /** Somebody else has it, approved, at that time. */
  | { readonly code: 'engagement.room-taken' }
  /** Before its first day, or more than a year after it. */
  | { readonly code: 'engagement.repeat-unfit' }
  | { readonly code: 'engagement.place-missing' }
  | { readonly code: 'engagement.chair-missing' }
  /** Somebody, a unit or a room that is not of the agency, or is there no more. */
  | { readonly code: 'engagement.party-unknown' }
  | { readonly code: 'engagement.paper-unknown'; readonly paper: string }
  | { readonly code: 'engagement.decided-already' }
  | { readonly code: 'engagement.reason-missing' }
  | { readonly code: 'engagement.not-approved' }
  | { readonly code: 'engagement.not-begun' }
  | { readonly code: 'engagement.concluded-already' }
  | { readonly code: 'engagement.conclusion-missing' }
  /** A day beyond the working calendar. */
  | { readonly code: 'engagement.due-unknown' }
  /** Why the task of a line could not be given. */
  | { readonly code: 'engagement.task-refused'; readonly position: number; readonly reason: string }
  | { readonly code: 'engagement.not-arranged-by-you' }
  | { readonly code: 'engagement.room-name-taken' }
