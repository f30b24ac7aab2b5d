import type { MeetingRefusal } from '#modules/meetings/domain/index.ts'
import type { TaskRefusal } from '#modules/tasks/domain/index.ts'
import type { Messages } from '../messages/index.ts'
import { answerTaskRefusal } from './task-refusals.ts'

export type MeetingRefusalAnswer = { readonly status: 403 | 404 | 409 | 422; readonly text: string }

const statuses: Partial<Record<MeetingRefusal['code'], MeetingRefusalAnswer['status']>> = {
  'engagement.not-found': 404,
  'engagement.not-permitted': 403,
  'engagement.agency-out-of-reach': 403,
  'engagement.not-arranged-by-you': 403,
  'engagement.decided-already': 409,
  'engagement.concluded-already': 409,
  'engagement.room-taken': 409,
  'engagement.not-approved': 409,
  'engagement.not-begun': 409,
}

/** How a refused deed on the calendar is answered. */
export const answerMeetingRefusal = (t: Messages, refusal: MeetingRefusal): MeetingRefusalAnswer => {
  const words = t.meetings.refusals
  const status = statuses[refusal.code] ?? 422
  if (refusal.code === 'engagement.paper-unknown') return { status, text: words[refusal.code](refusal.paper) }
  if (refusal.code === 'engagement.task-refused') {
    const why = answerTaskRefusal(t, { code: refusal.reason } as TaskRefusal).text
    return { status, text: words[refusal.code](refusal.position, why) }
  }
  return { status, text: words[refusal.code] }
}
