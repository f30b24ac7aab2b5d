import { type SigningDeps, signGivenSlip } from '#modules/dossiers/index.ts'
import { noticesOf, sendMessage } from '#modules/notifications/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { dropJobs } from '#platform/jobs/drop-jobs.ts'
import { keepingMailer } from '#platform/mail/mailer.ts'
import { findEvent } from '#platform/outbox/find-event.ts'

/** Events of the running transaction behind a place; those of a dossier with where its owner is written to. */
const eventsAfter = (database: Database, seq: number) =>
  database
    .selectFrom('event as e')
    .leftJoin('dossier as d', 'd.id', 'e.subject_id')
    .select(['e.id', 'e.seq', 'e.data', 'd.id as dossierId', 'd.owner_email as email'])
    .where((where) => where('e.transaction_id', '=', where.fn<string>('pg_current_xact_id')))
    .where('e.seq', '>', seq)
    .orderBy('e.seq')
    .execute()

/** The notation of the slip that a deed gave. */
const slipOf = (data: unknown): string | null =>
  typeof data === 'object' && data !== null && 'slip' in data ? String(data.slip) : null

/** Writes the letters that an event of the past told of, as letters that were kept and never left; answers which. */
const keepLetters = async (deps: SigningDeps, eventId: string): Promise<readonly string[]> => {
  const event = await findEvent(deps.database, eventId)
  if (event === null) return []
  const trackingUrl = (code: string) => `${deps.publicUrl}/tra-cuu?ma=${code}`
  if ((await noticesOf({ ...deps, trackingUrl }, event)) === 0) return []
  const messages = await deps.database.selectFrom('message').select('id').where('event_id', '=', eventId).execute()
  for (const { id } of messages) await sendMessage({ ...deps, mailer: keepingMailer }, id)
  return messages.map(({ id }) => id)
}

export type LivedLetters = {
  /** Signs the slips of the deeds since the last call, and writes what people are told. */
  readonly tell: () => Promise<void>
  /** Takes the jobs of all these deeds off the queue again: nothing of the past is told a second time, or leaves. */
  readonly dropJobs: () => Promise<void>
}

export const openLivedLetters = (deps: SigningDeps): LivedLetters => {
  const { database } = deps
  const eventIds: string[] = []
  const messageIds: string[] = []
  let last = 0
  return {
    tell: async () => {
      for (const { id, seq, data, email, dossierId } of await eventsAfter(database, last)) {
        const slip = slipOf(data)
        if (dossierId !== null && slip !== null) await signGivenSlip(deps, dossierId, slip)
        if (email !== null && email !== '') messageIds.push(...(await keepLetters(deps, id)))
        eventIds.push(id)
        last = seq
      }
    },
    dropJobs: async () => {
      await dropJobs(database, 'eventId', eventIds)
      await dropJobs(database, 'messageId', messageIds)
    },
  }
}
