import { type Clock, localDate } from '#kernel/time.ts'
import { dropAttachments } from '#modules/attachments/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import type { Database } from '#platform/database/connection.ts'
import { findSetting } from '#platform/settings/settings.ts'
import { documentSubject } from '../../domain/index.ts'
import { asideDaysKey } from '../../domain/mailed-letter.ts'
import { emptyLetter, lockLetterToSweep } from '../../store/letters.ts'

export type SweepLettersDeps = { readonly database: Database; readonly clock: Clock }

/** Of one night; the next one goes on. */
const lettersAtOnce = 1_000

/**
 * Empties letters that were put aside so many days ago: words, sender and files go, each letter in a transaction of its own. That it was here, why it
 * was no document and who said so stays. The bytes of its files go with the next sweep of files, unless something else names them.
 */
export const sweepLetters = async ({ database, clock }: SweepLettersDeps): Promise<{ readonly letters: number }> => {
  const now = clock.now()
  const days = (await findSetting(database, asideDaysKey, localDate(now)))?.value ?? asideDaysKey.whenUndecided
  const before = now.subtract({ hours: 24 * days })
  for (let letters = 0; letters < lettersAtOnce; letters += 1) {
    const isSwept = await database.transaction().execute(async (tx) => {
      const id = await lockLetterToSweep(tx, before)
      if (id === null) return false
      const files = await dropAttachments(tx, { kind: documentSubject, id })
      await emptyLetter(tx, id, now)
      await appendAction(tx, {
        ...{ subjectKind: 'mailed-letter', subjectId: id, type: 'letter.swept', actor: { kind: 'system' } },
        ...{ occurredAt: now, recordedAt: now, detail: { files } },
      })
      return true
    })
    if (!isSwept) return { letters }
  }
  return { letters: lettersAtOnce }
}
