import { formatInstant, localDate } from '#kernel/time.ts'
import { compareWordings } from '#modules/official-documents/domain/index.ts'
import { findDraftVersion, findSigningSeats, type OutgoingDetail } from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, notFound, type PageRequest, page, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { DraftConflictPage } from '#web/ui/views/officer/drafting/draft-conflict.tsx'
import { choiceOf, draftDifferences } from '../../draft-differences.ts'
import { draftFields, draftOf, names, postedDraft, type TypedDraft } from './draft-form.ts'
import { versionName } from './keep-draft.ts'
import { documentPath } from './outgoing-paths.ts'

/** What was typed beside what somebody saved meanwhile; whoever typed the same has no quarrel with it. */
export const showConflict = async (
  request: PageRequest,
  document: OutgoingDetail,
  typed: TypedDraft,
): Promise<Answer> => {
  const t = messages(request.locale)
  const { database } = request.province
  const [latest, seats] = await Promise.all([
    findDraftVersion(database, document.id),
    findSigningSeats(database, document.agencyId, localDate(request.now)),
  ])
  if (latest === null) return notFound
  const kept = draftOf(latest.head, latest.content)
  const [mine, theirs] = [typed, kept].map((one) => draftFields(t, one, seats, []))
  const differences = mine === undefined || theirs === undefined ? [] : draftDifferences(t, mine, theirs)
  const own = `${documentPath(document.id)}/soan`
  if (differences.length === 0) return redirect(own, { notice: { kind: 'done', text: t.outgoing.saved } })
  const view = {
    back: { href: documentPath(document.id), text: document.subject },
    lead: t.drafting.conflictLead(latest.savedByName, formatInstant(latest.savedAt)),
    target: {
      action: own,
      csrf: request.csrfToken,
      hidden: { ...postedDraft(typed), [names.signing]: kept.signing, [versionName]: String(latest.version) },
    },
    by: latest.savedByName,
    differences: differences.map((one) => ({
      ...one,
      choice: choiceOf(one),
      text: one.question === names.text ? compareWordings(kept.text, typed.text) : undefined,
    })),
    latestHref: own,
  }
  const title = t.drafting.conflictTitle
  return page(officerDocument(request, { title }, <DraftConflictPage t={t} view={view} />), { status: 409 })
}
