import { Temporal } from '#kernel/time.ts'
import type { DossierRefusal } from '#modules/dossiers/domain/index.ts'
import type { OutgoingRefusal } from '#modules/official-documents/domain/index.ts'
import type { BatchItem } from '#modules/signatures/domain/index.ts'
import type { Messages } from '#web/messages/index.ts'
import { answerDossierRefusal } from '../../refusals/dossier-refusals.ts'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'

const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Times in a refusal that was written down are times again. */
const revived = (value: unknown): unknown => {
  if (typeof value === 'string' && written.test(value)) return Temporal.Instant.from(value)
  if (Array.isArray(value)) return value.map(revived)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revived(one)]))
}

/** Why a paper of a batch was not signed, in the words of its own page. */
export const batchRefusalText = (t: Messages, item: BatchItem): string => {
  const refusal = revived(item.refusal)
  try {
    const { text } =
      item.subject.kind === 'official-document'
        ? answerOutgoingRefusal(t, refusal as OutgoingRefusal)
        : answerDossierRefusal(t, refusal as DossierRefusal)
    return text
  } catch {
    // Written down by an earlier version of the program, in a form that this one does not know.
    return t.signingPages.otherReason
  }
}
