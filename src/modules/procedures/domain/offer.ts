import type { Channel } from './channel.ts'
import type { Fee } from './fee.ts'
import { generalCase, type Paper, type PaperCase } from './paper.ts'
import type { ProvinceAddition } from './procedure.ts'
import type { PublishedProcedure } from './published-procedure.ts'
import type { TimeLimit } from './time-limit.ts'

/** A procedure that was imported and to which the province has not yet added anything has no local part. */
export type Offer = { readonly published: PublishedProcedure; readonly local: ProvinceAddition | null }

/** The channels a dossier may take here: those the province opened, else those published. */
export const channelsOf = (offer: Offer): readonly Channel[] =>
  offer.local?.channels ?? [...new Set(offer.published.channels.map((terms) => terms.channel))]

/** The limit that runs for a channel: the province's decision, else the published one; null when none may run. */
export const limitOf = (offer: Offer, channel: Channel): TimeLimit | null => {
  const decided = offer.local?.limits ?? []
  const local = decided.find((one) => one.channel === channel) ?? decided.find((one) => one.channel === undefined)
  return local?.limit ?? offer.published.channels.find((terms) => terms.channel === channel)?.limit ?? null
}

/** The limit in words, as decided or as published; empty when the source says nothing. */
export const limitTextOf = (offer: Offer, channel: Channel): string => {
  const decided = offer.local?.limits ?? []
  const local = decided.find((one) => one.channel === channel) ?? decided.find((one) => one.channel === undefined)
  return local?.text ?? offer.published.channels.find((terms) => terms.channel === channel)?.limitText ?? ''
}

/** The fees of a channel: the province's, else the published ones. */
export const feesOf = (offer: Offer, channel: Channel): readonly Fee[] => {
  const decided = offer.local?.fees ?? []
  const local = decided.find((one) => one.channel === channel) ?? decided.find((one) => one.channel === undefined)
  return local?.fees ?? offer.published.channels.find((terms) => terms.channel === channel)?.fees ?? []
}

const codeOf = (caseIndex: number, paperIndex: number): string => `paper-${caseIndex + 1}-${paperIndex + 1}`

/**
 * The papers a filing asks for. Where the province has not sorted them, the published list is taken: the source mixes papers with
 * remarks, so none of it is required by the machine and the officer checks.
 */
export const paperCasesOf = (offer: Offer): readonly PaperCase[] => {
  if (offer.local !== null) return offer.local.papers
  return offer.published.paperCases.map((published, caseIndex) => ({
    key: caseIndex === 0 && published.name === '' ? generalCase : `case-${caseIndex + 1}`,
    name: published.name,
    papers: published.papers.map(
      (paper, paperIndex): Paper => ({
        code: codeOf(caseIndex, paperIndex),
        name: paper.name,
        required: false,
        originals: paper.originals,
        copies: paper.copies,
        formName: paper.formName,
        acceptedAs: ['upload', 'counter'],
      }),
    ),
  }))
}

/** The papers of the chosen case together with those of the general one, in order; an unknown case gives the general one. */
export const papersOf = (offer: Offer, caseKey: string = generalCase): readonly Paper[] =>
  paperCasesOf(offer)
    .filter((one) => one.key === generalCase || one.key === caseKey)
    .flatMap((one) => one.papers)
