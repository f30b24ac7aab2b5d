import type { OpenProvince } from '#platform/database/provinces.ts'
import type { JobHandler } from '#platform/jobs/run-jobs.ts'
import { sendMessageTask } from './store/messages.ts'
import { type SendDeps, sendMessage } from './use-cases/send-message.ts'

/** The jobs of this module. `depsOf` gives what they touch in a province. */
export const notificationJobs = (
  depsOf: (province: OpenProvince) => SendDeps,
): Readonly<Record<string, JobHandler>> => ({
  [sendMessageTask]: (province, payload) => sendMessage(depsOf(province), String(payload.messageId)),
})
