import { formatInstant } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { headsOfUnit, headsToAsk } from '#modules/official-documents/domain/index.ts'
import type { AgencySeat, FoundPlace, OutgoingDetail, UnitHeadWord } from '#modules/official-documents/index.ts'
import type { Messages } from '#web/messages/index.ts'

export type UnitHeadScene = {
  readonly actor: OfficerActor
  readonly document: OutgoingDetail
  readonly seats: readonly AgencySeat[]
  /** Who looks at the drafts of the unit that drafts, by the rules of the agency. */
  readonly heads: readonly AgencySeat[]
  /** Who would sign it now; nobody where that cannot be said. */
  readonly places: readonly FoundPlace[]
  /** What the head said of the wording that was submitted. */
  readonly word: UnitHeadWord | null
}

/** Whom the draft has to pass when this officer submits it. */
export const headsBefore = ({ actor, heads, places }: UnitHeadScene): readonly AgencySeat[] =>
  headsToAsk(heads, actor.posts, places)

const nameOf = ({ name, title }: Pick<AgencySeat, 'name' | 'title'>): string => `${name} (${title})`
const namesOf = (t: Messages, heads: readonly AgencySeat[]): string => heads.map(nameOf).join(t.outgoing.headOr)

/** For whom the contents wait, by name where the unit has a head today. */
export const awaitedHeads = (t: Messages, { document, seats }: UnitHeadScene): string =>
  namesOf(t, headsOfUnit(seats, document.draftingUnitId)) || t.outgoing.factHead

/** What the head of the unit has to do with the document, or has said of it. */
export const unitHeadFact = (t: Messages, scene: UnitHeadScene): string => {
  const { document, word } = scene
  if (word !== null) {
    const said = word.byDelegation ? t.outgoing.headSaidFor : t.outgoing.headSaid
    return said(word.name, word.title, formatInstant(word.at))
  }
  const asked = document.state === 'draft' ? headsBefore(scene) : []
  return asked.length === 0 ? '' : t.outgoing.headWill(namesOf(t, asked))
}
