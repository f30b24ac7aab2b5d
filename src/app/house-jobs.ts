import { localDate } from '#kernel/time.ts'
import { destroyFiles, keepPackages, warnOfHandOver } from '#modules/archive/index.ts'
import { getUnfiledHours, sweepFiles } from '#modules/attachments/index.ts'
import { recomputeDeadlinesTask } from '#modules/calendar/index.ts'
import { draftKeptDays } from '#modules/dossiers/domain/index.ts'
import {
  askApologies,
  closeUnanswered,
  dropDraftsUntouchedSince,
  dropUnfiled,
  findChange,
  recomputeDeadlines,
  settleFinance,
  signGivenSlip,
  signSlipTask,
} from '#modules/dossiers/index.ts'
import { disableUnusedAccounts, passwordResetTask, sendPasswordReset } from '#modules/identity/index.ts'
import { tellOfEngagement } from '#modules/meetings/index.ts'
import {
  noticesOf,
  notificationJobs,
  writeCertificateLetter,
  writeEngagementLetter,
  writeHandOverLetter,
  writeResetLetter,
  writeTaskLetter,
  writeTaskSaidLetter,
} from '#modules/notifications/index.ts'
import {
  fetchLetters,
  judgeLetterTask,
  judgeWaiting,
  mailDocument,
  mailDocumentTask,
  readDocumentText,
  readDocumentTextTask,
  refillWords,
  sweepLetters,
} from '#modules/official-documents/index.ts'
import { paymentCrontab, paymentJobs } from '#modules/payments/index.ts'
import { importProceduresTask, RunImport, runImport } from '#modules/procedures/index.ts'
import {
  archiveDocuments,
  dropOldAnswers,
  dropOldDesktopSignings,
  warnOfCertificates,
} from '#modules/signatures/index.ts'
import { closeAnsweredTasks, remindOfTasks, tellOfTask } from '#modules/tasks/index.ts'
import { keepDossierFile } from '#modules/work-files/index.ts'
import { openDayHeadKey } from '#platform/action-log/day-head-key.ts'
import { signDayHeads } from '#platform/action-log/day-heads.ts'
import { readingTogether, type ServerAddress, type Tx } from '#platform/database/connection.ts'
import { forgetDoneActs } from '#platform/database/do-once.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { findTextRecogniser } from '#platform/file-text/recognise-text.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { type JobHandler, runJobs } from '#platform/jobs/run-jobs.ts'
import { announceChange } from '#platform/live/change.ts'
import type { Log } from '#platform/log/log.ts'
import { findEvent, type StoredEvent } from '#platform/outbox/find-event.ts'
import type { House } from './compose.ts'

/** Whoever follows events. Each may be called twice for the same event. */
const taskLetterDeps = (house: House, open: OpenProvince) => ({
  clock: house.web.clock,
  sealing: house.web.sealing(open),
  tasksUrl: `${house.web.publicUrl(open)}/can-bo/nhiem-vu`,
})

type Subscriber = (open: OpenProvince, event: StoredEvent) => Promise<void>

const subscribersOf = (house: House): readonly Subscriber[] => [
  tellPages,
  async (open, event) => {
    await noticesOf(noticeDeps(house, open), event)
  },
  async (open, event) => {
    // A charge that was waived owes nothing any more, as one that was paid.
    if (event.type === 'payment.received' || event.type === 'fee.relieved')
      await settleFinance(house.web.dossiers(open), event.subjectId)
  },
  async (open, event) => {
    const notation = event.subjectKind === 'dossier' ? event.data.slip : undefined
    if (typeof notation === 'string')
      await open.database.transaction().execute((tx) => askToSign(tx, event.subjectId, notation))
  },
  async (open, event) => {
    if (event.type === 'document.settled-by-answer')
      await closeAnsweredTasks(house.web.dossiers(open), {
        documentId: event.subjectId,
        answerId: String(event.data.answerId),
      })
  },
  async (open, event) => {
    if (event.type === 'dossier.settled')
      await keepDossierFile({ ...house.web.dossiers(open), files: house.files(open) }, event.subjectId)
  },
  async (open, event) => {
    if (event.type === 'destruction.ordered')
      await destroyFiles({ ...house.web.dossiers(open), files: house.files(open) }, event.subjectId)
  },
  async (open, event) => {
    if (event.type === 'hand-over.signed')
      await keepPackages({ ...house.web.dossiers(open), files: house.files(open) }, event.subjectId)
  },
  async (open, event) => {
    if (event.subjectKind !== 'engagement') return
    const planUrl = `${house.web.publicUrl(open)}/can-bo/lich-cong-tac`
    const deps = { clock: house.web.clock, sealing: house.web.sealing(open), planUrl }
    await tellOfEngagement(house.web.dossiers(open), event, (tx, letter) => writeEngagementLetter(tx, deps, letter))
  },
  async (open, event) => {
    if (event.subjectKind !== 'task') return
    const deps = taskLetterDeps(house, open)
    await tellOfTask(house.web.dossiers(open), event, (tx, letter) => writeTaskSaidLetter(tx, deps, letter))
  },
]

