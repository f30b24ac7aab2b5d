import { newId } from '#kernel/ids.ts'
import { formatInstant } from '#kernel/time.ts'
import { checkDraft, readText } from '#modules/official-documents/domain/index.ts'
import type {
  DraftVersion,
  findPlaces,
  HeldSeat,
  listAgreements,
  OutgoingDetail,
} from '#modules/official-documents/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import type { DraftCheckView } from '#web/ui/views/officer/drafting/draft-checks.tsx'
import type { DraftTalkView } from '#web/ui/views/officer/drafting/draft-talk.tsx'
import { earlierSaid } from '../earlier-said.ts'
import { officerOf } from '../officer-of.ts'
import { actNames } from './outgoing-acts.ts'
import { comparePath, documentPath } from './outgoing-paths.ts'

/** Who would sign it now, or why it could not be submitted; null once it is signed. */
export type DraftOrder = {
  readonly signer: HeldSeat | null
  readonly places: Awaited<ReturnType<typeof findPlaces>>
} | null

/** Form and competence of the latest wording, while they can still be put in order. */
export const checksView = (
  request: PageRequest,
  document: OutgoingDetail,
  draft: DraftVersion,
  order: DraftOrder,
): readonly DraftCheckView[] | undefined => {
  if (order === null || (document.state !== 'draft' && document.state !== 'submitted')) return undefined
  const { checks } = messages(request.locale).drafting
  const { head, source } = draft
  const { signer, places } = order
  const refusal = places.ok ? undefined : places.refusal
  const right = refusal?.code === 'draft.signing-refused' ? refusal.why : undefined
  return checkDraft({ head, source, signer, right, blocks: readText(draft.content) }).map(({ key, state }) => ({
    text: checks[key],
    state,
  }))
}

/** What was said, and on which wording; one that was changed since can be compared. */
export const talkView = (request: PageRequest, document: OutgoingDetail, draft: DraftVersion): DraftTalkView => {
  const t = messages(request.locale)
  const officer = officerOf(request)
  const isOpen = document.state === 'draft' || document.state === 'submitted'
  return {
    ...earlierSaid(t, document.opinions),
    said: document.opinions.map((said) => ({
      who: said.officerName,
      title: said.officerTitle,
      what: t.outgoing.opinionKinds[said.kind] ?? '',
      when: formatInstant(said.saidAt),
      body: said.body,
      isMine: said.officerName === officer.fullName,
      wording:
        said.draftVersion === null
          ? undefined
          : {
              text: t.drafting.talkOn(said.draftVersion),
              href:
                said.draftVersion < draft.version
                  ? `${comparePath(document.id)}?tu=${said.draftVersion}&den=${draft.version}`
                  : undefined,
            },
    })),
    reply: isOpen
      ? {
          target: { action: `${documentPath(document.id)}/gop-y`, csrf: request.csrfToken, key: newId() },
          name: actNames.words,
        }
      : undefined,
  }
}

/** Who agreed to this very wording, and for whom it still waits. */
export const agreementText = (request: PageRequest, agreements: Awaited<ReturnType<typeof listAgreements>>): string => {
  const { agreed, awaited } = messages(request.locale).drafting
  return agreements
    .map(({ name, answeredAt }) => (answeredAt === null ? awaited(name) : agreed(name, formatInstant(answeredAt))))
    .join('; ')
}
