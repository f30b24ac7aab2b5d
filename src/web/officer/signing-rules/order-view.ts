import { formatDate, formatInstant } from '#kernel/time.ts'
import { isCoSignerField, mainField, type SigningMandate } from '#modules/official-documents/domain/index.ts'
import type { AwaitedPaper, FoundPlace, OutgoingSigner } from '#modules/official-documents/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { TimelineEntry } from '#web/ui/parts/timeline.tsx'

type Place = Pick<
  FoundPlace,
  'role' | 'round' | 'needed' | 'field' | 'authority' | 'givenTitle' | 'name' | 'title' | 'mandate'
> &
  Partial<Pick<OutgoingSigner, 'signedAt' | 'printed'>>

export const mandateText = ({ signingRules: words }: Messages, mandate: SigningMandate | null): string =>
  mandate === null
    ? ''
    : words.byPaper(mandate.capacity, mandate.basis, mandate.until === null ? '' : formatDate(mandate.until))

const roleText = (
  { signingRules: words, outgoing }: Messages,
  place: Pick<Place, 'role' | 'authority' | 'field'>,
): string => {
  if (place.role !== 'sign') return words.roles[place.role] ?? ''
  const letters = place.authority === 'own' ? '' : ` ${(outgoing.authorities[place.authority] ?? '').split(' (')[0]}`
  return `${isCoSignerField(place.field) ? words.coSigner : words.roles.sign}${letters}`
}

/** As what somebody signs, in a list; nothing for who signs alone in his own right. */
export const partText = (t: Messages, part: AwaitedPaper['part']): string => {
  if (part === null || (part.field === mainField && part.authority === 'own')) return ''
  return roleText(t, part)
}

const stateOf = (
  places: readonly Place[],
  place: Place,
): {
  readonly state: TimelineEntry['state']
  readonly what: keyof Messages['signingRules'] & ('awaited' | 'later' | 'notNeeded')
} | null => {
  if (place.signedAt != null) return null
  const signedIn = (round: number) => places.filter((one) => one.round === round && one.signedAt != null).length
  if (signedIn(place.round) >= place.needed) return { state: 'done', what: 'notNeeded' }
  const isOpen = places.every((one) => one.round >= place.round || signedIn(one.round) >= one.needed)
  return isOpen ? { state: 'current', what: 'awaited' } : { state: 'next', what: 'later' }
}

/** Who signs in which turn: what is done, what is awaited, what comes. `isLaid`: it lies before those who sign. */
export const orderEntries = (t: Messages, places: readonly Place[], isLaid: boolean): readonly TimelineEntry[] => {
  const { signingRules: words } = t
  return places.map((place) => {
    const { needed, round, signedAt } = place
    const all = places.filter((one) => one.round === round).length
    const open = stateOf(places, place)
    const given = place.givenTitle === '' ? place.title : place.givenTitle
    const note = [needed < all ? words.neededOf(needed, all) : '', mandateText(t, place.mandate)]
      .filter((part) => part !== '')
      .join(' · ')
    return {
      state: open === null ? 'done' : isLaid ? open.state : 'next',
      what: words.place(roleText(t, place), place.name, given),
      ...(signedAt != null ? { when: words.signed(formatInstant(signedAt)) } : {}),
      ...(isLaid && open !== null ? { when: words[open.what] } : {}),
      ...(note === '' ? {} : { note }),
    }
  })
}