/** Pages that are open hear of it; after the deed, so that no deed waits for it. */
const tellPages: Subscriber = async (open, event) => {
  if (event.subjectKind !== 'dossier') return
  const change = await readingTogether(open.database, (reader) => findChange(reader, event))
  if (change !== null) await announceChange(open.database, change)
}

/** A job of its own: when who vouches for a certificate is silent, the slip is tried again and nothing else is told twice. */
const askToSign = (tx: Tx, dossierId: string, notation: string): Promise<void> =>
  enqueue(tx, signSlipTask, { dossierId, notation }, { jobKey: `${signSlipTask}:${dossierId}:${notation}` })

const noticeDeps = (house: House, open: OpenProvince) => ({
  database: open.database,
  clock: house.web.clock,
  sealing: house.web.sealing(open),
  trackingUrl: (code: string) => `${house.web.publicUrl(open)}/tra-cuu?ma=${code}`,
})

/** The link of a forgotten password and the letter that carries it come to be together. */
const sendReset = (house: House, open: OpenProvince, payload: Record<string, unknown>): Promise<void> => {
  const deps = { database: open.database, clock: house.web.clock, sealing: house.web.sealing(open) }
  return sendPasswordReset(deps, payload, (tx, { accountId, to, token, minutes }) => {
    const link = `${house.web.publicUrl(open)}/dat-lai-mat-khau?ma=${token}`
    return writeResetLetter(tx, deps, { accountId, to, link, minutes, provinceName: open.province.name })
  })
}

/** Files that bind an agency, by what they are to their owner; each is given a form that can be checked for ever. */
const issuedPurposes = ['outcome', 'issued', 'issued-companion'] as const
/** Answers of issuers that ended so long ago are of use to nobody. */
const answersKeptDays = 30
/** Documents that went to a signer's own tool are of use to nobody so long afterwards. */
const desktopKeptDays = 7

/** What keeps documents by the clock, and warns in time. */
const keepingJobs = (house: House): Readonly<Record<string, JobHandler>> => ({
  'archive-signatures': async (open) => {
    const deps = house.web.dossiers(open)
    await archiveDocuments({ ...deps, log: house.web.log }, issuedPurposes)
    await dropOldDesktopSignings(open.database, house.web.clock.now().subtract({ hours: 24 * desktopKeptDays }))
    await dropOldAnswers(open.database, house.web.clock.now().subtract({ hours: 24 * answersKeptDays }))
  },
  'warn-of-certificates': async (open) => {
    const deps = { clock: house.web.clock, sealing: house.web.sealing(open) }
    await warnOfCertificates(house.web.dossiers(open), (tx, letter) => writeCertificateLetter(tx, deps, letter))
  },
  'warn-of-hand-over': async (open) => {
    const link = `${house.web.publicUrl(open)}/can-bo/ho-so-cong-viec/nop-luu`
    const deps = { clock: house.web.clock, sealing: house.web.sealing(open), link }
    await warnOfHandOver(house.web.dossiers(open), (tx, letter) => writeHandOverLetter(tx, deps, letter))
  },
})

/** What is read of and for official documents, and what leaves by e-mail. */
const documentJobs = (house: House): Readonly<Record<string, JobHandler>> => ({
  [readDocumentTextTask]: async (open, payload) => {
    const recognise = await findTextRecogniser()
    await readDocumentText(
      { database: open.database, clock: house.web.clock, files: house.files(open), recognise },
      String(payload.documentId),
    )
  },
  'fetch-letters': async (open) => {
    const { province } = open
    const deps = { ...house.web.dossiers(open), mailboxDoor: house.mailboxDoor(open) }
    for (const visit of await fetchLetters(deps))
      if (visit.letters > 0 || visit.fault !== '')
        house.web.log[visit.fault === '' ? 'info' : 'warn']({ province: province.key, ...visit }, 'mailbox visited')
  },
  [mailDocumentTask]: (open, payload) =>
    mailDocument(
      {
        ...{ database: open.database, clock: house.web.clock, files: house.files(open), mailer: house.web.mailer },
        publicUrl: house.web.publicUrl(open),
      },
      String(payload.mailingId),
    ),
  [judgeLetterTask]: (open, payload) =>
    judgeWaiting(
      { database: open.database, clock: house.web.clock, files: house.files(open) },
      { documentId: String(payload.documentId), agencyId: String(payload.agencyId) },
    ),
  'sweep-letters': async (open) => {
    const swept = await sweepLetters({ database: open.database, clock: house.web.clock })
    if (swept.letters > 0) house.web.log.info({ province: open.province.key, ...swept }, 'letters swept')
  },
  'refill-words': (open) => refillWords(open.database),
})

