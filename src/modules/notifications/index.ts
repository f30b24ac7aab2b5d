export { notificationJobs } from './notification-jobs.ts'
export {
  type Delivery,
  deliveriesOfDossier,
  listMailbox,
  type MailboxLetter,
  type MailboxPlace,
  type MessageState,
} from './queries/messages.ts'
export { sendMessageTask } from './store/messages.ts'
export { noticeTemplatesSetting } from './store/templates.ts'
export { type NoticeDeps, noticesOf } from './use-cases/notices-of.ts'
export { type SendDeps, sendMessage } from './use-cases/send-message.ts'
export { writeCertificateLetter } from './use-cases/write-certificate-letter.ts'
export { writeEngagementLetter } from './use-cases/write-engagement-letter.ts'
export { writeHandOverLetter } from './use-cases/write-hand-over-letter.ts'
export { writeResetLetter } from './use-cases/write-reset-letter.ts'
export { writeTaskLetter, writeTaskSaidLetter } from './use-cases/write-task-letter.ts'