const handlersOf = (house: House): Readonly<Record<string, JobHandler>> => {
  const subscribers = subscribersOf(house)
  return {
    ...paymentJobs(house.web.payments),
    ...notificationJobs((open) => ({ ...noticeDeps(house, open), mailer: house.web.mailer })),
    'deliver-event': async (open, payload) => {
      const event = await findEvent(open.database, String(payload.eventId))
      if (event === null) throw new Error('the event of a job is not there')
      for (const subscriber of subscribers) await subscriber(open, event)
    },
    'ask-apologies': async (open) => {
      await askApologies(house.web.dossiers(open))
    },
    'close-unanswered': async (open) => {
      await closeUnanswered(house.web.dossiers(open))
    },
    'disable-unused-accounts': async (open) => {
      await disableUnusedAccounts(open.database, house.web.clock)
    },
    'forget-done-acts': (open) => forgetDoneActs(open.database),
    'sweep-files': async (open) => {
      const now = house.web.clock.now()
      const since = now.subtract({ hours: await getUnfiledHours(open.database, localDate(now)) })
      await dropUnfiled(open.database, since)
      const swept = await sweepFiles({ database: open.database, files: house.files(open) }, since)
      if (swept.files > 0) house.web.log.info({ province: open.province.key, ...swept }, 'files swept')
    },
    'drop-old-drafts': async (open) => {
      const since = house.web.clock.now().subtract({ hours: draftKeptDays * 24 })
      await open.database.transaction().execute((tx) => dropDraftsUntouchedSince(tx, since))
    },
    [signSlipTask]: (open, payload) =>
      signGivenSlip(house.web.dossiers(open), String(payload.dossierId), String(payload.notation)),
    [passwordResetTask]: (open, payload) => sendReset(house, open, payload),
    [importProceduresTask]: async (open, payload) => {
      await runImport(house.web.dossiers(open), RunImport.parse(payload))
    },
    [recomputeDeadlinesTask]: async (open) => {
      await recomputeDeadlines(house.web.dossiers(open))
    },
    'remind-of-tasks': async (open) => {
      const deps = taskLetterDeps(house, open)
      await remindOfTasks(house.web.dossiers(open), (tx, letter) => writeTaskLetter(tx, deps, letter))
    },
    ...keepingJobs(house),
    ...documentJobs(house),
    'sign-day-head': async (open) => {
      const key = openDayHeadKey(house.web.sealing(open))
      await signDayHeads(open.database, open.province.key, key, house.web.clock.now())
    },
  }
}

// A program that slept at midnight signs the days that are over when it wakes; done once, signing again does nothing.
const crontab = [
  { task: 'ask-apologies', pattern: '*/10 * * * *' },
  { task: 'close-unanswered', pattern: '5 * * * *' },
  { task: 'disable-unused-accounts', pattern: '10 19 * * *' },
  { task: 'drop-old-drafts', pattern: '40 19 * * *' },
  { task: 'fetch-letters', pattern: '*/5 * * * *' },
  { task: 'refill-words', pattern: '*/10 * * * *' },
  { task: 'forget-done-acts', pattern: '45 19 * * *' },
  { task: 'sweep-letters', pattern: '42 19 * * *' },
  { task: 'sweep-files', pattern: '50 19 * * *' },
  { task: 'archive-signatures', pattern: '40 18 * * *' },
  // Seven in the morning of the country; a reminder that was sent is not sent again.
  { task: 'remind-of-tasks', pattern: '0 0 * * *' },
  { task: 'warn-of-certificates', pattern: '10 0 * * *' },
  { task: 'warn-of-hand-over', pattern: '5 0 * * *' },
  { task: 'sign-day-head', pattern: '20 * * * *' },
  ...paymentCrontab,
]

/** Runs the jobs of all provinces in this process; returns how to stop. */
export const startHouseJobs = async (server: ServerAddress, house: House, log: Log): Promise<() => Promise<void>> => {
  const runner = await runJobs({
    server,
    provinces: house.provinces,
    handlers: handlersOf(house),
    crontab,
    concurrency: 4,
    log,
  })
  return runner.stop
}
